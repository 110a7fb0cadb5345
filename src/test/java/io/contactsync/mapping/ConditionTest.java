package io.contactsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.contactsync.contact.Contact;
import io.contactsync.mapping.MappingException.Problem;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConditionTest {

    private static final String PATH = "target.heyx.channels[0].when";

    @Test
    void matchesOnlyTrue() throws Condition.ConditionException {
        assertThat(condition("true").holds(contact(null))).isTrue();
        assertThat(condition("false").holds(contact(null))).isFalse();
        assertThat(condition("null").holds(contact(null))).isFalse();
        assertThat(condition("a").holds(contact(true))).isTrue();
        assertThat(condition("a").holds(contact(null))).isFalse();
        assertThat(condition("a matches '.*@example\\.org'").holds(contact("ada@example.org")))
                .isTrue();
    }

    @Test
    void nonBooleanFailsWithThePathButNotTheValue() {
        assertThatExceptionOfType(Condition.ConditionException.class)
                .isThrownBy(() -> condition("a").holds(contact("secret")))
                .withMessage(PATH + ": a condition expects true or false, not text; use bool(...) to convert text");
        assertThatExceptionOfType(Condition.ConditionException.class)
                .isThrownBy(() -> condition("a > 5").holds(contact("secret")))
                .withMessage(PATH + ": '>' cannot compare text with a number; use number(...) to convert text");
    }

    @Test
    void rejectsAnInvalidConditionWithItsPath() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> condition("true and aa"))
                .satisfies(error -> assertThat(error.problems())
                        .containsExactly(new Problem(PATH, 10, "unknown field 'aa'; did you mean 'a'?", "a")))
                .withMessage(PATH + ", column 10: unknown field 'aa'; did you mean 'a'? (allowed: a)");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> condition("'yes'"))
                .withMessageContaining(PATH + ", column 1: a condition must be true or false, not text");
    }

    @Test
    void returnsTheFieldsUsed() {
        assertThat(condition("a == 1 or ['a'] == 2").sourceFields()).containsExactly("a");
        assertThat(condition("true").sourceFields()).isEmpty();
    }

    private static Condition condition(String expression) {
        return Condition.compile(PATH, expression, KnownFields.closed(Set.of("a")), ExpressionFixture.RUN_START);
    }

    private static Contact contact(@Nullable Object value) {
        return new Contact("1", Collections.singletonMap("a", value), "1");
    }
}
