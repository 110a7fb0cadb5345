package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Outcome;
import io.contactsync.ledger.Reject;
import io.contactsync.report.RunResult;
import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.heyx.HeyxContact;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Numbers in responses that would fill the memory if they were written without an exponent, and long ones that would
 * not.
 */
class NumberBombTest {

    private static final String JOB = JobFixture.jobFile("""
            match: [digivault_id]
            fields:
              digivault_id: id
              firstName: firstWord(display_name)
              score: username
            """);
    private static final List<String> BOMBS = List.of("1e999999999", "-1e-999999999", "7".repeat(1_001), "1e1000");
    private static final List<String> LONG =
            List.of("7".repeat(1_000), "0." + "7".repeat(1_000), "9007199254740993", "0.1234567890123456789");

    @TempDir
    private Path folder;

    private JobFixture fixture;
    private List<DigivaultContact> contacts;

    @BeforeEach
    void startServices() {
        fixture = JobFixture.start(
                SimulatorOptions.defaults()
                        .withSeedData(SeedData.generated(12, 3))
                        .unlimited(),
                folder);
        contacts = fixture.simulator.digivault().contacts().toList();
    }

    @AfterEach
    void stopServices() {
        fixture.close();
    }

    private HeyxContact inHeyx(int contact) {
        return fixture.simulator
                .heyx("support")
                .findAll("digivault_id", contacts.get(contact).id())
                .get(0);
    }

    @Test
    void onlyContactsWithANumberThatIsTooLongAreRejected() {
        for (int i = 0; i < BOMBS.size(); i++) {
            fixture.simulator.digivault().put(contacts.get(2 * i).with("username", new BigDecimal(BOMBS.get(i))));
        }

        RunResult result = fixture.run(JOB);

        assertThat(result.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(result.contacts().of(Outcome.CREATED)).isEqualTo(12 - BOMBS.size());
        assertThat(result.rejects())
                .hasSize(BOMBS.size())
                .extracting(Reject::reason)
                .containsOnly("score: the source's field 'username' is a number with more than 1,000 digits");
    }

    @Test
    void aNumberThatIsTooLongDoesNotMatterIfItsFieldIsNotMapped() {
        fixture.simulator.digivault().put(contacts.get(0).with("avatar_url", new BigDecimal(BOMBS.get(0))));

        assertThat(fixture.run(JOB).contacts().of(Outcome.CREATED)).isEqualTo(12);
    }

    @Test
    void numbersThatADoubleCannotHoldArriveAsTextDigitByDigit() {
        for (int i = 0; i < LONG.size(); i++) {
            fixture.simulator.digivault().put(contacts.get(i).with("username", new BigDecimal(LONG.get(i))));
        }
        fixture.simulator.digivault().put(contacts.get(4).with("username", 42));
        fixture.simulator.digivault().put(contacts.get(5).with("username", new BigDecimal("-1.5")));

        assertThat(fixture.run(JOB).contacts().of(Outcome.CREATED)).isEqualTo(12);

        for (int i = 0; i < LONG.size(); i++) {
            assertThat(inHeyx(i).fields().get("score")).isEqualTo(LONG.get(i));
        }
        assertThat(inHeyx(4).fields().get("score")).isEqualTo(42);
        assertThat(inHeyx(5).fields().get("score")).isEqualTo(-1.5);
        assertThat(fixture.run(JOB).contacts().of(Outcome.UNCHANGED)).isEqualTo(12);
    }

    @Test
    void aNumberInTheTargetThatIsTooLongIsReplaced() {
        for (int i = 0; i < BOMBS.size(); i++) {
            Map<String, Object> fields =
                    Map.of("digivault_id", contacts.get(i).id(), "score", new BigDecimal(BOMBS.get(i)));
            fixture.simulator.heyx("support").put(new HeyxContact("h" + i, fields, List.of(), 1));
        }

        RunResult result = fixture.run(JOB);

        assertThat(result.contacts().of(Outcome.UPDATED)).isEqualTo(BOMBS.size());
        assertThat(result.contacts().of(Outcome.CREATED)).isEqualTo(12 - BOMBS.size());
        assertThat(inHeyx(0).fields().get("score"))
                .isEqualTo(contacts.get(0).fields().get("username"));
    }

    @Test
    void longIntegersKeepTheirDigits() {
        BigInteger digits = new BigInteger("1" + "0".repeat(998) + "1");
        fixture.simulator.digivault().put(contacts.get(0).with("username", digits));

        fixture.run(JOB);

        assertThat(inHeyx(0).fields().get("score")).isEqualTo(digits.toString());
    }
}
