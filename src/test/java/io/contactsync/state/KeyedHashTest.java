package io.contactsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

    private final KeyedHash hash = new KeyedHash(new byte[32]);

    @Test
    void hashIsTheHmacsFirst72Bits() {
        // printf 'field a\0x' | openssl dgst -sha256 -mac HMAC -macopt hexkey:00...00 -binary | head -c 9 | base64url
        assertThat(hash.of("field a", "x")).isEqualTo("VevxCFL22WkX");
    }

    @Test
    void numbersHaveTheHashOfTheirPlainText() {
        for (Object five : Arrays.<Object>asList(5, 5L, 5.0, 5f, new BigDecimal("5.00"))) {
            assertThat(hash.of("f", five)).as("%s %s", five.getClass(), five).isEqualTo(hash.of("f", "5"));
        }
        assertThat(hash.of("f", 1e20)).isEqualTo(hash.of("f", "100000000000000000000"));
        assertThat(hash.of("f", true)).isEqualTo(hash.of("f", "true"));
        assertThat(hash.of("f", Double.NaN)).isEqualTo(hash.of("f", "NaN"));
    }

    @Test
    void hashesDifferByPurposeValueAndKey() {
        assertThat(hash.of("field a", "x")).isNotEqualTo(hash.of("field b", "x"));
        assertThat(hash.of("field a", "x")).isNotEqualTo(hash.of("field a", "y"));
        byte[] other = new byte[32];
        other[31] = 1;
        assertThat(new KeyedHash(other).of("field a", "x")).isNotEqualTo(hash.of("field a", "x"));
    }
}
