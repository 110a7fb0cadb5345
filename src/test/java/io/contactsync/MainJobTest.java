package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.contactsync.contact.Outcome;
import io.contactsync.report.RunResult;
import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.heyx.HeyxContact;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job over HTTP: every field in HeyX afterwards, and the calls that were made. */
class MainJobTest {

    private static final String JOB = JobFixture.jobFile("""
            match: [digivault_id, phone]
            fields:
              digivault_id: id
              firstName: firstWord(display_name)
              lastName: otherWords(display_name)
              phone: e164(phone_number, 'US')
              profilePic: avatar_url
              last_seen: {value: date(last_active_at), trigger: false}
              nickname: {value: username, write: if-empty}
              source: "'digivault'"
            tags:
              DigiVault: "true"
              Active: last_active_at > daysAgo(30)
            """);

    private static final int CONTACTS = 250;

    @TempDir
    private Path folder;

    private JobFixture fixture;
    private Map<String, HeyxContact> before;

    @BeforeEach
    void startServices() {
        SeedData seedData = SeedData.generated(CONTACTS, 7).withShareInHeyx(0.2);
        fixture = JobFixture.start(
                SimulatorOptions.defaults().withSeedData(seedData).unlimited(), folder);
        before = heyx();
    }

    @AfterEach
    void stopServices() {
        fixture.close();
    }

    private Map<String, HeyxContact> heyx() {
        return fixture.simulator.heyx("support").contacts().stream()
                .collect(Collectors.toMap(HeyxContact::id, contact -> contact, (a, b) -> a, LinkedHashMap::new));
    }

    private List<DigivaultContact> digivault() {
        return fixture.simulator.digivault().contacts().toList();
    }

    @Test
    void firstRunWritesEveryFieldOfEveryContact() {
        RunResult result = fixture.run(JOB);

        assertThat(result.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(result.contacts().read()).isEqualTo(CONTACTS);
        assertThat(result.contacts().of(Outcome.REJECTED)).isZero();
        Map<String, HeyxContact> byKey = heyx().values().stream()
                .filter(contact -> contact.text("digivault_id") != null)
                .collect(Collectors.toMap(contact -> String.valueOf(contact.text("digivault_id")), contact -> contact));
        assertThat(byKey).hasSize(CONTACTS);
        for (DigivaultContact contact : digivault()) {
            assertSynced(contact, java.util.Objects.requireNonNull(byKey.get(contact.id()), contact.id()));
        }
    }

    private void assertSynced(DigivaultContact source, HeyxContact target) {
        HeyxContact was = before.get(target.id());
        Map<String, @Nullable Object> expected = new LinkedHashMap<>(was == null ? Map.of() : was.fields());
        expected.putAll(mapped(source));
        if (was != null && was.text("nickname") != null) {
            expected.put("nickname", was.fields().get("nickname"));
        }
        expected.values().removeIf(value -> value == null);
        Map<String, @Nullable Object> actual = new LinkedHashMap<>(target.fields());
        actual.values().removeIf(value -> value == null);
        assertThat(actual).as(source.toString()).isEqualTo(expected);
        Set<String> tags = new TreeSet<>(was == null ? Set.of() : was.tags());
        tags.remove("Active");
        tags.addAll(tags(source));
        assertThat(new TreeSet<>(target.tags())).as(source.toString()).isEqualTo(tags);
    }

    /** The mapping of the job file, implemented again in plain Java. */
    private static Map<String, @Nullable Object> mapped(DigivaultContact contact) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        put(fields, "digivault_id", contact.id());
        String name = text(contact, "display_name");
        if (name != null) {
            String[] words = name.strip().split("\\s+", 2);
            put(fields, "firstName", words[0]);
            put(fields, "lastName", words.length > 1 ? words[1].strip() : null);
        }
        put(fields, "phone", phone(text(contact, "phone_number")));
        put(fields, "profilePic", text(contact, "avatar_url"));
        put(fields, "nickname", text(contact, "username"));
        put(fields, "source", "digivault");
        if (contact.fields().get("last_active_at") instanceof Number seconds) {
            put(
                    fields,
                    "last_seen",
                    Instant.ofEpochSecond(seconds.longValue()).toString().substring(0, 10));
        }
        return fields;
    }

