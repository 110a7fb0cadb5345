package io.contactsync.http;

import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A request for the transport; it can be sent several times.
 *
 * @param json the JSON body in UTF-8, null for none
 */
record TransportRequest(
        String method, HttpUrl url, @Nullable ByteString json) {

    @Override
    public String toString() {
        return "TransportRequest[" + method + "]";
    }
}
