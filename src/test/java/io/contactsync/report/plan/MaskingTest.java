package io.contactsync.report.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskingTest {
    @Test
    void masksPersonalData() {
        assertThat(Masking.MASKED.apply("phone", "+18007593000")).isEqualTo("+1******00");
        assertThat(Masking.MASKED.apply("phone", "123")).isEqualTo("****");
        assertThat(Masking.MASKED.apply("mobile", "+18007593000")).isEqualTo("+1******00");
        assertThat(Masking.MASKED.apply("firstName", "Frank")).isEqualTo("F****");
        assertThat(Masking.MASKED.apply("lastName", "😀x")).isEqualTo("😀****");
        assertThat(Masking.MASKED.apply("email", "frank@example.org")).isEqualTo("f****@****");
        assertThat(Masking.MASKED.apply("profilePic", "https://assets.example.org/frank.jpg"))
                .isEqualTo("https://assets.example.org/****");
    }

    @Test
    void showsOtherValuesUnchanged() {
        assertThat(Masking.MASKED.apply("last_seen", "2026-01-31")).isEqualTo("2026-01-31");
        assertThat(Masking.MASKED.apply("source", "digivault")).isEqualTo("digivault");
        assertThat(Masking.MASKED.apply("phone", " ")).isEqualTo("(blank)");
        assertThat(Masking.SHOWN.apply("firstName", "Fr\nank")).isEqualTo("Fr ank");
    }
}
