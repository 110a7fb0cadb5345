package io.contactsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Contact;
import io.contactsync.contact.WriteMode;
import io.contactsync.mapping.MappingRules.FieldRule;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contacts per second that one thread maps with the main job's expressions, with and without phone numbers. */
@Tag("bench")
class MappingBenchTest {

    private static final int CONTACTS = 400_000;
    private static final KnownFields KNOWN =
            KnownFields.closed(Set.of("id", "phone_number", "avatar_url", "display_name", "last_active_at"));

    @Test
    void contactsPerSecond() {
        double plain = contactsPerSecond(fields("phone_number"));
        double phones = contactsPerSecond(fields("e164(phone_number, 'US')"));
        print("main job, phone as it is", plain, plain);
        print("main job, phone by e164", phones, plain);
        assertThat(List.of(plain, phones)).allMatch(figure -> figure > 0);
    }

    private static List<FieldRule> fields(String phone) {
        return List.of(
                field("digivault_id", "id"),
                field("firstName", "firstWord(display_name)"),
                field("lastName", "otherWords(display_name)"),
                field("phone", phone),
                field("profilePic", "avatar_url"),
                field("last_seen", "date(last_active_at)"),
                field("source", "'digivault'"));
    }

    private static FieldRule field(String name, String expression) {
        return new FieldRule(name, expression, true, WriteMode.ALWAYS, false);
    }

    private static double contactsPerSecond(List<FieldRule> fields) {
        MappingRules rules =
                new MappingRules(fields, Map.of("DigiVault", "true", "Active", "last_active_at > daysAgo(30)"));
        Mapping mapping = Mapping.compile(rules, KNOWN, Instant.now());
        map(mapping, CONTACTS / 4);
        long startedAt = System.nanoTime();
        assertThat(map(mapping, CONTACTS)).isEqualTo(CONTACTS);
        return CONTACTS / ((System.nanoTime() - startedAt) / 1e9);
    }

    private static int map(Mapping mapping, int contacts) {
        int mapped = 0;
        for (int n = 0; n < contacts; n++) {
            Map<String, Object> fields = Map.of(
                    "id", "id-" + n,
                    "display_name", "Given" + n + " Family",
                    "phone_number", "+1 415 555 " + (1_000 + n % 9_000),
                    "avatar_url", "https://assets.digivault.com/avatars/" + n + ".jpg",
                    "last_active_at", 1_700_000_000L + n);
            mapped += mapping.map(new Contact("id-" + n, fields, "id-" + n)) instanceof MappingResult.Ok ? 1 : 0;
        }
        return mapped;
    }

    private static void print(String what, double contacts, double ofPlain) {
        System.out.println(String.format(
                Locale.ROOT, "mapping | %-26s | %,12.0f contacts/s | %5.2f of it", what, contacts, contacts / ofPlain));
    }
}
