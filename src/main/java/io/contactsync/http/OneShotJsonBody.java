package io.contactsync.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.ByteString;

/** A JSON body that OkHttp writes only once. OkHttp would resend a repeatable body after a connection failure. */
final class OneShotJsonBody extends RequestBody {

    private static final MediaType JSON = MediaType.get("application/json");

    private final ByteString json;

    OneShotJsonBody(ByteString json) {
        this.json = json;
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        return json.size();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(json);
    }
}
