package io.contactsync.heyx;

import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.target.CallKind;
import io.contactsync.contact.target.ReadBack;
import io.contactsync.contact.target.Refusal;
import io.contactsync.contact.target.Sighting;
import io.contactsync.contact.target.Target;
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
import io.contactsync.http.RunEnded;
import io.contactsync.http.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** One HeyX channel as the target of contacts. */
public final class HeyxTarget implements Target {

    /** When a lost create is asked for, since it was sent; a contact may not be found for seconds after its create. */
    private static final List<Duration> ASKED_AFTER =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(12), Duration.ofSeconds(30));

    private final ApiClient client;
    private final ContactUrls urls;
    private final HeyxOptions options;
    private final Lookup lookup;
    private final StopSignal stop;

    /**
     * A channel behind a client.
     *
     * @param client sends the calls, with the channel's token
     * @param options how contacts are found and addressed
     * @param stop ends the wait for a lost create, which is measured with its clock
     */
    public HeyxTarget(ApiClient client, HeyxOptions options, StopSignal stop) {
        this.client = client;
        this.options = options;
        this.stop = stop;
        this.urls = new ContactUrls(client.baseUrl(), options.viber());
        this.lookup = new Lookup(client, urls, options);
    }

    /**
     * A call that tells whether HeyX is there, when all that is left to do are calls that fail.
     *
     * @param base everything before {@code /contact}
     * @return a lookup that finds nobody
     */
    public static ApiCall cheapRead(HttpUrl base) {
        HttpUrl url = new ContactUrls(base, false).byField("phone", "0", 1);
        return new ApiCall(CallKind.LOOKUP.json(), "GET", url, null, RetrySafety.IDEMPOTENT);
    }

    @Override
    public Sighting find(Draft draft, Set<String> notAsked) {
        return lookup.find(draft, notAsked);
    }

    @Override
    public Sighting settle(Draft draft, Duration age) {
        Optional<String> field = lookup.firstWithValue(draft);
        if (field.isEmpty()) {
            return new Sighting.Unclear(
                    "in doubt: a create was sent and its answer lost, and there is no match field to ask HeyX for");
        }
        Duration waited = age;
        Sighting sighting = new Sighting.None();
        for (Duration due : ASKED_AFTER) {
            boolean last = due.equals(ASKED_AFTER.get(ASKED_AFTER.size() - 1));
            if (due.compareTo(waited) > 0) {
                stop.sleep(due.minus(waited));
                waited = due;
            } else if (!last) {
                continue;
            }
            sighting = lookup.askFor(draft, field.get());
            if (!(sighting instanceof Sighting.None)) {
                return sighting;
            }
        }
        return sighting;
    }

    @Override
    public Map<CallKind, Integer> calls(Change change) {
        return Slices.of(change, options.match()).calls(change.targetId() == null);
    }

    @Override
    public Optional<ReadBack> readBack() {
        return Optional.of(new HeyxReadBack(client, urls, options));
    }

    @Override
    public Written put(Change change, WriteListener listener) {
        Slices slices = Slices.of(change, options.match());
        String id = change.targetId();
        if (id == null) {
            return create(change, slices, listener);
        }
        Written written = new Steps(client, urls, id, listener).take(slices);
        if (written instanceof Written.Vanished) {
            lookup.forget(id);
        }
        return written;
    }

    private Written create(Change change, Slices slices, WriteListener listener) {
        if (slices.create().isEmpty()) {
            return new Written.Refused(new Refusal("none of its fields has a value to create it with", 0));
        }
        Reply reply = sendCreate(slices, listener);
        if (reply instanceof Reply.InDoubt inDoubt) {
            return new Written.InDoubt(inDoubt.reason());
        }
        if (!(reply instanceof Reply.Ok ok)) {
            return new Written.Refused(Refusals.of(reply));
        }
        Optional<String> error = Wire.error(ok.body());
        if (error.isPresent()) {
            return new Written.Refused(new Refusal(error.get(), 1));
        }
        Optional<String> id = Wire.createdId(ok.body());
        if (id.isEmpty()) {
            return new Written.InDoubt("HeyX answered the create of contact " + change.sourceId() + " without an id");
        }
        listener.on(new WriteEvent.Created(id.get(), names(slices.create())));
        return new Steps(client, urls, id.get(), listener).take(slices);
    }

    private Reply sendCreate(Slices slices, WriteListener listener) {
        try {
            return client.send(new ApiCall(
                    CallKind.CREATE.json(),
                    "POST",
                    urls.contacts(),
                    Wire.fields(slices.create()),
                    RetrySafety.ONLY_IF_UNSENT,
                    () -> listener.on(new WriteEvent.Creating())));
        } catch (RunEnded.TokenRefused e) {
            // A 401 is an answer: nothing was created.
            listener.on(new WriteEvent.NotCreated());
            throw e;
        }
    }

    static List<String> names(List<FieldValue> fields) {
        return fields.stream().map(FieldValue::name).toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