    private static void put(Map<String, @Nullable Object> fields, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            fields.put(name, Normalizer.normalize(value, Normalizer.Form.NFC));
        }
    }

    private static @Nullable String text(DigivaultContact contact, String field) {
        Object value = contact.fields().get(field);
        return value == null ? null : value.toString();
    }

    private static @Nullable String phone(@Nullable String number) {
        try {
            PhoneNumber parsed = PhoneNumberUtil.getInstance().parse(number, "US");
            return PhoneNumberUtil.getInstance().isValidNumber(parsed)
                    ? PhoneNumberUtil.getInstance().format(parsed, PhoneNumberFormat.E164)
                    : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    private static Set<String> tags(DigivaultContact contact) {
        boolean active = contact.fields().get("last_active_at") instanceof Number seconds
                && seconds.longValue()
                        > Instant.now().minus(30, ChronoUnit.DAYS).getEpochSecond();
        return active ? Set.of("DigiVault", "Active") : Set.of("DigiVault");
    }

    @Test
    void firstRunMakesExactlyTheRequiredCalls() {
        long known = before.size();
        long withPhone = digivault().stream()
                .filter(contact -> mapped(contact).containsKey("phone"))
                .count();

        RunResult result = fixture.run(JOB);

        assertThat(result.contacts().of(Outcome.CREATED)).isEqualTo(CONTACTS - known);
        assertThat(result.contacts().of(Outcome.UPDATED)).isEqualTo(known);
        assertThat(JobFixture.calls(result))
                .isEqualTo(Map.of(
                        "lookup", CONTACTS + withPhone, "create", CONTACTS - known, "update", known, "addTags", (long)
                                CONTACTS));
    }

    @Test
    void secondRunMakesNoCallWhenNothingHasChanged() {
        fixture.run(JOB);
        RunResult second = fixture.run(JOB);

        assertThat(JobFixture.calls(second)).isEmpty();
        assertThat(second.contacts().of(Outcome.UNCHANGED)).isEqualTo(CONTACTS);
        assertThat(second.sourceCalls()).isEqualTo(3);
    }

    @Test
    void secondRunSendsOnlyChanges() {
        fixture.run(JOB);
        List<DigivaultContact> contacts = digivault();
        long now = Instant.now().getEpochSecond();
        contacts.subList(0, 5).forEach(contact -> change(contact.with("display_name", "Kim Changed")));
        List<DigivaultContact> inactive = contacts.subList(5, CONTACTS).stream()
                .filter(contact -> !tags(contact).contains("Active"))
                .limit(2)
                .toList();
        inactive.forEach(contact -> change(contact.with("last_active_at", now)));
        DigivaultContact active = contacts.subList(5, CONTACTS).stream()
                .filter(contact -> tags(contact).contains("Active"))
                .findFirst()
                .orElseThrow();
        change(active.with("last_active_at", 1L));
        fixture.simulator.digivault().remove(contacts.get(CONTACTS - 1).id());
        fixture.simulator.digivault().remove(contacts.get(CONTACTS - 2).id());
        fixture.simulator.digivault().create(Map.of("username", "one", "phone_number", "+1 212 555 0147"));
        fixture.simulator.digivault().create(Map.of("username", "two", "phone_number", "+1 212 555 0148"));

        RunResult second = fixture.run(JOB);

        assertThat(second.contacts().read()).isEqualTo(CONTACTS);
        assertThat(second.contacts().of(Outcome.CREATED)).isEqualTo(2);
        assertThat(second.contacts().of(Outcome.UPDATED)).isEqualTo(8);
        assertThat(JobFixture.calls(second))
                .isEqualTo(Map.of("lookup", 4L, "create", 2L, "update", 5L, "addTags", 4L, "removeTags", 1L));
    }

    private void change(DigivaultContact contact) {
        fixture.simulator.digivault().put(contact);
    }

    @Test
    void runWithLostStateCreatesNoDuplicates() {
        fixture.run(JOB);
        int size = heyx().size();
        JobFixture other = fixture.withFreshState(folder.resolve("other"));

        RunResult again = other.run(JOB);

        assertThat(heyx()).hasSize(size);
        assertThat(JobFixture.calls(again)).isEqualTo(Map.of("lookup", (long) CONTACTS));
        assertThat(again.contacts().of(Outcome.UNCHANGED)).isEqualTo(CONTACTS);
    }
}
