package io.contactsync.mapping;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.contactsync.mapping.CompiledExpression.Evaluation;
import io.contactsync.mapping.CompiledExpression.EvaluationException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Phone number conversion with libphonenumber. */
final class PhoneNumbers {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    /** A region without its own numbers: only numbers with a country code are valid. */
    private static final String NO_REGION = "ZZ";

    private PhoneNumbers() {}

    /**
     * Converts a phone number (first argument) of a region (second argument) to E.164; null and a warning if invalid.
     */
    static @Nullable Object e164(@Nullable Object[] values, Evaluation evaluation) {
        if (ValueConversions.isBlank(values[0])) {
            return null;
        }
        String phone = ValueConversions.toText("e164", values[0]);
        String region = values[1] == null ? "" : ValueConversions.trim(ValueConversions.toText("e164", values[1]));
        try {
            PhoneNumber number = LIBRARY.parse(phone, region.isEmpty() ? NO_REGION : region.toUpperCase(Locale.ROOT));
            if (LIBRARY.isValidNumber(number)) {
                return LIBRARY.format(number, PhoneNumberFormat.E164);
            }
        } catch (NumberParseException e) {
            // Text that cannot be parsed gives the same warning as an invalid number.
        }
        evaluation.warn("not a valid phone number");
        return null;
    }

    /** Returns the region of a job file; fails if it is not a region with phone numbers. */
    static Object checkRegion(Object region) {
        String upper = String.valueOf(region).toUpperCase(Locale.ROOT);
        if (!LIBRARY.getSupportedRegions().contains(upper)) {
            throw new EvaluationException(
                    "e164 expects a two-letter region code such as 'US' or 'DE'; '" + region + "' is not one");
        }
        if (!upper.equals(region)) {
            throw new EvaluationException("e164 expects the region in upper case; did you mean '" + upper + "'?");
        }
        return region;
    }
}
