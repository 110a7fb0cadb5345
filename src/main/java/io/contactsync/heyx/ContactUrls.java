package io.contactsync.heyx;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.support.UnicodeText;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** The URLs of one channel's contacts, appended to the base URL of the job file. */
final class ContactUrls {

    private static final String BY_FIELD = "by_custom_field";
    /** Ids that are lost when a URL path is normalized, or that would address another endpoint. */
    private static final Set<String> NOT_ADDRESSABLE = Set.of(".", "..", BY_FIELD);

    private final HttpUrl contacts;
    private final boolean viber;

    /**
     * Creates the URLs.
     *
     * @param base everything before {@code /contact}
     * @param viber whether ids in a path are Base64 (heyx-contacts.md, "Update Contact by ID", Limitations)
     */
    public ContactUrls(HttpUrl base, boolean viber) {
        // Without a trailing slash, which a standard server answers with 301.
        this.contacts = base.newBuilder().addPathSegment("contact").build();
        this.viber = viber;
    }

    /** Returns the URL at which contacts are created. */
    public HttpUrl contacts() {
        return contacts;
    }

    /**
     * Returns the URL of a page of the contacts that have a value in a field.
     *
     * @param page the page's number, from 1
     */
    public HttpUrl byField(String name, String value, int page) {
        HttpUrl.Builder url = contacts.newBuilder()
                .addPathSegment(BY_FIELD)
                .addQueryParameter("name", name)
                .addQueryParameter("value", value);
        if (page > 1) {
            url.addQueryParameter("page", Integer.toString(page));
        }
        return url.build();
    }

    /**
     * Returns the URL of a contact.
     *
     * @return the URL, or empty if the id cannot be used in one
     */
    public Optional<HttpUrl> contact(String id) {
        // Half a surrogate pair would be encoded as a question mark, which may be another contact's id.
        if (id.isBlank() || (!viber && NOT_ADDRESSABLE.contains(id)) || !UnicodeText.isWellFormed(id)) {
            return Optional.empty();
        }
        String segment = viber ? Base64.getEncoder().encodeToString(id.getBytes(UTF_8)) : id;
        return Optional.of(contacts.newBuilder()
                .addEncodedPathSegment(percentEncoded(segment))
                .build());
    }

    /** Returns the URL at which a contact's tags are changed, or empty if the id cannot be used in one. */
    public Optional<HttpUrl> tags(String id) {
        return contact(id).map(url -> url.newBuilder().addPathSegment("tags").build());
    }

    private static String percentEncoded(String segment) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : segment.getBytes(UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-_.~".indexOf(c) >= 0;
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
