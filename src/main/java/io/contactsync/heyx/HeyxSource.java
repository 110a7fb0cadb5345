package io.contactsync.heyx;

import io.contactsync.connector.ContactMatcher;
import io.contactsync.connector.FieldFilter;
import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import io.contactsync.connector.SourceException;
import io.contactsync.contact.Contact;
import io.contactsync.contact.TargetContact;
import io.contactsync.http.ApiClient;
import io.contactsync.http.ApiRequest;
import io.contactsync.http.ApiRequest.RetrySafety;
import io.contactsync.http.ApiResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The contacts of a HeyX channel that have one value in one field, as a source. They come in the order of their ids,
 * and a position is an id.
 */
final class HeyxSource implements Source {

    private static final String KIND = "source";
    private static final int PAGE_SIZE = 10;
    private static final Set<String> FIELDS =
            Set.of("id", "created_at", "tags", "firstName", "lastName", "profilePic", "language", "phone", "email");

    private final ApiClient client;
    private final ContactUrls urls;
    private final FieldFilter where;

    /**
     * A channel behind a client.
     *
     * @param client sends the calls, with the channel's token
     * @param where which contacts are read; compared exactly, whatever HeyX finds
     * @param viber whether ids in a path are Base64
     */
    public HeyxSource(ApiClient client, FieldFilter where, boolean viber) {
        this.client = client;
        this.where = where;
        this.urls = new ContactUrls(client.baseUrl(), viber);
    }

    /**
     * The fields that every contact has.
     *
     * @return the six built-in ones (heyx-contacts.md, "Update Contact by ID"), id, created_at and tags; custom ones
     *     may have any other name
     */
    public static Set<String> fields() {
        return FIELDS;
    }

    @Override
    public Scan scanFrom(@Nullable String position) {
        return new HeyxScan(new StableListing(this::page, this::isSelected), position);
    }

    private JsonNode page(int page) {
        ApiResult reply = get(urls.byField(where.field(), where.value(), page));
        if (reply instanceof ApiResult.Ok ok && HeyxJson.error(ok.body()).isEmpty() && HeyxJson.isList(ok.body())) {
            return ok.body();
        }
        throw failed("could not be listed", reply);
    }

    private boolean isSelected(TargetContact contact) {
        return ContactMatcher.hasValue(contact, where.field(), where.value());
    }

    @Override
    public Optional<Contact> get(String id) {
        Optional<HttpUrl> url = urls.contact(id);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        ApiResult reply = get(url.get());
        if (HeyxErrors.isNotFound(reply)) {
            return Optional.empty();
        }
        if (reply instanceof ApiResult.Ok ok && HeyxJson.error(ok.body()).isEmpty()) {
            return HeyxJson.contact(ok.body().path("data"))
                    .filter(this::isSelected)
                    .map(HeyxSource::contact);
        }
        throw failed("contact " + id + " could not be read", reply);
    }

    private ApiResult get(HttpUrl url) {
        ApiResult reply = client.send(new ApiRequest(KIND, "GET", url, null, RetrySafety.IDEMPOTENT));
        return reply instanceof ApiResult.Ok ok
                ? HeyxJson.error(ok.body())
                        .<ApiResult>map(message -> new ApiResult.Refused(403, message, 1))
                        .orElse(reply)
                : reply;
    }

    private static SourceException failed(String what, ApiResult reply) {
        String why = reply instanceof ApiResult.Ok
                ? "its answer is no list of contacts"
                : HeyxErrors.toRefusal(reply).message();
        return new SourceException("HeyX's contacts: " + what + ": " + why);
    }

    /** A contact as expressions see it: what HeyX itself names wins over a custom field of the same name. */
    static Contact contact(TargetContact present) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        FIELDS.forEach(name -> fields.put(name, null));
        fields.putAll(present.fields());
        fields.put("id", present.targetId());
        fields.put("created_at", present.createdAt() == 0 ? null : present.createdAt());
        List<String> tags = new ArrayList<>(present.tags());
        fields.put("tags", tags.stream().sorted().toList());
        return new Contact(present.targetId(), fields, present.targetId());
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.empty();
    }

    /** {@inheritDoc} HeyX has pages of 10 (heyx-contacts.md). */
    @Override
    public int pageSize() {
        return PAGE_SIZE;
    }

    @Override
    public void close() {
        client.close();
    }
}
