package io.contactsync.heyx;

import io.contactsync.contact.FieldValue;
import io.contactsync.contact.target.CallKind;
import io.contactsync.contact.target.Refusal;
import io.contactsync.contact.target.WriteEvent;
import io.contactsync.contact.target.WriteListener;
import io.contactsync.contact.target.Written;
import io.contactsync.heyx.wire.ContactUrls;
import io.contactsync.heyx.wire.Refusals;
import io.contactsync.heyx.wire.Wire;
import io.contactsync.http.ApiCall;
import io.contactsync.http.ApiCall.RetrySafety;
import io.contactsync.http.ApiClient;
import io.contactsync.http.Reply;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;

/** The calls about a contact whose id is known, in their order. */
final class Steps {

    private final ApiClient client;
    private final ContactUrls urls;
    private final String id;
    private final WriteListener listener;

    Steps(ApiClient client, ContactUrls urls, String id, WriteListener listener) {
        this.client = client;
        this.urls = urls;
        this.id = id;
        this.listener = listener;
    }

    Written take(Slices slices) {
        Optional<HttpUrl> contact = urls.contact(id);
        Optional<HttpUrl> tags = urls.tags(id);
        if (contact.isEmpty() || tags.isEmpty()) {
            return new Written.Refused(new Refusal("HeyX's id '" + id + "' cannot stand in a URL", 0));
        }
        for (List<FieldValue> fields : slices.updates()) {
            Written written = send(CallKind.UPDATE, "PUT", contact.get(), Wire.fields(fields));
            if (!(written instanceof Written.Done)) {
                return written;
            }
            listener.on(new WriteEvent.FieldsUpdated(HeyxTarget.names(fields)));
        }
        return tag(slices, tags.get());
    }

    private Written tag(Slices slices, HttpUrl url) {
        for (List<String> tags : slices.addTags()) {
            Written written = send(CallKind.ADD_TAGS, "POST", url, Wire.tags(tags));
            if (!(written instanceof Written.Done)) {
                return written;
            }
            listener.on(new WriteEvent.TagsAdded(tags));
        }
        for (List<String> tags : slices.removeTags()) {
            Written written = send(CallKind.REMOVE_TAGS, "DELETE", url, Wire.tags(tags));
            if (!(written instanceof Written.Done)) {
                return written;
            }
            listener.on(new WriteEvent.TagsRemoved(tags));
        }
        return new Written.Done();
    }

    private Written send(CallKind kind, String method, HttpUrl url, JsonNode body) {
        Reply reply = client.send(new ApiCall(kind.json(), method, url, body, RetrySafety.IDEMPOTENT));
        if (!(reply instanceof Reply.Ok ok)) {
            return Refusals.ofKnownContact(reply);
        }
        return Wire.error(ok.body())
                .map(message -> Refusals.ofKnownContact(new Reply.Refused(403, message, 1)))
                .orElseGet(Written.Done::new);
    }
}
