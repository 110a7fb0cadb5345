package io.contactsync.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces confidential texts in a message by their names in brackets, and cuts the message only after that: a text
 * across the cut would otherwise not be recognised.
 *
 * <p>A text is also found as it is written in JSON, in a URL and in HTML, and a phone number also with other
 * separators.
 */
public final class Redaction {

    /** Shorter texts are replaced only as whole words: a "1" would otherwise match inside every number. */
    private static final int MIN_PARTIAL_LENGTH = 3;

    /** Longer texts are found only as they are, because their encodings would take too much memory. */
    private static final int MAX_ENCODED_LENGTH = 2_000;

    private static final Pattern PHONE = Pattern.compile("\\+?[\\d\\s().\\-/]{7,30}");
    private static final int MIN_PHONE_DIGITS = 7;
    private static final int MAX_SEPARATORS = 3;
    private static final String PHONE_SEPARATORS = "[\\s().\\-/]{0," + MAX_SEPARATORS + "}";
    private static final Pattern PERCENT_ENCODED = Pattern.compile("%[0-9A-F]{2}");

    /** By their patterns. */
    private final Map<String, Confidential> texts = new LinkedHashMap<>();

    private record Confidential(String pattern, String name, int length) {}

    /** Creates a redaction that replaces nothing. */
    public Redaction() {}

    /**
     * Adds a text to be replaced; a blank one is ignored.
     *
     * @param name is shown in its place
     */
    public Redaction add(String text, String name) {
        if (text.isBlank()) {
            return this;
        }
        for (String one : text.length() > MAX_ENCODED_LENGTH ? Set.of(text) : encodings(text)) {
            texts.put(pattern(one), new Confidential(pattern(one), name, one.length()));
        }
        if (PHONE.matcher(text).matches()) {
            String digits = text.replaceAll("\\D", "");
            if (digits.length() >= MIN_PHONE_DIGITS) {
                String pattern = phonePattern(digits);
                texts.putIfAbsent(pattern, new Confidential(pattern, name, digits.length()));
            }
        }
        return this;
    }

    private static Set<String> encodings(String text) {
        Set<String> encodings = new LinkedHashSet<>();
        encodings.add(text);
        String json = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        for (String one : List.of(json, json.replace("/", "\\/"))) {
            encodings.add(one);
            encodings.add(ascii(one, "\\u%04x"));
            encodings.add(ascii(one, "\\u%04X"));
        }
        String url = URLEncoder.encode(text, UTF_8);
        for (String one : List.of(url, url.replace("+", "%20"))) {
            encodings.add(one);
            encodings.add(
                    PERCENT_ENCODED.matcher(one).replaceAll(hex -> hex.group().toLowerCase(Locale.ROOT)));
        }
        String html = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        for (String apostrophe : List.of("'", "&#39;", "&#039;", "&#x27;", "&apos;")) {
            encodings.add(html.replace("'", apostrophe));
        }
        return encodings;
    }

    /** Writes all but ASCII characters as escapes. */
    private static String ascii(String text, String escape) {
        return text.chars()
                .mapToObj(c -> c < 0x80 ? Character.toString(c) : String.format(Locale.ROOT, escape, c))
                .collect(Collectors.joining());
    }

    private static String pattern(String text) {
        String quoted = Pattern.quote(text);
        return text.length() >= MIN_PARTIAL_LENGTH ? quoted : "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])";
    }

    private static String phonePattern(String digits) {
        return "(?<!\\d)\\+?"
                + digits.chars().mapToObj(Character::toString).collect(Collectors.joining(PHONE_SEPARATORS))
                + "(?!\\d)";
    }

    /**
     * Redacts a message and cuts it.
     *
     * @param maxLength the maximum length of the result in {@code char}s; neither a name in brackets nor a surrogate
     *     pair is cut
     * @return text without half surrogate pairs
     */
    public String apply(String message, int maxLength) {
        // In one pass, longest first, so that inserted names are not replaced again.
        List<Confidential> longestFirst = texts.values().stream()
                .sorted(Comparator.comparingInt(Confidential::length).reversed())
                .toList();
        StringBuilder redacted = new StringBuilder();
        int end = longestFirst.isEmpty() ? 0 : redact(message, maxLength, longestFirst, redacted);
        if (end >= 0) {
            redacted.append(message, end, (int) Math.min(message.length(), (long) end + maxLength + 1));
        }
        return UnicodeText.wellFormed(UnicodeText.truncate(redacted.toString(), maxLength));
    }

    /**
     * Appends the message up to the last confidential text, of which only as much is read as fits.
     *
     * @return where the rest of the message starts; -1 if it is not shown, because the next name does not fit
     */
    private static int redact(String message, int maxLength, List<Confidential> longestFirst, StringBuilder redacted) {
        Matcher found = Pattern.compile(
                        longestFirst.stream().map(Confidential::pattern).collect(Collectors.joining(")|(", "(", ")")))
                .matcher(message)
                .useTransparentBounds(true);
        int longest = longestFirst.get(0).length() * (MAX_SEPARATORS + 1);
        int done = 0;
        while (redacted.length() < maxLength) {
            long limit = (long) done + maxLength - redacted.length() + longest;
            if (!found.region(done, (int) Math.min(message.length(), limit)).find()) {
                return done;
            }
            redacted.append(message, done, found.start());
            done = found.end();
            String name = "[" + longestFirst.get(group(found) - 1).name() + "]";
            if (redacted.length() + name.length() > maxLength) {
                return -1;
            }
            redacted.append(name);
        }
        return done;
    }

    private static int group(Matcher found) {
        int group = 1;
        while (found.group(group) == null) {
            group++;
        }
        return group;
    }
}
