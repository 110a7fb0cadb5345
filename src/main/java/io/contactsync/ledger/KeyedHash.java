package io.contactsync.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under the state directory's own key: tells equal values apart from others and reveals none. */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEPT_BYTES = 9;

    private final ThreadLocal<Mac> mac;

    KeyedHash(byte[] key) {
        SecretKeySpec secret = new SecretKeySpec(key, ALGORITHM);
        mac = ThreadLocal.withInitial(() -> keyed(secret));
    }

    private static Mac keyed(SecretKeySpec secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    /**
     * Hashes a text.
     *
     * @param purpose keeps hashes of one text for different ends apart, such as {@code "token"}
     * @param text what to hash
     * @return 12 characters of URL-safe Base64: the first 72 bits of the HMAC
     */
    public String of(String purpose, String text) {
        Mac own = mac.get();
        own.update(purpose.getBytes(UTF_8));
        own.update((byte) 0);
        byte[] whole = own.doFinal(text.getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, KEPT_BYTES));
    }
}
