package io.contactsync.heyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.connector.ContactMatcher;
import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.http.CallCounts;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.heyx.ChannelContacts;
import io.contactsync.simulator.heyx.HeyxContact;
import io.contactsync.simulator.heyx.HeyxOptions;
import io.contactsync.simulator.server.CallLog;
import io.contactsync.simulator.server.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactLookupTest {

    private final Simulator simulator = Simulator.start(SimulatorOptions.defaults()
            .withHeyx(SimulatorOptions.defaults().heyx().withSearch(HeyxOptions.Search.FUZZY))
            .unlimited());
    private final ChannelContacts inbox = simulator.heyx("support");
    private final CallCounts counts = Heyx.counts();
    private final List<HeyxTarget> targets = new ArrayList<>();

    @AfterEach
    void stop() {
        targets.forEach(HeyxTarget::close);
        simulator.close();
    }

    private HeyxTarget target(HeyxTargetOptions options) {
        HeyxTarget target =
                Heyx.target(Heyx.client(simulator.heyxUrl(), simulator.heyxToken("support"), counts), options);
        targets.add(target);
        return target;
    }

    private LookupResult find(HeyxTargetOptions options, @Nullable Object... draft) {
        return target(options).find(Heyx.draft(draft), Set.of(), Freshness.CACHED, Heyx.NO_PAUSE);
    }

    private HeyxContact put(String id, long createdAt, @Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        HeyxContact contact = new HeyxContact(id, fields, List.of("Job", "Theirs"), createdAt);
        inbox.put(contact);
        return contact;
    }

    private static String foundId(LookupResult result) {
        assertThat(result).isInstanceOf(LookupResult.Found.class);
        return ((LookupResult.Found) result).contact().targetId();
    }

    private List<String> asked() {
        return simulator.heyxCalls().entries().stream()
                .map(CallLog.Entry::path)
                .map(path -> path.substring(path.indexOf('?') + 1))
                .toList();
    }

    @Test
    void firstMatchFieldThatFindsAContactEndsTheLookup() {
        put("1", 5, "key", "k1", "phone", "+1555");
        assertThat(foundId(find(Heyx.OPTIONS, "key", "k1", "phone", "+1555"))).isEqualTo("1");
        assertThat(asked()).containsExactly("name=key&value=k1");
    }

    @Test
    void nextMatchFieldIsLookedUpWithItsPlusSignIfTheFirstFindsNone() {
        put("1", 5, "phone", "+1555");
        assertThat(foundId(find(Heyx.OPTIONS, "key", "k1", "phone", "+1555"))).isEqualTo("1");
        assertThat(asked()).containsExactly("name=key&value=k1", "name=phone&value=%2B1555");
    }

    @Test
    void blankAndExcludedMatchFieldsAreNotLookedUp() {
        LookupResult result = target(Heyx.OPTIONS)
                .find(Heyx.draft("key", null, "phone", "+1555"), Set.of("phone"), Freshness.CACHED, Heyx.NO_PAUSE);
        assertThat(result).isEqualTo(new LookupResult.NotFound());
        assertThat(asked()).isEmpty();
    }

    @Test
    void fuzzyMatchIsComparedAgain() {
        put("1", 5, "key", "xK1x");
        put("2", 5, "key", "K1");
        put("3", 5, "key", "k1 ");
        assertThat(find(Heyx.OPTIONS, "key", "k1")).isEqualTo(new LookupResult.NotFound());
        put("4", 5, "key", "k1");
        assertThat(foundId(find(Heyx.OPTIONS, "key", "k1"))).isEqualTo("4");
    }

    @Test
    void furtherPagesAreRead() {
        for (int i = 0; i < 25; i++) {
            put("other" + i, 5, "key", "k1" + i);
        }
        put("the one", 5, "key", "k1");
        assertThat(foundId(find(Heyx.OPTIONS, "key", "k1"))).isEqualTo("the one");
        assertThat(asked()).hasSize(3).endsWith("name=key&value=k1&page=3");
    }

    @Test
    void valueSharedByTooManyContactsIsRefused() {
        for (int i = 0; i < 501; i++) {
            put("other" + i, 5, "key", "k1" + i);
        }
        assertThat(find(Heyx.OPTIONS, "key", "k1")).isInstanceOf(LookupResult.Refused.class);
        assertThat(asked()).hasSize(50);
    }

    @Test
    void severalMatchesAreUnclearUnlessTheOldestIsPreferred() {
        put("b", 7, "key", "k1");
        put("c", 5, "key", "k1");
        put("a", 7, "key", "k1");
        assertThat(find(Heyx.OPTIONS, "key", "k1"))
                .isInstanceOfSatisfying(
                        LookupResult.Unclear.class,
                        unclear -> assertThat(unclear.reason()).contains("b", "c", "a"));
        assertThat(foundId(find(Heyx.oldest(), "key", "k1"))).isEqualTo("c");
        inbox.remove("c");
        assertThat(foundId(find(Heyx.oldest(), "key", "k1"))).isEqualTo("a");
    }

    @Test
    void contactWithAnotherValueInAnEarlierFieldIsUnclear() {
        put("1", 5, "key", "k2", "phone", "+1555");
        assertThat(find(Heyx.OPTIONS, "key", "k1", "phone", "+1555"))
                .isInstanceOfSatisfying(
                        LookupResult.Unclear.class,
                        unclear -> assertThat(unclear.reason()).contains("HeyX contact 1", "another key"));
    }

    @Test
    void contactOfSomebodyElseDoesNotHideACandidate() {
        put("1", 5, "key", "k2", "phone", "+1555");
        put("2", 6, "phone", "+1555");
        put("3", 7, "key", "", "phone", "+1556");
        assertThat(foundId(find(Heyx.OPTIONS, "key", "k1", "phone", "+1555"))).isEqualTo("2");
        assertThat(foundId(find(Heyx.OPTIONS, "key", "k1", "phone", "+1556"))).isEqualTo("3");
    }

    @Test
    void phonesAreComparedWithoutSeparators() {
        put("1", 5, "phone", "+1 (555) 010-99");
        assertThat(foundId(find(
                        new HeyxTargetOptions(false, List.of("phone"), false, null, Set.of(), Set.of()),
                        "phone",
                        "+1 (555) 010-99")))
                .isEqualTo("1");
        assertThat(ContactMatcher.comparisonKey("phone", "+1 (555) 010-99")).isEqualTo("+155501099");
        assertThat(ContactMatcher.comparisonKey("key", "1-2")).isEqualTo("1-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë Müller", "Жанна", "日本 & co", "100%", "a+b=c/d?e#f", "👋"})
    void valueWithAnyCharactersIsFound(String value) {
        put("1", 5, "key", value);
        assertThat(foundId(find(Heyx.OPTIONS, "key", value))).isEqualTo("1");
    }

    @Test
    void decomposedValueMatchesTheComposedOne() {
        put("1", 5, "key", "k1", "phone", "Zoe\u0308");
        LookupResult result = find(Heyx.OPTIONS, "key", "k1", "phone", "Zo\u00eb");
        assertThat(((LookupResult.Found) result).contact().fields()).containsEntry("phone", "Zo\u00eb");
    }

    @Test
    void booleansAndNumbersAreFoundAsTextAndAsValues() {
        put("1", 5, "key", true);
        put("2", 5, "key", "false");
        put("3", 5, "key", 12.50);
        assertThat(foundId(find(Heyx.OPTIONS, "key", true))).isEqualTo("1");
        assertThat(foundId(find(Heyx.OPTIONS, "key", false))).isEqualTo("2");
        assertThat(foundId(find(Heyx.OPTIONS, "key", new java.math.BigDecimal("12.500"))))
                .isEqualTo("3");
    }

    @Test
    void foundContactHasFieldsAndTags() {
        put("1", 1575618542, "key", "k1", "firstName", null, "isLead", true);
        LookupResult.Found found = (LookupResult.Found) find(Heyx.OPTIONS, "key", "k1");
        assertThat(found.contact().fields()).containsEntry("isLead", true).containsEntry("firstName", null);
        assertThat(found.contact().tags()).containsExactlyInAnyOrder("Job", "Theirs");
        assertThat(found.contact().createdAt()).isEqualTo(1575618542);
    }

    @Test
    void errorInsideA200IsARefusal() {
        simulator.faults().set(Fault.heyx(new Fault.Effect.ErrorIn200("no such field")));
        assertThat(find(Heyx.OPTIONS, "key", "k1"))
                .isInstanceOfSatisfying(
                        LookupResult.Refused.class,
                        refused -> assertThat(refused.refusal().message()).isEqualTo("no such field"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"message\":\"back soon\"}", "{\"data\":{\"id\":\"1\"}}"})
    void responseThatIsNotAListIsARefusal(String body) {
        simulator.faults().set(Fault.heyx(new Fault.Effect.Status(200, body, Map.of())));
        assertThat(find(Heyx.OPTIONS, "key", "k1")).isInstanceOf(LookupResult.Refused.class);
    }

    @Test
    void contactWithoutFieldsOrTagsIsReadAsEmpty() {
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.Status(
                        200, "{\"data\":[{\"id\":7,\"custom_fields\":[],\"tags\":{}}]}", Map.of())));
        assertThat(find(Heyx.OPTIONS, "key", "k1")).isEqualTo(new LookupResult.NotFound());
    }
}
