package io.contactsync.http.wire;

import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes over the wire, as often as need be.
 *
 * @param method HTTP's
 * @param url where to
 * @param json its body in UTF-8, null for none
 */
public record WireCall(String method, HttpUrl url, @Nullable ByteString json) {

    @Override
    public String toString() {
        return "WireCall[" + method + "]";
    }
}
