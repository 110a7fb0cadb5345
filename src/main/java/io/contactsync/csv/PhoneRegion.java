package io.contactsync.csv;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The region of phone numbers without a country code.
 *
 * @param code the two-letter code
 * @param note how the region was determined, as a comment for the job file
 */
record PhoneRegion(String code, String note) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Pattern INTERNATIONAL = Pattern.compile("\\s*(\\+|00).*");

    /** The regions in which the language of these header words is spoken. */
    private static final Map<Pattern, List<String>> REGIONS_BY_WORDS = Map.of(
            Pattern.compile(".*(vorname|nachname|telefonnummer|handy|kundennummer|strasse|plz|firma).*"),
            List.of("DE", "AT", "CH"),
            Pattern.compile(".*(prenom|telephone|courriel|societe|ville|portable).*"),
            List.of("FR", "BE", "CH"),
            Pattern.compile(".*(apellido|correo|empresa|movil|ciudad).*"),
            List.of("ES", "MX", "AR", "CO"),
            Pattern.compile(".*(sobrenome|apelido|telemovel|celular|endereco|cidade).*"),
            List.of("PT", "BR"),
            Pattern.compile(".*(cognome|cellulare|azienda|citta|indirizzo).*"),
            List.of("IT"));

    private static final List<String> COMMON_REGIONS =
            List.of("US", "GB", "DE", "FR", "ES", "IT", "BR", "PT", "IN", "MX");

    static PhoneRegion given(String code) {
        return new PhoneRegion(code, "the region of numbers without a country code");
    }

    static boolean exists(String code) {
        return NUMBERS.getSupportedRegions().contains(code);
    }

    /** {@return whether any phone number has no country code} */
    static boolean isNeeded(List<String> phones) {
        return phones.stream().anyMatch(phone -> !INTERNATIONAL.matcher(phone).matches());
    }

    static PhoneRegion infer(List<String> names, List<String> phones) {
        List<String> national = phones.stream()
                .filter(phone -> !INTERNATIONAL.matcher(phone).matches())
                .toList();
        if (national.isEmpty()) {
            return new PhoneRegion(
                    "US", "used only for numbers without a country code; all numbers seen so far have one");
        }
        String best = "US";
        long bestCount = 0;
        for (String code : candidates(names)) {
            long valid = national.stream().filter(phone -> isValid(phone, code)).count();
            if (valid > bestCount) {
                best = code;
                bestCount = valid;
            }
        }
        return new PhoneRegion(
                best,
                "CHECK THIS: inferred; valid there: %d of %d numbers without a country code"
                        .formatted(bestCount, national.size()));
    }

    private static Set<String> candidates(List<String> names) {
        Set<String> candidates = new LinkedHashSet<>();
        String header =
                String.join(" ", names.stream().map(ColumnRole::normalize).toList());
        REGIONS_BY_WORDS.forEach((words, regions) -> {
            if (words.matcher(header).matches()) {
                candidates.addAll(regions);
            }
        });
        candidates.addAll(COMMON_REGIONS);
        return candidates;
    }

    private static boolean isValid(String phone, String code) {
        try {
            return NUMBERS.isValidNumberForRegion(NUMBERS.parse(phone, code), code);
        } catch (NumberParseException e) {
            return false;
        }
    }
}
