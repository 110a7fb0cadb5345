package io.contactsync.heyx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** The URLs of one channel's contacts, built by appending to the base URL of the job file. */
final class ContactUrls {

    private static final String BY_FIELD = "by_custom_field";
    /** Ids that would not survive as a path segment, or would call another endpoint. */
    private static final Set<String> NOT_ADDRESSABLE = Set.of(".", "..", BY_FIELD);

    private final HttpUrl contacts;
    private final boolean viber;

    /**
     * URLs below a base.
     *
     * @param base everything before {@code /contact}
     * @param viber whether ids in a path are Base64 (heyx-contacts.md, "Update Contact by ID", Limitations)
     */
    public ContactUrls(HttpUrl base, boolean viber) {
        // Without a trailing slash: a stock server answers the slash with 301.
        this.contacts = base.newBuilder().addPathSegment("contact").build();
        this.viber = viber;
    }

    /** Where contacts are created and listed. */
    public HttpUrl contacts() {
        return contacts;
    }

    /**
     * A page of the contacts that have a value in a field.
     *
     * @param name the field
     * @param value its value, as it is asked for
     * @param page the page's number, from 1
     * @return the URL
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
     * The URL of a contact.
     *
     * @return nothing when no URL can address such an id
     */
    public Optional<HttpUrl> contact(String id) {
        if (id.isBlank() || (!viber && NOT_ADDRESSABLE.contains(id))) {
            return Optional.empty();
        }
        String segment = viber ? Base64.getEncoder().encodeToString(id.getBytes(UTF_8)) : id;
        return Optional.of(contacts.newBuilder()
                .addEncodedPathSegment(percentEncoded(segment))
                .build());
    }

    /** Where one contact's tags are changed; nothing when no URL can address such an id. */
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
