package io.contactsync.simulator.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.Stock;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.heyx.inbox.HeyxContact;
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
    void theSameSeedGivesTheSameContactsAndAnotherOneOthers() {
        GeneratedContacts once = new GeneratedContacts(500, 42, NOW);
        GeneratedContacts again = new GeneratedContacts(500, 42, NOW);
        GeneratedContacts others = new GeneratedContacts(500, 43, NOW);
        assertThat(all(once)).isEqualTo(all(again));
        assertThat(ids(once)).doesNotContainAnyElementsOf(ids(others));
    }

    @Test
    void aMillionHaveIdsOfTheirOwnThatLeadBackToTheirRows() {
        GeneratedContacts people = new GeneratedContacts(MILLION, 1, NOW);
        Scramble ids = new Scramble(1);
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < MILLION; row += 61) {
            String id = ids.id(row);
            assertThat(seen.add(id)).isTrue();
            assertThat(people.rowOf(id)).isEqualTo(row);
        }
        assertThat(people.at(999_999).id()).matches("[A-Za-z0-9]{16}");
        assertThat(people.rowOf(ids.id(MILLION))).isEqualTo(-1);
        assertThat(people.rowOf("WAz8eIbvDR60rouK")).isEqualTo(-1);
        assertThat(people.rowOf("")).isEqualTo(-1);
    }

    @Test
    void aMillionPhonesAreAMillionNumbers() {
        GeneratedContacts people = new GeneratedContacts(MILLION, 3, NOW);
        long[] phones = IntStream.range(0, MILLION)
                .mapToObj(people::e164)
                .filter(Objects::nonNull)
                .mapToLong(phone -> Long.parseLong(phone.substring(1)))
                .toArray();
        assertThat(phones.length).isBetween(930_000, 950_000);
        assertThat(LongStream.of(phones).distinct().count()).isEqualTo(phones.length);
    }

    @Test
    void whatIsWrittenIsTheNumberOrNoValidOne() throws Exception {
        GeneratedContacts people = new GeneratedContacts(3_000, 5, NOW);
        for (int row = 0; row < people.size(); row++) {
            String written = (String) people.at(row).fields().get("phone_number");
            assertThat(e164(written)).describedAs("%s", written).isEqualTo(people.e164(row));
        }
    }

    @Test
    void theNastyOnesAreAmongThem() {
        List<DigivaultContact> people = all(new GeneratedContacts(2_000, 11, NOW));
        List<Object> names =
                people.stream().map(each -> each.fields().get("display_name")).toList();
        assertThat(names).contains((Object) null).contains("", "=SUM(A1:A9)");
        assertThat(people).anyMatch(each -> !each.fields().containsKey("display_name"));
        assertThat(people).anyMatch(each -> !each.fields().containsKey("phone_number"));
        assertThat(names).anyMatch(name -> name instanceof String text && text.length() > 200);
        assertThat(names).anyMatch(name -> name instanceof String text && text.contains("   "));
        assertThat(names)
                .anyMatch(name -> name instanceof String text && !Normalizer.isNormalized(text, Normalizer.Form.NFC));
        assertThat(names)
                .anyMatch(
                        name -> name instanceof String text && text.codePoints().anyMatch(c -> c > 0x1F000));
        assertThat(people.stream().map(each -> each.fields().get("last_active_at")))
                .anyMatch(at -> at == null)
                .anyMatch(at -> at instanceof Long seconds && seconds > NOW.getEpochSecond() - 30 * 86_400)
                .anyMatch(at -> at instanceof Long seconds && seconds < NOW.getEpochSecond() - 60 * 86_400)
                .noneMatch(at -> at instanceof Long seconds && seconds > NOW.getEpochSecond());
    }

    @Test
    void aShareOfThemIsInHeyxByPhoneWithOtherPeoplesTags() {
        Stock stock = Stock.generated(1_000, 9).withNow(NOW).withShareInHeyx(0.3);
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults().withStock(stock))) {
            List<HeyxContact> settled = simulator.heyx("support").contacts();
            assertThat(settled.size()).isBetween(230, 330);
            GeneratedContacts people = new GeneratedContacts(1_000, 9, NOW);
            List<String> phones = IntStream.range(0, 1_000)
                    .mapToObj(people::e164)
                    .filter(Objects::nonNull)
                    .toList();
            assertThat(phones)
                    .containsAll(
                            settled.stream().map(each -> each.text("phone")).toList());
            assertThat(settled).allMatch(each -> !each.tags().isEmpty());
        }
    }

    private @Nullable String e164(@Nullable String written) {
        if (written == null) {
            return null;
        }
        try {
            var number = numbers.parse(written, "US");
            return numbers.isValidNumber(number) ? numbers.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException noNumber) {
            return null;
        }
    }

    private static List<DigivaultContact> all(GeneratedContacts people) {
        return IntStream.range(0, people.size()).mapToObj(people::at).toList();
    }

    private static List<String> ids(GeneratedContacts people) {
        return all(people).stream().map(DigivaultContact::id).toList();
    }
}
