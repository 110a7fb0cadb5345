package io.contactsync.connector;

import io.contactsync.jobfile.yaml.ScalarReaders;
import io.contactsync.jobfile.yaml.YamlSection;
import io.contactsync.jobfile.yaml.YamlValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads URLs. Error messages do not quote a URL, because it can contain a secret. */
public final class UrlReader {

    private static final String ALLOWED = "; allowed: a URL such as https://host/path";
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    private UrlReader() {}

    /**
     * Reads the URL of an API, to which paths are appended.
     *
     * @param section the section with {@code url} and {@code allow-insecure}
     * @param defaultUrl the URL if the key is absent
     * @return the URL, without a trailing slash
     * @throws io.contactsync.jobfile.yaml.JobFileException if it is not a URL, has a query, or is not encrypted
     */
    public static URI api(YamlSection section, String defaultUrl) {
        boolean insecure = insecure(section);
        Optional<YamlValue> value = section.find("url");
        if (value.isEmpty()) {
            return URI.create(defaultUrl);
        }
        URI url = read(value.get(), insecure);
        if (url.getRawQuery() != null) {
            throw wrong(value.get(), "has a query", "; allowed: a URL without one, because paths are appended to it");
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }

    /**
     * Reads the URL of a webhook, which is used as it is.
     *
     * @param section the section with {@code url} and {@code allow-insecure}
     * @throws io.contactsync.jobfile.yaml.JobFileException if it is not a URL, or is not encrypted
     */
    public static URI webhook(YamlSection section) {
        return read(section.get("url"), insecure(section));
    }

    private static boolean insecure(YamlSection section) {
        return section.find("allow-insecure").map(ScalarReaders::bool).orElse(false);
    }

    private static URI read(YamlValue value, boolean insecure) {
        URI url = parse(value);
        String scheme = lower(url.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw wrong(value, "does not begin with https:// or http://", ALLOWED);
        }
        if (url.getRawUserInfo() != null) {
            throw wrong(value, "has a user name or password in it", ALLOWED + "; secrets go into token");
        }
        if (url.getHost() == null || url.getPort() == 0 || url.getPort() > 65_535) {
            throw wrong(value, "names no host, or one that is not valid", ALLOWED);
        }
        if (url.getRawFragment() != null) {
            throw wrong(value, "has a fragment (#)", ALLOWED);
        }
        if (scheme.equals("http") && !insecure && !isLoopback(lower(url.getHost()))) {
            throw wrong(
                    value,
                    "is not encrypted",
                    "; allowed: https://, or http:// for this machine only, unless allow-insecure: true is set");
        }
        return url;
    }

    private static URI parse(YamlValue value) {
        try {
            return new URI(ScalarReaders.text(value));
        } catch (URISyntaxException e) {
            throw wrong(value, "is not a URL", ALLOWED);
        }
    }

    private static RuntimeException wrong(YamlValue value, String what, String allowed) {
        return value.error(value.path() + " " + what + allowed);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || LOOPBACK_V4.matcher(host).matches();
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
