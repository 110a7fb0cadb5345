package io.contactsync.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonTreeReaderTest {

    private static JsonNode read(String json) {
        return JsonTreeReader.read(json.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":[1,-2,{\"b\":null,\"c\":true,\"d\":false}],\"e\":\"é\\u00e9\",\"\":{}}",
                "[0,-0,2147483647,2147483648,-9223372036854775808,9223372036854775808]",
                "{\"a\":1,\"a\":2}",
                "  [ \"text\" ]  "
            })
    void readsWhatJacksonReads(String json) {
        assertThat(read(json)).isEqualTo(new JsonMapper().readTree(json));
    }

    @Test
    void emptyDocumentIsMissing() {
        assertThat(read("").isMissingNode()).isTrue();
        assertThat(read("  ").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{", "[1", "[1,", "{\"a\"", "{\"a\":", "[\"x", "{}{}", "[] 1", "nul", "[01]", "[1e]", "[NaN]", "]"
            })
    void rejectsInvalidJson(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JacksonException.class);
    }

    @Test
    void limitsTheDepth() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> read("{\"a\":".repeat(100_000))).isInstanceOf(JacksonException.class);
    }

    @Test
    void keepsEveryDigit() {
        String digits = "1" + "7".repeat(999);
        assertThat(read("[" + digits + "]").get(0).bigIntegerValue()).isEqualTo(new BigInteger(digits));
        assertThat(read("[-0." + digits + "]").get(0).decimalValue()).isEqualTo(new BigDecimal("-0." + digits));
        assertThat(JsonNumbers.toJava(read("[9223372036854775807]").get(0))).isEqualTo(Long.MAX_VALUE);
        assertThat(JsonNumbers.toJava(read("[1.50]").get(0))).isEqualTo(new BigDecimal("1.5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e-999999999", "1E1000", "1e99999999999999999999", "0.1e-2000"})
    void numbersThatAreTooLongAreUnreadableAndTheOthersAreRead(String number) {
        JsonNode read = read("{\"a\":" + number + ",\"b\":7,\"c\":[{\"d\":" + number + "}]}");

        assertThat(JsonNumbers.isUnreadable(read.path("a"))).isTrue();
        assertThat(JsonNumbers.isUnreadable(read.path("c"))).isTrue();
        assertThat(JsonNumbers.isUnreadable(read.path("b"))).isFalse();
        assertThat(read.path("b").intValue()).isEqualTo(7);
        assertThat(read.toString()).hasSizeLessThan(200);
    }

    @Test
    void millionsOfDigitsAreUnreadable() {
        String million = "9".repeat(5_000_000);
        assertThat(JsonNumbers.isUnreadable(read("[" + million + "]"))).isTrue();
        assertThat(JsonNumbers.isUnreadable(read("[0." + million + "]"))).isTrue();
        assertThat(JsonNumbers.isUnreadable(read("[1e" + million + "]"))).isTrue();
    }
}
