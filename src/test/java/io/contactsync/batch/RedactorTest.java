package io.contactsync.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.contact.WriteMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RedactorTest {

    private static String redacted(String message, Map<String, Object> contact, Map<String, Object> sent) {
        List<Draft.Field> fields = sent.entrySet().stream()
                .map(field -> new Draft.Field(field.getKey(), field.getValue(), WriteMode.ALWAYS, true))
                .toList();
        return Redactor.redact(
                message,
                new Contact("id", new LinkedHashMap<String, @Nullable Object>(contact), "p"),
                new Draft("id", fields, Map.of()),
                List.of("secret-token"));
    }

    @Test
    void replacesValuesAndTokensByTheirNames() {
        assertThat(redacted(
                        "phone 1-800-759 is not +1800759; token secret-token",
                        Map.of("phone_number", "1-800-759"),
                        Map.of("phone", "+1800759")))
                .isEqualTo("phone [phone_number] is not [phone]; token [token]");
    }

    @Test
    void replacesLongerValueBeforeOneInsideIt() {
        assertThat(redacted("no Ann Example here", Map.of("display_name", "Ann Example"), Map.of("firstName", "Ann")))
                .isEqualTo("no [display_name] here");
    }

    @Test
    void doesNotReplaceInsertedNames() {
        assertThat(redacted("Ann is bad", Map.of("name", "Ann", "other", "name"), Map.of()))
                .isEqualTo("[name] is bad");
    }

    @Test
    void replacesShortValuesOnlyAsWholeWords() {
        assertThat(redacted("Jo is no 1 of 100 Joes", Map.of("name", "Jo", "rank", 1), Map.of()))
                .isEqualTo("[name] is no [rank] of 100 Joes");
    }

    @Test
    void replacesEveryValueOfAList() {
        assertThat(redacted(
                        "mail a@x.example or b@x.example",
                        Map.of("mail", List.of("a@x.example", "b@x.example")),
                        Map.of()))
                .isEqualTo("mail [mail] or [mail]");
    }

    @Test
    void treatsRegexCharactersLiterally() {
        assertThat(redacted("(a.b)* $1 \\E axb", Map.of("x", "(a.b)*", "y", "$1 \\E"), Map.of()))
                .isEqualTo("[x] [y] axb");
    }

    @Test
    void keepsBooleansAndBlanks() {
        assertThat(redacted("this is true", Map.of("lead", true, "blank", " "), Map.of()))
                .isEqualTo("this is true");
    }
}
