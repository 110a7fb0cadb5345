package io.contactsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.heyx.HeyxContact;
import java.text.Normalizer;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GeneratedContactsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T02:00:00Z");
    private static final int MILLION = 1_000_000;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

    @Test
    void sameSeedGivesSameContactsAndOtherSeedGivesOthers() {
        GeneratedContacts first = new GeneratedContacts(500, 42, NOW);
        GeneratedContacts again = new GeneratedContacts(500, 42, NOW);
        GeneratedContacts others = new GeneratedContacts(500, 43, NOW);
        assertThat(all(first)).isEqualTo(all(again));
        assertThat(ids(first)).doesNotContainAnyElementsOf(ids(others));
    }

    @Test
    void oneMillionContactsHaveUniqueIdsThatMapBackToRows() {
        GeneratedContacts contacts = new GeneratedContacts(MILLION, 1, NOW);
        IdScrambler ids = new IdScrambler(1);
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < MILLION; row += 61) {
            String id = ids.id(row);
            assertThat(seen.add(id)).isTrue();
            assertThat(contacts.rowOf(id)).isEqualTo(row);
        }
        assertThat(contacts.at(999_999).id()).matches("[A-Za-z0-9]{16}");
        assertThat(contacts.rowOf(ids.id(MILLION))).isEqualTo(-1);
        assertThat(contacts.rowOf("WAz8eIbvDR60rouK")).isEqualTo(-1);
        assertThat(contacts.rowOf("")).isEqualTo(-1);
    }

    @Test
    void oneMillionContactsHaveDistinctPhones() {
        GeneratedContacts contacts = new GeneratedContacts(MILLION, 3, NOW);
        long[] phones = IntStream.range(0, MILLION)
                .mapToObj(contacts::e164)
                .filter(Objects::nonNull)
                .mapToLong(phone -> Long.parseLong(phone.substring(1)))
                .toArray();
        assertThat(phones.length).isBetween(930_000, 950_000);
        assertThat(LongStream.of(phones).distinct().count()).isEqualTo(phones.length);
    }

    @Test
    void enteredPhoneIsTheE164NumberOrInvalid() throws Exception {
        GeneratedContacts contacts = new GeneratedContacts(3_000, 5, NOW);
        for (int row = 0; row < contacts.size(); row++) {
            String entered = (String) contacts.at(row).fields().get("phone_number");
            assertThat(e164(entered)).describedAs("%s", entered).isEqualTo(contacts.e164(row));
        }
    }

    @Test
    void containsContactsThatAreDifficultToProcess() {
        List<DigivaultContact> contacts = all(new GeneratedContacts(2_000, 11, NOW));
        List<Object> names =
                contacts.stream().map(each -> each.fields().get("display_name")).toList();
        assertThat(names).contains((Object) null).contains("", "=SUM(A1:A9)");
        assertThat(contacts).anyMatch(each -> !each.fields().containsKey("display_name"));
        assertThat(contacts).anyMatch(each -> !each.fields().containsKey("phone_number"));
        assertThat(names).anyMatch(name -> name instanceof String text && text.length() > 200);
        assertThat(names).anyMatch(name -> name instanceof String text && text.contains("   "));
        assertThat(names)
                .anyMatch(name -> name instanceof String text && !Normalizer.isNormalized(text, Normalizer.Form.NFC));
        assertThat(names)
                .anyMatch(
                        name -> name instanceof String text && text.codePoints().anyMatch(c -> c > 0x1F000));
        assertThat(contacts.stream().map(each -> each.fields().get("last_active_at")))
                .anyMatch(at -> at == null)
                .anyMatch(at -> at instanceof Long seconds && seconds > NOW.getEpochSecond() - 30 * 86_400)
                .anyMatch(at -> at instanceof Long seconds && seconds < NOW.getEpochSecond() - 60 * 86_400)
                .noneMatch(at -> at instanceof Long seconds && seconds > NOW.getEpochSecond());
    }

    @Test
    void addsShareToHeyxWithPhoneAndUnrelatedTags() {
        SeedData seedData = SeedData.generated(1_000, 9).withNow(NOW).withShareInHeyx(0.3);
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults().withSeedData(seedData))) {
            List<HeyxContact> added = simulator.heyx("support").contacts();
            assertThat(added.size()).isBetween(230, 330);
            GeneratedContacts contacts = new GeneratedContacts(1_000, 9, NOW);
            List<String> phones = IntStream.range(0, 1_000)
                    .mapToObj(contacts::e164)
                    .filter(Objects::nonNull)
                    .toList();
            assertThat(phones)
                    .containsAll(added.stream().map(each -> each.text("phone")).toList());
            assertThat(added).allMatch(each -> !each.tags().isEmpty());
        }
    }

    private @Nullable String e164(@Nullable String entered) {
        if (entered == null) {
            return null;
        }
        try {
            var number = numbers.parse(entered, "US");
            return numbers.isValidNumber(number) ? numbers.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    private static List<DigivaultContact> all(GeneratedContacts contacts) {
        return IntStream.range(0, contacts.size()).mapToObj(contacts::at).toList();
    }

    private static List<String> ids(GeneratedContacts contacts) {
        return all(contacts).stream().map(DigivaultContact::id).toList();
    }
}
