package io.contactsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.contactsync.simulator.digivault.DigivaultContact;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SampleFileReaderTest {

    private static final SeedData SAMPLES =
            SeedData.files(Path.of("samples/digivault-contacts.json"), Path.of("samples/heyx-contacts.json"));

    @Test
    void loadsSamplesIntoBothServices() {
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults().withSeedData(SAMPLES))) {
            List<DigivaultContact> contacts = simulator.digivault().contacts().toList();
            assertThat(contacts).hasSize(25).allMatch(contact -> contact.id().matches("[A-Za-z0-9]{16}"));
            List<String> phones = contacts.stream()
                    .map(contact -> contact.fields().get("phone_number"))
                    .filter(Objects::nonNull)
                    .map(phone -> e164(phone.toString()))
                    .filter(phone -> !phone.isEmpty())
                    .toList();
            assertThat(phones).hasSize(21);
            assertThat(phones.stream().distinct())
                    .describedAs("two contacts have the same phone")
                    .hasSize(20);
            assertThat(simulator.heyx("support").size()).isEqualTo(5);
            assertThat(simulator.heyx("support").contacts().stream()
                            .map(contact -> contact.text("phone"))
                            .filter(phones::contains))
                    .hasSize(3);
            assertThat(simulator
                            .heyx("support")
                            .findAll("phone", "+18007593000")
                            .get(0)
                            .tags())
                    .containsExactly("Blog Updates", "Platform Updates");
        }
    }

    private static String e164(String entered) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            var number = numbers.parse(entered, "US");
            return numbers.isValidNumber(number) ? numbers.format(number, PhoneNumberFormat.E164) : "";
        } catch (NumberParseException e) {
            return "";
        }
    }
}
