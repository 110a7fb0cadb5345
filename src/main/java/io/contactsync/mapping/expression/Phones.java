package io.contactsync.mapping.expression;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.contactsync.mapping.expression.Term.Evaluation;
import io.contactsync.mapping.expression.Term.EvaluationException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Phone numbers by libphonenumber. */
final class Phones {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    /** A region without numbers of its own: only those with a country code are valid. */
    private static final String NO_REGION = "ZZ";

    private Phones() {}

    /** The number of a phone (the first value) as it is dialled in a region (the second), or null and a warning. */
    static @Nullable Object e164(@Nullable Object[] values, Evaluation evaluation) {
        if (Values.isBlank(values[0])) {
            return null;
        }
        String phone = Values.toText("e164", values[0]);
        String region = values[1] == null ? "" : Values.trim(Values.toText("e164", values[1]));
        try {
            PhoneNumber number = LIBRARY.parse(phone, region.isEmpty() ? NO_REGION : region.toUpperCase(Locale.ROOT));
            if (LIBRARY.isValidNumber(number)) {
                return LIBRARY.format(number, PhoneNumberFormat.E164);
            }
        } catch (NumberParseException e) {
            // Not even the shape of a number: told in the same words as one that nobody can have.
        }
        evaluation.warn("not a valid phone number");
        return null;
    }

    /** The region itself, as it stands in the job file; fails when it has no phone numbers. */
    static Object checkRegion(Object region) {
        String upper = String.valueOf(region).toUpperCase(Locale.ROOT);
        if (!LIBRARY.getSupportedRegions().contains(upper)) {
            throw new EvaluationException(
                    "e164 takes a region by its two letters, such as 'US' or 'DE'; there is none '" + region + "'");
        }
        if (!upper.equals(region)) {
            throw new EvaluationException("e164 takes a region in capitals; did you mean '" + upper + "'?");
        }
        return region;
    }
}
