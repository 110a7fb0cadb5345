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
 * Tells which of a target's contacts a draft is, by the match fields in their order.
 *
 * @param system the target's name, for sentences
 * @param fields the match fields
 * @param oldest whether the oldest of several matches is taken, or none
 */
public record ContactMatcher(String system, List<String> fields, boolean preferOldest) {

    private static final Set<String> PHONES = Set.of("phone", "phone_number");

    /** Takes an unmodifiable copy. */
    public ContactMatcher {
        fields = List.copyOf(fields);
    }

    /**
     * A value as it is asked for.
     *
     * @param value text, a number or a truth
     * @return its text; a number without an exponent and without zeros at its end
     */
    public static String text(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
    }

    /**
     * A value as it is compared: what is read back as a phone can be written differently from what was sent; its digits
     * cannot.
     *
     * @param field the field's name
     * @param value its value
     * @return text that two values have in common if they are the same
     */
    public static String comparisonKey(String field, Object value) {
        return PHONES.contains(field) ? text(value).replaceAll("[\\s().\\-/]", "") : text(value);
    }

    /**
     * Tells whether a contact has exactly this value.
     *
     * @param contact what the target holds
     * @param field the field's name
     * @param value the value
     * @return true when it has
     */
    public static boolean hasValue(TargetContact contact, String field, Object value) {
        Object there = contact.fields().get(field);
        return there != null && comparisonKey(field, there).equals(comparisonKey(field, value));
    }

    /**
     * The field by which a lost create is asked for.
     *
     * @param draft what was to be created
     * @return the first match field that has a value
     */
    public Optional<String> firstFieldWithValue(Draft draft) {
        return fields.stream().filter(name -> draft.value(name).isPresent()).findFirst();
    }

    /**
     * Those that can be the draft's contact.
     *
     * @param draft what shall be true
     * @param field the match field that found them
     * @param exact contacts that have the draft's value in it
     * @return those of them that do not carry another value in an earlier match field
     */
    public List<TargetContact> candidates(Draft draft, String field, List<TargetContact> exact) {
        return exact.stream()
                .filter(one -> conflictingField(draft, field, one).isEmpty())
                .toList();
    }

    /**
     * Decides.
     *
     * @param draft what shall be true
     * @param field the match field that was asked for
     * @param exact all contacts that have the draft's value in it, each once
     * @return the one; none; or unclear, when it is somebody else's or several can be it
     */
    public LookupResult resolve(Draft draft, String field, List<TargetContact> exact) {
        List<TargetContact> ours = candidates(draft, field, exact);
        if (ours.isEmpty()) {
            return exact.isEmpty() ? new LookupResult.NotFound() : belongsToAnother(draft, field, exact.get(0));
        }
        if (ours.size() > 1 && !preferOldest) {
            String ids = ours.stream().map(TargetContact::targetId).limit(5).collect(Collectors.joining(", "));
            return new LookupResult.Unclear("several " + system + " contacts have its " + field + ": " + ids);
        }
        return new LookupResult.Found(ours.stream()
                .min(Comparator.comparingLong(TargetContact::createdAt).thenComparing(TargetContact::targetId))
                .orElseThrow());
    }

    private LookupResult belongsToAnother(Draft draft, String field, TargetContact other) {
        return new LookupResult.Unclear(system + " contact " + other.targetId() + " has its " + field + " but another "
                + conflictingField(draft, field, other).orElseThrow() + ": it is somebody else's");
    }

    /** The match field before this one in which the contact found carries another value than the draft, if any. */
    private Optional<String> conflictingField(Draft draft, String field, TargetContact found) {
        return fields.stream()
                .takeWhile(earlier -> !earlier.equals(field))
                .filter(earlier -> draft.value(earlier)
                        .map(value -> !Draft.Field.isBlank(found.fields().get(earlier)) && !hasValue(found, earlier, value))
                        .orElse(false))
                .findFirst();
    }
}
