package io.contactsync.csv.guess;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The region in which phones without a country code are dialled.
 *
 * @param code its two letters
 * @param why how it was found, for the job file
 */
record Region(String code, String why) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Pattern INTERNATIONAL = Pattern.compile("\\s*(\\+|00).*");

    /** Words of headers, and where their language is spoken. */
    private static final Map<Pattern, List<String>> SPOKEN = Map.of(
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

    private static final List<String> OFTEN = List.of("US", "GB", "DE", "FR", "ES", "IT", "BR", "PT", "IN", "MX");

    static Region given(String code) {
        return new Region(code, "a number without a country code is taken for one of this region");
    }

    static boolean exists(String code) {
        return NUMBERS.getSupportedRegions().contains(code);
    }

    /** Whether any phone has to be completed by a region. */
    static boolean isNeeded(List<String> phones) {
        return phones.stream().anyMatch(phone -> !INTERNATIONAL.matcher(phone).matches());
    }

    static Region guess(List<String> names, List<String> phones) {
        List<String> national = phones.stream()
                .filter(phone -> !INTERNATIONAL.matcher(phone).matches())
                .toList();
        if (national.isEmpty()) {
            return new Region("US", "every number seen has its country code; this region is for those that will not");
        }
        String best = "US";
        long most = 0;
        for (String code : candidates(names)) {
            long valid = national.stream().filter(phone -> isValid(phone, code)).count();
            if (valid > most) {
                best = code;
                most = valid;
            }
        }
        return new Region(
                best,
                "CHECK THIS: a guess, %d of %d numbers without a country code are valid there"
                        .formatted(most, national.size()));
    }

    private static Set<String> candidates(List<String> names) {
        Set<String> candidates = new LinkedHashSet<>();
        String header = String.join(" ", names.stream().map(Meaning::plain).toList());
        SPOKEN.forEach((words, regions) -> {
            if (words.matcher(header).matches()) {
                candidates.addAll(regions);
            }
        });
        candidates.addAll(OFTEN);
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
