package io.contactsync.heyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.CallKind;
import io.contactsync.contact.Change;
import io.contactsync.contact.FieldValue;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallPlanTest {

    private static Change change(@Nullable String id, int fields, int extraFields, int add, int remove) {
        return new Change("s1", id, fields("f", fields), fields("r", extraFields), tags(add), tags(remove));
    }

    private static List<FieldValue> fields(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new FieldValue(prefix + i, "v" + i))
                .toList();
    }

    private static List<String> tags(int count) {
        return IntStream.range(0, count).mapToObj(i -> "t" + i).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "1,0,0, 1,0,0,0",
        "30,0,0, 1,0,0,0",
        "31,0,0, 1,1,0,0",
        "60,0,0, 1,1,0,0",
        "61,0,0, 1,2,0,0",
        "65,23,0, 1,2,3,0",
        "1,10,0, 1,0,1,0",
        "1,11,0, 1,0,2,0"
    })
    void newContactUsesTheFewestCalls(
            int fields, int add, int remove, int creates, int updates, int adds, int removes) {
        CallPlan plan = CallPlan.of(change(null, fields, 0, add, remove), List.of());
        assertThat(plan.callCounts(true)).isEqualTo(calls(creates, updates, adds, removes));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,0, 0,0,0",
        "1,0,0, 1,0,0",
        "30,0,0, 1,0,0",
        "31,0,0, 2,0,0",
        "65,23,11, 3,3,2",
        "0,1,0, 0,1,0",
        "0,0,20, 0,0,2"
    })
    void linkedContactUsesTheFewestCalls(int fields, int add, int remove, int updates, int adds, int removes) {
        CallPlan plan = CallPlan.of(change("t1", fields, 9, add, remove), List.of());
        assertThat(plan.callCounts(false)).isEqualTo(calls(0, updates, adds, removes));
    }

    private static Map<CallKind, Integer> calls(int creates, int updates, int adds, int removes) {
        Map<CallKind, Integer> calls = new java.util.EnumMap<>(CallKind.class);
        calls.put(CallKind.CREATE, creates);
        calls.put(CallKind.UPDATE, updates);
        calls.put(CallKind.ADD_TAGS, adds);
        calls.put(CallKind.REMOVE_TAGS, removes);
        calls.values().removeIf(count -> count == 0);
        return calls;
    }

    @Test
    void firstCallHasMatchFieldsThenPhoneAndNames() {
        List<FieldValue> fields = List.of(
                new FieldValue("a", 1),
                new FieldValue("lastName", "L"),
                new FieldValue("phone", "+1"),
                new FieldValue("key", "k"));
        CallPlan plan = CallPlan.of(new Change("s1", null, fields, List.of(), List.of(), List.of()), List.of("key"));
        assertThat(plan.create()).extracting(FieldValue::name).containsExactly("key", "lastName", "phone", "a");
    }

    @ParameterizedTest
    @CsvSource({"5,3,8", "29,3,30", "30,3,30", "31,40,60"})
    void extraFieldsFillRoomAndCauseNoCall(int fields, int extraFields, int sent) {
        CallPlan plan = CallPlan.of(change("t1", fields, extraFields, 0, 0), List.of());
        assertThat(plan.updates().stream().mapToInt(List::size).sum()).isEqualTo(sent);
        assertThat(plan.updates()).hasSize((fields + 29) / 30).allMatch(call -> call.size() <= 30);
    }

    @Test
    void extraFieldsAloneAreNotSent() {
        assertThat(CallPlan.of(change("t1", 0, 3, 1, 0), List.of()).updates()).isEmpty();
    }

    @Test
    void everyFieldIsSentExactlyOnce() {
        CallPlan plan = CallPlan.of(change(null, 65, 40, 0, 0), List.of("f64", "f2"));
        List<String> names = java.util.stream.Stream.concat(
                        plan.create().stream(), plan.updates().stream().flatMap(List::stream))
                .map(FieldValue::name)
                .toList();
        assertThat(names).doesNotHaveDuplicates().hasSize(90).startsWith("f2", "f64");
    }
}
