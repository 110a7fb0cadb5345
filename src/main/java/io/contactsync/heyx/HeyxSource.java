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
 * The contacts of a HeyX channel that have a given value in a field, as a source. They are returned in the order of
 * their ids, and a position is an id.
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
     * Creates the source.
     *
     * @param client sends the calls; closed with the source
     * @param where which contacts are read; HeyX's matches are compared exactly again
     * @param viber whether ids in a path are Base64
     */
    public HeyxSource(ApiClient client, FieldFilter where, boolean viber) {
        this.client = client;
        this.where = where;
        this.urls = new ContactUrls(client.baseUrl(), viber);
    }

    /**
     * Returns the fields that every contact has.
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
        ApiResult result = get(urls.byField(where.field(), where.value(), page));
        if (result instanceof ApiResult.Ok ok && HeyxJson.error(ok.body()).isEmpty() && HeyxJson.isList(ok.body())) {
            return ok.body();
        }
        throw failed("could not be listed", result);
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
        ApiResult result = get(url.get());
        if (HeyxErrors.isNotFound(result)) {
            return Optional.empty();
        }
        if (result instanceof ApiResult.Ok ok && HeyxJson.error(ok.body()).isEmpty()) {
            return HeyxJson.contact(ok.body().path("data"))
                    .filter(this::isSelected)
                    .map(HeyxSource::contact);
        }
        throw failed("contact " + id + " could not be read", result);
    }

    private ApiResult get(HttpUrl url) {
        ApiResult result = client.send(new ApiRequest(KIND, "GET", url, null, RetrySafety.IDEMPOTENT));
        return result instanceof ApiResult.Ok ok
                ? HeyxErrors.error(client, ok.body())
                        .<ApiResult>map(message -> new ApiResult.Refused(403, message, 1))
                        .orElse(result)
                : result;
    }

    private static SourceException failed(String what, ApiResult result) {
        String why = result instanceof ApiResult.Ok
                ? "its response is not a list of contacts"
                : result instanceof ApiResult.Refused refused
                        ? refused.shortMessage()
                        : HeyxErrors.toRefusal(result).message();
        return new SourceException("HeyX's contacts: " + what + ": " + why);
    }

    /** Converts a contact for expressions. HeyX's own properties override custom fields with the same name. */
    static Contact contact(TargetContact contact) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        FIELDS.forEach(name -> fields.put(name, null));
        fields.putAll(contact.fields());
        fields.put("id", contact.targetId());
        fields.put("created_at", contact.createdAt() == 0 ? null : contact.createdAt());
        List<String> tags = new ArrayList<>(contact.tags());
        fields.put("tags", tags.stream().sorted().toList());
        return new Contact(contact.targetId(), fields, contact.targetId());
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.empty();
    }

    /** {@inheritDoc} HeyX has 10 contacts per page (heyx-contacts.md). */
    @Override
    public int pageSize() {
        return PAGE_SIZE;
    }

    @Override
    public void close() {
        client.close();
    }
}
