package io.contactsync.connector;

import io.contactsync.contact.Draft;
import io.contactsync.contact.TargetContact;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which of a target's contacts corresponds to a draft, by the match fields in their order.
 *
 * @param system the target's name, for messages
 * @param fields the match fields
 * @param preferOldest whether the oldest of several matches is used; otherwise several matches are unclear
 */
public record ContactMatcher(String system, List<String> fields, boolean preferOldest) {

    private static final Set<String> PHONES = Set.of("phone", "phone_number");

    /** Takes an unmodifiable copy. */
    public ContactMatcher {
        fields = List.copyOf(fields);
    }

    /**
     * Returns a value as text, as it is looked up and written. A number has no exponent and no trailing zeros.
     *
     * @param value text, a number or a boolean
     */
    public static String text(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
    }

    /**
     * Returns the text by which values are compared. A target may format a phone number differently from how it was
     * sent, so separators are removed from phone numbers.
     */
    public static String comparisonKey(String field, Object value) {
        return PHONES.contains(field) ? text(value).replaceAll("[\\s().\\-/]", "") : text(value);
    }

    /** Returns true if a contact has exactly this value in a field. */
    public static boolean hasValue(TargetContact contact, String field, Object value) {
        Object current = contact.fields().get(field);
        return current != null && comparisonKey(field, current).equals(comparisonKey(field, value));
    }

    /** Returns the first match field for which the draft has a value: a lost create is looked up by it. */
    public Optional<String> firstFieldWithValue(Draft draft) {
        return fields.stream().filter(name -> draft.value(name).isPresent()).findFirst();
    }

    /**
     * Returns the contacts that can be the draft's contact.
     *
     * @param field the match field by which they were found
     * @param exact contacts that have the draft's value in this field
     * @return those that do not have another value than the draft in an earlier match field
     */
    public List<TargetContact> candidates(Draft draft, String field, List<TargetContact> exact) {
        return exact.stream()
                .filter(one -> conflictingField(draft, field, one).isEmpty())
                .toList();
    }

    /**
     * Decides which contact is the draft's contact.
     *
     * @param field the match field by which they were found
     * @param exact all contacts that have the draft's value in this field, each once
     * @return the contact; not found if {@code exact} is empty; unclear if only contacts of other people were found, or
     *     several candidates
     */
    public LookupResult resolve(Draft draft, String field, List<TargetContact> exact) {
        List<TargetContact> candidates = candidates(draft, field, exact);
        if (candidates.isEmpty()) {
            return exact.isEmpty() ? new LookupResult.NotFound() : belongsToAnother(draft, field, exact.get(0));
        }
        if (candidates.size() > 1 && !preferOldest) {
            String ids =
                    candidates.stream().map(TargetContact::targetId).limit(5).collect(Collectors.joining(", "));
            return new LookupResult.Unclear("several " + system + " contacts have its " + field + ": " + ids);
        }
        return new LookupResult.Found(candidates.stream()
                .min(Comparator.comparingLong(TargetContact::createdAt).thenComparing(TargetContact::targetId))
                .orElseThrow());
    }

    private LookupResult belongsToAnother(Draft draft, String field, TargetContact other) {
        return new LookupResult.Unclear(system + " contact " + other.targetId() + " has its " + field + " but another "
                + conflictingField(draft, field, other).orElseThrow() + ": it belongs to another person");
    }

    /** Returns the first match field before this one in which the contact has another value than the draft. */
    private Optional<String> conflictingField(Draft draft, String field, TargetContact found) {
        return fields.stream()
                .takeWhile(earlier -> !earlier.equals(field))
                .filter(earlier -> draft.value(earlier)
                        .map(value ->
                                !Draft.Field.isBlank(found.fields().get(earlier)) && !hasValue(found, earlier, value))
                        .orElse(false))
                .findFirst();
    }
}
