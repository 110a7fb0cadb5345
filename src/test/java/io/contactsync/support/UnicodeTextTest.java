package io.contactsync.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\udc4b", "a\ud83d", "\udc4b\ud83d", "\ud83d\ud83d\udc4b", "👋\udc4b"})
    void halfASurrogatePairIsFoundAndReplaced(String text) {
        assertThat(UnicodeText.isWellFormed(text)).isFalse();
        assertThat(UnicodeText.wellFormed(text)).contains("\ufffd").hasSameSizeAs(text);
        assertThat(UnicodeText.isWellFormed(UnicodeText.wellFormed(text))).isTrue();
    }

    @Test
    void keepsWellFormedText() {
        assertThat(UnicodeText.isWellFormed("a👋b")).isTrue();
        assertThat(UnicodeText.wellFormed("a👋b")).isEqualTo("a👋b");
        assertThat(UnicodeText.wellFormed("👋\ud83d👋")).isEqualTo("👋\ufffd👋");
    }

    @Test
    void doesNotCutASurrogatePair() {
        assertThat(UnicodeText.truncate("ab👋", 4)).isEqualTo("ab👋");
        assertThat(UnicodeText.truncate("ab👋", 3)).isEqualTo("ab");
        assertThat(UnicodeText.truncate("ab👋", 2)).isEqualTo("ab");
        assertThat(UnicodeText.truncate("👋", 0)).isEmpty();
    }
}
