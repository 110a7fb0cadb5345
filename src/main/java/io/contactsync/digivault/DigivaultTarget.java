package io.contactsync.digivault;

import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Pause;
import io.contactsync.connector.Target;
import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.Refusal;
import io.contactsync.http.ApiClient;
import io.contactsync.http.ApiResult;
import io.contactsync.http.FatalApiException;
import io.contactsync.http.ratelimit.Ticker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** DigiVault as a target. It has no search, so contacts are looked up in one full listing. */
final class DigivaultTarget implements Target {

    private static final int PAGE_SIZE = 100;

    private final DigivaultApi api;
    private final ListingLookup lookup;

    /**
     * Creates the target.
     *
     * @param client sends the calls; closed with the target
     * @param match the match fields, in their order; if empty, nothing is looked up
     * @param preferOldest whether the oldest of several matches is used; otherwise several matches are unclear
     * @param ticker measures the time since a create or a first lookup
     */
    public DigivaultTarget(ApiClient client, List<String> match, boolean preferOldest, Ticker ticker) {
        this.api = new DigivaultApi(client, PAGE_SIZE, CallKind.LOOKUP.json());
        this.lookup = new ListingLookup(api, match, preferOldest, ticker);
    }

    @Override
    public LookupResult find(Draft draft, Set<String> excludedFields, Freshness freshness, Pause pause) {
        return lookup.find(draft, excludedFields, freshness, pause);
    }

    @Override
    public LookupResult resolveLostCreate(Draft draft, CreateSender sender, Pause pause) {
        return lookup.resolveLostCreate(draft, sender, pause);
    }

    @Override
    public Map<CallKind, Integer> expectedCalls(Change change) {
        if (change.targetId() == null) {
            return ContactBody.validate(change).isPresent() ? Map.of() : Map.of(CallKind.CREATE, 1);
        }
        return change.fields().isEmpty() ? Map.of() : Map.of(CallKind.UPDATE, 1);
    }

    @Override
    public WriteResult write(Change change, WriteListener listener) {
        Optional<Refusal> refusal = ContactBody.validate(change);
        if (refusal.isPresent()) {
            return new WriteResult.Refused(refusal.get());
        }
        String id = change.targetId();
        return id == null ? create(change, listener) : update(id, change, listener);
    }

    private ApiResult sendCreate(Change change, WriteListener listener) {
        try {
            return api.create(ContactBody.toJson(change), () -> listener.onEvent(new WriteEvent.Creating()));
        } catch (FatalApiException.TokenRefused e) {
            // A 401 is a response: nothing was created.
            listener.onEvent(new WriteEvent.NotCreated());
            throw e;
        }
    }

    private WriteResult create(Change change, WriteListener listener) {
        ApiResult result = sendCreate(change, listener);
        if (result instanceof ApiResult.InDoubt inDoubt) {
            return new WriteResult.InDoubt(inDoubt.reason());
        }
        if (!(result instanceof ApiResult.Ok ok)) {
            return new WriteResult.Refused(refusal(result));
        }
        Optional<String> id = DigivaultPage.id(ok.body());
        if (id.isEmpty()) {
            return new WriteResult.InDoubt(
                    "DigiVault's response to the create of contact " + change.sourceId() + " has no id");
        }
        listener.onEvent(new WriteEvent.Created(id.get(), names(change)));
        return new WriteResult.Done();
    }

    private WriteResult update(String id, Change change, WriteListener listener) {
        if (change.fields().isEmpty()) {
            return new WriteResult.Done();
        }
        if (!DigivaultApi.isAddressable(id)) {
            return new WriteResult.Refused(new Refusal("DigiVault's id '" + id + "' cannot be used in a URL", 0));
        }
        ApiResult result = api.update(id, ContactBody.toJson(change));
        if (result instanceof ApiResult.Ok) {
            listener.onEvent(new WriteEvent.FieldsUpdated(names(change)));
            return new WriteResult.Done();
        }
        return failure(id, result);
    }

    @Override
    public WriteResult delete(String id) {
        if (!DigivaultApi.isAddressable(id)) {
            return new WriteResult.Refused(new Refusal("DigiVault's id '" + id + "' cannot be used in a URL", 0));
        }
        ApiResult result = api.delete(id);
        if (result instanceof ApiResult.Ok) {
            lookup.remove(id);
            return new WriteResult.Done();
        }
        return failure(id, result);
    }

    private WriteResult failure(String id, ApiResult result) {
        if (result instanceof ApiResult.Refused refused && refused.status() == 404) {
            lookup.remove(id);
            return new WriteResult.NotFound();
        }
        return new WriteResult.Refused(refusal(result));
    }

    private static Refusal refusal(ApiResult result) {
        if (result instanceof ApiResult.Refused refused) {
            return new Refusal(refused.message(), refused.attempts());
        }
        if (result instanceof ApiResult.GaveUp gaveUp) {
            return new Refusal(gaveUp.reason(), gaveUp.attempts());
        }
        throw new IllegalArgumentException("not a refusal: " + result);
    }

    private static List<String> names(Change change) {
        return Stream.concat(change.fields().stream(), change.extraFields().stream())
                .map(FieldValue::name)
                .toList();
    }

    @Override
    public void close() {
        api.close();
    }
}
