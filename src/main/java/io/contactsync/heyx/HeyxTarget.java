package io.contactsync.heyx;

import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Pause;
import io.contactsync.connector.ReadBack;
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
import io.contactsync.http.ApiRequest;
import io.contactsync.http.ApiRequest.RetrySafety;
import io.contactsync.http.ApiResult;
import io.contactsync.http.FatalApiException;
import io.contactsync.http.ratelimit.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/** One HeyX channel as a target. */
final class HeyxTarget implements Target {

    /** When a lost create is looked up, measured from its sending. A new contact may not be found for some seconds. */
    private static final List<Duration> TIMES_AFTER_CREATE =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(12), Duration.ofSeconds(30));

    /** When a contact is looked up that an earlier process may have created, measured from the first lookup. */
    private static final List<Duration> TIMES_FROM_FIRST_LOOKUP =
            List.of(Duration.ZERO, Duration.ofSeconds(4), Duration.ofSeconds(12), Duration.ofSeconds(30));

    private final ApiClient client;
    private final ContactUrls urls;
    private final HeyxTargetOptions options;
    private final ContactLookup lookup;
    private final Ticker ticker;

    /**
     * Creates the target.
     *
     * @param client sends the calls; closed with the target
     * @param options how contacts are looked up and addressed
     * @param ticker measures the time since a create or a first lookup
     */
    public HeyxTarget(ApiClient client, HeyxTargetOptions options, Ticker ticker) {
        this.client = client;
        this.options = options;
        this.ticker = ticker;
        this.urls = new ContactUrls(client.baseUrl(), options.viber());
        this.lookup = new ContactLookup(client, urls, options);
    }

    /**
     * Returns a cheap call that shows whether HeyX responds again after an outage.
     *
     * @param base everything before {@code /contact}
     * @return a lookup that finds no contact
     */
    public static ApiRequest probe(HttpUrl base) {
        HttpUrl url = new ContactUrls(base, false).byField("phone", "0", 1);
        return new ApiRequest(CallKind.LOOKUP.json(), "GET", url, null, RetrySafety.IDEMPOTENT);
    }

    @Override
    public LookupResult find(Draft draft, Set<String> excludedFields, Freshness freshness, Pause pause) {
        return switch (freshness) {
            case CACHED -> lookup.find(draft, excludedFields, ContactLookup.PreloadUse.FIRST_FIELD);
            case CURRENT -> findInHeyx(draft, excludedFields);
            case SETTLED -> repeat(TIMES_FROM_FIRST_LOOKUP, () -> findInHeyx(draft, excludedFields), pause);
        };
    }

    private LookupResult findInHeyx(Draft draft, Set<String> excludedFields) {
        return lookup.find(draft, excludedFields, ContactLookup.PreloadUse.NONE);
    }

    /** Repeats a lookup at some times until it finds the contact. */
    private LookupResult repeat(List<Duration> times, Supplier<LookupResult> query, Pause pause) {
        long start = ticker.nanoTime();
        LookupResult result = new LookupResult.NotFound();
        for (Duration due : times) {
            long wait = start + due.toNanos() - ticker.nanoTime();
            if (wait > 0) {
                pause.sleep(Duration.ofNanos(wait));
            }
            result = query.get();
            if (!(result instanceof LookupResult.NotFound)) {
                return result;
            }
        }
        return result;
    }

    @Override
    public LookupResult resolveLostCreate(Draft draft, CreateSender sender, Pause pause) {
        Optional<String> field = lookup.firstFieldWithValue(draft);
        if (field.isEmpty()) {
            return new LookupResult.Unclear(
                    "in doubt: the response to a create was lost, and there is no match field to look it up in HeyX");
        }
        List<Duration> times = sender == CreateSender.THIS_PROCESS ? TIMES_AFTER_CREATE : TIMES_FROM_FIRST_LOOKUP;
        return repeat(times, () -> lookup.lookUp(draft, field.get()), pause);
    }

    @Override
    public Map<CallKind, Integer> expectedCalls(Change change) {
        return CallPlan.of(change, options.match()).callCounts(change.targetId() == null);
    }

    @Override
    public Optional<ReadBack> readBack() {
        return Optional.of(new HeyxReadBack(client, urls, options));
    }

    @Override
    public WriteResult write(Change change, WriteListener listener) {
        CallPlan plan = CallPlan.of(change, options.match());
        String id = change.targetId();
        if (id == null) {
            return create(change, plan, listener);
        }
        WriteResult written = new ContactUpdater(client, urls, id, listener).execute(plan);
        if (written instanceof WriteResult.NotFound) {
            lookup.removePreloaded(id);
        }
        return written;
    }

    private WriteResult create(Change change, CallPlan plan, WriteListener listener) {
        if (plan.create().isEmpty()) {
            return new WriteResult.Refused(new Refusal("none of its fields has a value to create it with", 0));
        }
        ApiResult result = sendCreate(plan, listener);
        if (result instanceof ApiResult.InDoubt inDoubt) {
            return new WriteResult.InDoubt(inDoubt.reason());
        }
        if (!(result instanceof ApiResult.Ok ok)) {
            return new WriteResult.Refused(HeyxErrors.toRefusal(result));
        }
        Optional<String> error = HeyxErrors.error(client, ok.body());
        if (error.isPresent()) {
            return new WriteResult.Refused(new Refusal(error.get(), 1));
        }
        Optional<String> id = HeyxJson.createdId(ok.body());
        if (id.isEmpty()) {
            return new WriteResult.InDoubt(
                    "HeyX's response to the create of contact " + change.sourceId() + " has no id");
        }
        listener.onEvent(new WriteEvent.Created(id.get(), names(plan.create())));
        return new ContactUpdater(client, urls, id.get(), listener).execute(plan);
    }

    private ApiResult sendCreate(CallPlan plan, WriteListener listener) {
        try {
            return client.send(new ApiRequest(
                    CallKind.CREATE.json(),
                    "POST",
                    urls.contacts(),
                    HeyxJson.fields(plan.create()),
                    RetrySafety.ONLY_IF_UNSENT,
                    () -> listener.onEvent(new WriteEvent.Creating())));
        } catch (FatalApiException.TokenRefused e) {
            // A 401 is a response: nothing was created.
            listener.onEvent(new WriteEvent.NotCreated());
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
