package io.contactsync.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;

/** Describes I/O failures without the exception's message, which may quote the response or the URL. */
final class IoFailures {

    private IoFailures() {}

    static String describe(IOException e) {
        if (e instanceof InterruptedIOException) {
            return "no response in time";
        } else if (e instanceof UnknownHostException) {
            return "unknown host";
        } else if (e instanceof ConnectException) {
            return "no connection";
        } else if (e instanceof ProtocolException) {
            return "the response is not valid HTTP";
        } else if (e instanceof SSLException) {
            return "no TLS connection (" + e.getClass().getSimpleName() + ")";
        }
        return "the connection was lost (" + e.getClass().getSimpleName() + ")";
    }

    /** Whether the HTTP/2 server stated that it did not process the request (RFC 9113, 8.7). */
    static boolean isUnprocessed(IOException e) {
        return e instanceof ConnectionShutdownException
                || (e instanceof StreamResetException reset && reset.errorCode == ErrorCode.REFUSED_STREAM);
    }
}
