package io.contactsync.heyx;

import io.contactsync.contact.CallKind;
import io.contactsync.contact.Change;
import io.contactsync.contact.FieldValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A change divided into the fewest calls that HeyX accepts.
 *
 * <p>At most 30 fields per create or update (heyx-contacts.md, "Create Contact" and "Update Contact by ID",
 * Limitations) and 10 tags per tag call ("Add Tag by ID", "Remove Tag by ID", Limitations). 65 fields and 23 tags of a
 * new contact are 1 create, 2 updates and 3 tag calls. {@link Change#extraFields} fill the remaining room of these
 * calls and never cause a call.
 *
 * @param create the fields of the create, or an empty list if the contact exists
 * @param updates the fields of each update
 * @param addTags the tags of each call that adds tags
 * @param removeTags the tags of each call that removes tags
 */
record CallPlan(
        List<FieldValue> create,
        List<List<FieldValue>> updates,
        List<List<String>> addTags,
        List<List<String>> removeTags) {

    static final int MAX_FIELDS = 30;
    static final int MAX_TAGS = 10;

    /** People recognise a contact by these and by the match fields, so they are part of the create. */
    private static final Set<String> FIRST = Set.of("phone", "firstName", "lastName");

    static CallPlan of(Change change, List<String> matchFields) {
        List<FieldValue> fields = withExtraFields(inOrder(change.fields(), matchFields), change);
        boolean creates = change.targetId() == null;
        int firstCall = creates ? Math.min(MAX_FIELDS, fields.size()) : 0;
        return new CallPlan(
                List.copyOf(fields.subList(0, firstCall)),
                partition(fields.subList(firstCall, fields.size()), MAX_FIELDS),
                partition(change.addTags(), MAX_TAGS),
                partition(change.removeTags(), MAX_TAGS));
    }

    private static List<FieldValue> inOrder(List<FieldValue> fields, List<String> matchFields) {
        Stream<FieldValue> keys = fields.stream().filter(field -> matchFields.contains(field.name()));
        Stream<FieldValue> names =
                fields.stream().filter(field -> FIRST.contains(field.name()) && !matchFields.contains(field.name()));
        Stream<FieldValue> rest =
                fields.stream().filter(field -> !FIRST.contains(field.name()) && !matchFields.contains(field.name()));
        return Stream.of(keys, names, rest).flatMap(part -> part).collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<FieldValue> withExtraFields(List<FieldValue> fields, Change change) {
        boolean sentAnyway = change.targetId() == null || !fields.isEmpty();
        int calls = Math.max(1, (fields.size() + MAX_FIELDS - 1) / MAX_FIELDS);
        int room = sentAnyway ? calls * MAX_FIELDS - fields.size() : 0;
        change.extraFields().stream().limit(room).forEach(fields::add);
        return fields;
    }

    private static <T> List<List<T>> partition(List<T> whole, int size) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < whole.size(); from += size) {
            parts.add(List.copyOf(whole.subList(from, Math.min(whole.size(), from + size))));
        }
        return parts;
    }

    /**
     * Counts the calls of this plan.
     *
     * @param creates whether the change creates the contact
     * @return the number of calls by kind; kinds without calls are absent
     */
    Map<CallKind, Integer> callCounts(boolean creates) {
        if (creates && create.isEmpty()) {
            return Map.of();
        }
        Map<CallKind, Integer> calls = new EnumMap<>(CallKind.class);
        calls.put(CallKind.CREATE, creates ? 1 : 0);
        calls.put(CallKind.UPDATE, updates.size());
        calls.put(CallKind.ADD_TAGS, addTags.size());
        calls.put(CallKind.REMOVE_TAGS, removeTags.size());
        calls.values().removeIf(count -> count == 0);
        return calls;
    }
}
