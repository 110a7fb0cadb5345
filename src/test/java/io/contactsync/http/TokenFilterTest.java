package io.contactsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TokenFilterTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static String filtered(String token, String json) {
        return new TokenFilter(token).apply(JSON.readTree(json)).toString();
    }

    @Test
    void replacesTheTokenInTextsAndKeysAtEveryDepth() {
        assertThat(
                        filtered(
                                "s3cr3t-t0ken",
                                "{\"id\":\"a s3cr3t-t0ken b\",\"n\":7,\"x\":{\"s3cr3t-t0ken\":{\"y\":[[\"\\u00733cr3t-t0ken\"],null]},\"z\":true}}"))
                .isEqualTo(
                        "{\"id\":\"a [token] b\",\"n\":7,\"x\":{\"[token]\":{\"y\":[[\"[token]\"],null]},\"z\":true}}");
    }

    @Test
    void leavesTextsThatContainAShortTokenUnchanged() {
        assertThat(filtered("ann", "{\"name\":\"ann\"}")).isEqualTo("{\"name\":\"ann\"}");
    }
}
