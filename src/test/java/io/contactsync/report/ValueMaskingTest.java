package io.contactsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValueMaskingTest {
    @Test
    void masksPersonalData() {
        assertThat(ValueMasking.MASKED.apply("phone", "+18007593000")).isEqualTo("+1******00");
        assertThat(ValueMasking.MASKED.apply("phone", "123")).isEqualTo("****");
        assertThat(ValueMasking.MASKED.apply("mobile", "+18007593000")).isEqualTo("+1******00");
        assertThat(ValueMasking.MASKED.apply("firstName", "Frank")).isEqualTo("F****");
        assertThat(ValueMasking.MASKED.apply("lastName", "😀x")).isEqualTo("😀****");
        assertThat(ValueMasking.MASKED.apply("email", "frank@example.org")).isEqualTo("f****@****");
        assertThat(ValueMasking.MASKED.apply("profilePic", "https://assets.example.org/frank.jpg"))
                .isEqualTo("https://assets.example.org/****");
    }

    @Test
    void showsOtherValuesUnchanged() {
        assertThat(ValueMasking.MASKED.apply("last_seen", "2026-01-31")).isEqualTo("2026-01-31");
        assertThat(ValueMasking.MASKED.apply("source", "digivault")).isEqualTo("digivault");
        assertThat(ValueMasking.MASKED.apply("phone", " ")).isEqualTo("(blank)");
        assertThat(ValueMasking.SHOWN.apply("firstName", "Fr\nank")).isEqualTo("Fr ank");
    }
}
