package io.contactsync.http.wire;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;

/** What a broken call tells, without an exception's own text: that may quote the answer or the URL. */
final class Breakage {

    private Breakage() {}

    static String describe(IOException e) {
        if (e instanceof InterruptedIOException) {
            return "no answer in time";
        } else if (e instanceof UnknownHostException) {
            return "the host is not known";
        } else if (e instanceof ConnectException) {
            return "no connection";
        } else if (e instanceof SSLException) {
            return "no secure connection (" + e.getClass().getSimpleName() + ")";
        }
        return "the connection was lost (" + e.getClass().getSimpleName() + ")";
    }

    /** HTTP/2 says in these cases that the request was not looked at (RFC 9113, 8.7). */
    static boolean isUnprocessed(IOException e) {
        return e instanceof ConnectionShutdownException
                || (e instanceof StreamResetException reset && reset.errorCode == ErrorCode.REFUSED_STREAM);
    }
}
