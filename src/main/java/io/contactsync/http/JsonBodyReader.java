package io.contactsync.http;

import io.contactsync.http.AttemptResult.Body;
import io.contactsync.http.AttemptResult.Empty;
import io.contactsync.http.AttemptResult.Json;
import io.contactsync.http.AttemptResult.Malformed;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a response body: complete JSON of limited size. */
final class JsonBodyReader {

    private JsonBodyReader() {}

    /**
     * Reads the body to its end.
     *
     * @param maxBytes maximum size after decompression
     * @throws IOException if the body is truncated
     */
    static Body read(ResponseBody body, long maxBytes) throws IOException {
        BufferedSource source = body.source();
        if (source.request(maxBytes + 1)) {
            return new Malformed("is larger than " + maxBytes + " bytes");
        }
        byte[] bytes = source.readByteArray();
        if (bytes.length == 0) {
            return new Empty();
        }
        return isMarkup(body.contentType()) ? new Malformed("is an HTML or XML page, not JSON") : parse(bytes);
    }

    private static boolean isMarkup(@Nullable MediaType type) {
        return type != null
                && (type.subtype().contains("html") || type.subtype().contains("xml"));
    }

    private static Body parse(byte[] bytes) {
        try {
            JsonNode node = JsonTreeReader.read(bytes);
            if (node.isMissingNode()) {
                return new Empty();
            }
            return node.isContainer() ? new Json(node) : new Malformed("is neither a JSON object nor an array");
        } catch (JacksonException e) {
            // The exception's message quotes the body, so it is not used.
            return new Malformed("is not valid JSON or is truncated");
        }
    }
}
