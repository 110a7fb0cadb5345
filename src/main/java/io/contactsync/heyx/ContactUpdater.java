package io.contactsync.heyx;

import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.Refusal;
import io.contactsync.http.ApiClient;
import io.contactsync.http.ApiRequest;
import io.contactsync.http.ApiRequest.RetrySafety;
import io.contactsync.http.ApiResult;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;

/** Executes the calls for a contact whose id is known, in their order. */
final class ContactUpdater {

    private final ApiClient client;
    private final ContactUrls urls;
    private final String id;
    private final WriteListener listener;

    ContactUpdater(ApiClient client, ContactUrls urls, String id, WriteListener listener) {
        this.client = client;
        this.urls = urls;
        this.id = id;
        this.listener = listener;
    }

    WriteResult execute(CallPlan plan) {
        Optional<HttpUrl> contact = urls.contact(id);
        Optional<HttpUrl> tags = urls.tags(id);
        if (contact.isEmpty() || tags.isEmpty()) {
            return new WriteResult.Refused(new Refusal("HeyX's id '" + id + "' cannot be used in a URL", 0));
        }
        for (List<FieldValue> fields : plan.updates()) {
            WriteResult written = send(CallKind.UPDATE, "PUT", contact.get(), HeyxJson.fields(fields));
            if (!(written instanceof WriteResult.Done)) {
                return written;
            }
            listener.onEvent(new WriteEvent.FieldsUpdated(HeyxTarget.names(fields)));
        }
        return updateTags(plan, tags.get());
    }

    private WriteResult updateTags(CallPlan plan, HttpUrl url) {
        for (List<String> tags : plan.addTags()) {
            WriteResult written = send(CallKind.ADD_TAGS, "POST", url, HeyxJson.tags(tags));
            if (!(written instanceof WriteResult.Done)) {
                return written;
            }
            listener.onEvent(new WriteEvent.TagsAdded(tags));
        }
        for (List<String> tags : plan.removeTags()) {
            WriteResult written = send(CallKind.REMOVE_TAGS, "DELETE", url, HeyxJson.tags(tags));
            if (!(written instanceof WriteResult.Done)) {
                return written;
            }
            listener.onEvent(new WriteEvent.TagsRemoved(tags));
        }
        return new WriteResult.Done();
    }

    private WriteResult send(CallKind kind, String method, HttpUrl url, JsonNode body) {
        ApiResult result = client.send(new ApiRequest(kind.json(), method, url, body, RetrySafety.IDEMPOTENT));
        if (!(result instanceof ApiResult.Ok ok)) {
            return HeyxErrors.toWriteResult(result);
        }
        return HeyxErrors.error(client, ok.body())
                .map(message -> HeyxErrors.toWriteResult(new ApiResult.Refused(403, message, 1)))
                .orElseGet(WriteResult.Done::new);
    }
}
