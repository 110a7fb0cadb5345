package io.contactsync.digivault;

import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.target.CallKind;
import io.contactsync.contact.target.Refusal;
import io.contactsync.contact.target.Sighting;
import io.contactsync.contact.target.Target;
import io.contactsync.contact.target.WriteEvent;
import io.contactsync.contact.target.WriteListener;
import io.contactsync.contact.target.Written;
import io.contactsync.http.ApiClient;
import io.contactsync.http.Reply;
import io.contactsync.http.RunEnded;
import io.contactsync.http.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** DigiVault as the target of contacts. It has no search: who is there is answered from one full listing. */
public final class DigivaultTarget implements Target {

    private static final int PAGE_SIZE = 100;

    private final DigivaultApi api;
    private final Listings listings;

    /**
     * DigiVault behind a client.
     *
     * @param client sends the calls, with DigiVault's token
     * @param match the fields by which contacts are recognised, in this order; empty means that nothing is looked up
     * @param oldest whether the oldest of several matches is taken, or none
     * @param stop ends the wait for a lost create, which is measured with its clock
     */
    public DigivaultTarget(ApiClient client, List<String> match, boolean oldest, StopSignal stop) {
        this.api = new DigivaultApi(client, PAGE_SIZE, CallKind.LOOKUP.json());
        this.listings = new Listings(api, match, oldest, stop);
    }

    @Override
    public Sighting find(Draft draft, Set<String> notAsked) {
        return listings.find(draft, notAsked);
    }

    @Override
    public Sighting settle(Draft draft, Duration age) {
        return listings.settle(draft, age);
    }

    @Override
    public Map<CallKind, Integer> calls(Change change) {
        if (change.targetId() == null) {
            return Fields.lacking(change).isPresent() ? Map.of() : Map.of(CallKind.CREATE, 1);
        }
        return change.fields().isEmpty() ? Map.of() : Map.of(CallKind.UPDATE, 1);
    }

    @Override
    public Written put(Change change, WriteListener listener) {
        Optional<Refusal> lacking = Fields.lacking(change);
        if (lacking.isPresent()) {
            return new Written.Refused(lacking.get());
        }
        String id = change.targetId();
        return id == null ? create(change, listener) : update(id, change, listener);
    }

    private Reply sendCreate(Change change, WriteListener listener) {
        try {
            return api.create(Fields.body(change), () -> listener.on(new WriteEvent.Creating()));
        } catch (RunEnded.TokenRefused e) {
            // A 401 is an answer: nothing was created.
            listener.on(new WriteEvent.NotCreated());
            throw e;
        }
    }

    private Written create(Change change, WriteListener listener) {
        Reply reply = sendCreate(change, listener);
        if (reply instanceof Reply.InDoubt inDoubt) {
            return new Written.InDoubt(inDoubt.reason());
        }
        if (!(reply instanceof Reply.Ok ok)) {
            return new Written.Refused(refusal(reply));
        }
        Optional<String> id = Page.id(ok.body());
        if (id.isEmpty()) {
            return new Written.InDoubt(
                    "DigiVault answered the create of contact " + change.sourceId() + " without an id");
        }
        listener.on(new WriteEvent.Created(id.get(), names(change)));
        return new Written.Done();
    }

    private Written update(String id, Change change, WriteListener listener) {
        if (change.fields().isEmpty()) {
            return new Written.Done();
        }
        if (!DigivaultApi.isAddressable(id)) {
            return new Written.Refused(new Refusal("DigiVault's id '" + id + "' cannot stand in a URL", 0));
        }
        Reply reply = api.update(id, Fields.body(change));
        if (reply instanceof Reply.Ok) {
            listener.on(new WriteEvent.FieldsUpdated(names(change)));
            return new Written.Done();
        }
        return unsuccessful(id, reply);
    }

    @Override
    public Written delete(String id) {
        if (!DigivaultApi.isAddressable(id)) {
            return new Written.Refused(new Refusal("DigiVault's id '" + id + "' cannot stand in a URL", 0));
        }
        Reply reply = api.delete(id);
        if (reply instanceof Reply.Ok) {
            listings.forget(id);
            return new Written.Done();
        }
        return unsuccessful(id, reply);
    }

    private Written unsuccessful(String id, Reply reply) {
        if (reply instanceof Reply.Refused refused && refused.status() == 404) {
            listings.forget(id);
            return new Written.Vanished();
        }
        return new Written.Refused(refusal(reply));
    }

    private static Refusal refusal(Reply reply) {
        if (reply instanceof Reply.Refused refused) {
            return new Refusal(refused.message(), refused.attempts());
        }
        if (reply instanceof Reply.GaveUp gaveUp) {
            return new Refusal(gaveUp.reason(), gaveUp.attempts());
        }
        throw new IllegalArgumentException("not a refusal: " + reply);
    }

    private static List<String> names(Change change) {
        return Stream.concat(change.fields().stream(), change.riders().stream())
                .map(FieldValue::name)
                .toList();
    }

    @Override
    public void close() {
        api.close();
    }
}
