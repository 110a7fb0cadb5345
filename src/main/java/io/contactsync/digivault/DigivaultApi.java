package io.contactsync.digivault;

import io.contactsync.connector.SourceException;
import io.contactsync.contact.CallKind;
import io.contactsync.http.ApiClient;
import io.contactsync.http.ApiRequest;
import io.contactsync.http.ApiRequest.RetrySafety;
import io.contactsync.http.ApiResult;
import io.contactsync.support.UnicodeText;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls DigiVault's endpoints. */
final class DigivaultApi {

    /** Ids that are lost when a URL path is normalized; half a surrogate pair is lost when it is encoded. */
    private static final Set<String> NOT_ADDRESSABLE = Set.of("", ".", "..");

    private final ApiClient client;
    private final int pageSize;
    private final String readKind;

    /**
     * Creates the API.
     *
     * @param pageSize contacts per page, 1 to 100
     * @param readKind the kind under which reads are counted
     */
    DigivaultApi(ApiClient client, int pageSize, String readKind) {
        this.client = client;
        this.pageSize = pageSize;
        this.readKind = readKind;
    }

    /** The response to a list call. */
    sealed interface ListResult {
        record Ok(DigivaultPage page) implements ListResult {}

        record UnknownCursor() implements ListResult {}
    }

    /** Returns the page after a contact, or the first page if {@code after} is null. */
    ListResult list(@Nullable String after) {
        HttpUrl.Builder url = contacts().addQueryParameter("limit", Integer.toString(pageSize));
        if (after != null) {
            url.addQueryParameter("starting_after", after);
        }
        ApiResult result = get(url.build());
        if (result instanceof ApiResult.Ok ok) {
            return new ListResult.Ok(DigivaultPage.of(ok.body())
                    .orElseThrow(() -> new SourceException("DigiVault's list of contacts has no data or no has_more")));
        }
        boolean cursorRefused = after != null
                && result instanceof ApiResult.Refused refused
                && (refused.status() == 404 || refused.status() == 400);
        if (cursorRefused) {
            return new ListResult.UnknownCursor();
        }
        throw failed(result);
    }

    static boolean isAddressable(String id) {
        return !NOT_ADDRESSABLE.contains(id) && UnicodeText.isWellFormed(id);
    }

    /**
     * Reads one contact.
     *
     * @return empty if there is none, or if the id cannot be used in a URL
     */
    Optional<JsonNode> contact(String id) {
        if (!isAddressable(id)) {
            return Optional.empty();
        }
        ApiResult result = get(contacts().addPathSegment(id).build());
        if (result instanceof ApiResult.Ok ok) {
            return Optional.of(ok.body()).filter(body -> DigivaultPage.id(body).isPresent());
        }
        if (result instanceof ApiResult.Refused refused && refused.status() == 404) {
            return Optional.empty();
        }
        throw failed(result);
    }

    /** Creates a contact. {@code beforeSending} runs immediately before each attempt is sent. */
    ApiResult create(JsonNode fields, Runnable beforeSending) {
        return client.send(new ApiRequest(
                CallKind.CREATE.json(), "POST", contacts().build(), fields, RetrySafety.ONLY_IF_UNSENT, beforeSending));
    }

    ApiResult update(String id, JsonNode fields) {
        HttpUrl url = contacts().addPathSegment(id).build();
        return client.send(new ApiRequest(CallKind.UPDATE.json(), "PUT", url, fields, RetrySafety.IDEMPOTENT));
    }

    ApiResult delete(String id) {
        HttpUrl url = contacts().addPathSegment(id).build();
        return client.send(new ApiRequest(CallKind.DELETE.json(), "DELETE", url, null, RetrySafety.IDEMPOTENT));
    }

    private HttpUrl.Builder contacts() {
        return client.baseUrl().newBuilder().addPathSegment("contacts");
    }

    private ApiResult get(HttpUrl url) {
        return client.send(new ApiRequest(readKind, "GET", url, null, RetrySafety.IDEMPOTENT));
    }

    private static SourceException failed(ApiResult result) {
        if (result instanceof ApiResult.Refused refused) {
            return new SourceException(
                    "DigiVault refused to list contacts (" + refused.status() + "): " + refused.shortMessage());
        }
        return new SourceException("DigiVault could not be read: "
                + (result instanceof ApiResult.GaveUp gaveUp ? gaveUp.reason() : result.toString()));
    }

    void close() {
        client.close();
    }
}
