package io.contactsync.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 with the key of the state directory: equal values have equal hashes, and no value can be derived. */
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
     * Hashes a value.
     *
     * @param purpose separates hashes of the same value for different purposes, such as {@code "token"}
     * @param value text, or a number or boolean, which is hashed as its plain text
     * @return 12 characters of URL-safe Base64: the first 72 bits of the HMAC
     */
    public String of(String purpose, Object value) {
        Mac own = mac.get();
        own.update(purpose.getBytes(UTF_8));
        own.update((byte) 0);
        byte[] whole = own.doFinal(text(value).getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, KEPT_BYTES));
    }

    /** A response may contain "5", 5 or 5.0 for what was sent as 5. */
    private static String text(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? plain(new BigDecimal(value.toString())) : value.toString();
        }
        return value instanceof BigDecimal number ? plain(number) : value.toString();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
