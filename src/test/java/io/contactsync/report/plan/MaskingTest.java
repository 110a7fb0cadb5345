package io.contactsync.report.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskingTest {
    @Test
    void whatTellsWhoSomebodyIsIsMasked() {
        assertThat(Masking.MASKED.show("phone", "+18007593000")).isEqualTo("+1******00");
        assertThat(Masking.MASKED.show("phone", "123")).isEqualTo("****");
        assertThat(Masking.MASKED.show("mobile", "+18007593000")).isEqualTo("+1******00");
        assertThat(Masking.MASKED.show("firstName", "Frank")).isEqualTo("F****");
        assertThat(Masking.MASKED.show("lastName", "😀x")).isEqualTo("😀****");
        assertThat(Masking.MASKED.show("email", "frank@example.org")).isEqualTo("f****@****");
        assertThat(Masking.MASKED.show("profilePic", "https://assets.example.org/frank.jpg"))
                .isEqualTo("https://assets.example.org/****");
    }

    @Test
    void theRestIsShown() {
        assertThat(Masking.MASKED.show("last_seen", "2026-01-31")).isEqualTo("2026-01-31");
        assertThat(Masking.MASKED.show("source", "digivault")).isEqualTo("digivault");
        assertThat(Masking.MASKED.show("phone", " ")).isEqualTo("(blank)");
        assertThat(Masking.SHOWN.show("firstName", "Fr\nank")).isEqualTo("Fr ank");
    }
}
