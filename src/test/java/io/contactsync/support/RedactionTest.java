package io.contactsync.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final String TOKEN = "secret-token-0123456789";

    private final Redaction redaction = new Redaction().add(TOKEN, "token");

    @Test
    void aTextAcrossTheCutIsReplacedBeforeTheCut() {
        for (int before = 400; before <= 520; before++) {
            String message = redaction.apply("x".repeat(before) + TOKEN + "y".repeat(50), 500);

            assertThat(message)
                    .hasSizeLessThanOrEqualTo(500)
                    .doesNotContain("secret")
                    .doesNotContain("0123");
            assertThat(message.replace("x", "").replace("y", "")).isIn("", "[token]");
        }
    }

    @Test
    void theCutIsAfterTheReplacedTexts() {
        assertThat(redaction.apply(TOKEN + "y".repeat(900), 500)).isEqualTo("[token]" + "y".repeat(493));
        assertThat(redaction.apply(TOKEN.repeat(200), 500)).isEqualTo("[token]".repeat(71));
    }

    @Test
    void theCutSplitsNoCharacter() {
        for (int before = 495; before <= 500; before++) {
            String message = redaction.apply("x".repeat(before) + "👋👋👋", 500);

            assertThat(message).hasSizeBetween(499, 500).doesNotContain("\ufffd");
            assertThat(UnicodeText.isWellFormed(message)).isTrue();
        }
    }

    @Test
    void halfASurrogatePairIsReplaced() {
        assertThat(redaction.apply("a\ud83db " + TOKEN, 500)).isEqualTo("a\ufffdb [token]");
        assertThat(new Redaction().apply("a\ud83db", 500)).isEqualTo("a\ufffdb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë \"Q\" O'Neil/<b>\n",
                "Zo\\u00eb \\\"Q\\\" O'Neil/<b>\\n",
                "Zo\\u00EB \\\"Q\\\" O'Neil\\/<b>\\n",
                "Zo%C3%AB+%22Q%22+O%27Neil%2F%3Cb%3E%0A",
                "Zo%c3%ab%20%22Q%22%20O%27Neil%2f%3cb%3e%0a",
                "Zoë &quot;Q&quot; O&#39;Neil/&lt;b&gt;\n"
            })
    void findsATextInEveryUsualEncoding(String encoded) {
        Redaction name = new Redaction().add("Zoë \"Q\" O'Neil/<b>\n", "name");

        assertThat(name.apply("<" + encoded + ">", 500)).isEqualTo("<[name]>");
    }

    @ParameterizedTest
    @CsvSource({"+12125550100", "12125550100", "+1 (212) 555-0100", "1-212-555.0100", "%2B12125550100"})
    void findsAPhoneNumberWithOtherSeparators(String written) {
        for (String value : new String[] {"+12125550100", "+1 212-555-0100"}) {
            Redaction phone = new Redaction().add(value, "phone");

            assertThat(phone.apply("phone " + written + " is taken", 500))
                    .doesNotContain("0100")
                    .contains("[phone] is taken");
        }
    }

    @Test
    void findsNoPhoneNumberInsideALongerNumber() {
        assertThat(new Redaction().add("+12125550100", "phone").apply("order 9121255501007", 500))
                .isEqualTo("order 9121255501007");
    }

    @Test
    void readsALongMessageOnlyAsFarAsItIsShown() {
        String message = "x".repeat(8_000_000) + TOKEN;
        for (int i = 0; i < 1_000; i++) {
            assertThat(redaction.apply(message, 500)).isEqualTo("x".repeat(500));
        }
    }

    @Test
    void findsALongText() {
        String text = "ä".repeat(1_000_000);

        assertThat(new Redaction().add(text, "note").apply("a " + text + " b", 500))
                .isEqualTo("a [note] b");
    }
}
