package io.contactsync.heyx;

import io.contactsync.connector.FieldFilter;
import io.contactsync.connector.Pause;
import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import io.contactsync.contact.Draft;
import io.contactsync.contact.WriteMode;
import io.contactsync.http.ApiClient;
import io.contactsync.http.ApiClientOptions;
import io.contactsync.http.CallCounts;
import io.contactsync.http.CancellationToken;
import io.contactsync.http.RateLimit;
import io.contactsync.http.ratelimit.ManualTicker;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Fixtures of the tests in this package. */
final class Heyx {

    static final List<String> KINDS = List.of("source", "lookup", "create", "update", "addTags", "removeTags", "get");

    /** Options that match by {@code key}, then by {@code phone}. */
    static final HeyxTargetOptions OPTIONS = new HeyxTargetOptions(
            false, List.of("key", "phone"), false, null, Set.of("key", "phone", "firstName"), Set.of("Job"));

    /** For lookups that do not wait. */
    static final Pause NO_PAUSE = time -> {
        throw new AssertionError("waits for " + time);
    };

    private Heyx() {}

    static CallCounts counts() {
        return new CallCounts(KINDS, LongBuffer.allocate(CallCounts.requiredLongs(KINDS)));
    }

    static ApiClient client(String url, String token, CallCounts counts) {
        ApiClientOptions options =
                ApiClientOptions.of("HeyX", HttpUrl.get(url), token, new RateLimit.Unlimited(), null);
        return ApiClient.open(options, counts, new CancellationToken());
    }

    /** A target that does not really wait. */
    static HeyxTarget target(ApiClient client, HeyxTargetOptions options) {
        return new HeyxTarget(client, options, new ManualTicker(0));
    }

    static HeyxTargetOptions oldest() {
        return new HeyxTargetOptions(false, OPTIONS.match(), true, null, OPTIONS.fields(), OPTIONS.tags());
    }

    static HeyxTargetOptions matching(String... fields) {
        return new HeyxTargetOptions(false, List.of(fields), false, null, OPTIONS.fields(), OPTIONS.tags());
    }

    static HeyxTargetOptions preloading() {
        FieldFilter listing = new FieldFilter("source", "job");
        return new HeyxTargetOptions(false, OPTIONS.match(), false, listing, OPTIONS.fields(), OPTIONS.tags());
    }

    /** A draft from alternating field names and values. */
    static Draft draft(@Nullable Object... namesAndValues) {
        List<Draft.Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(
                    new Draft.Field(String.valueOf(namesAndValues[i]), namesAndValues[i + 1], WriteMode.ALWAYS, true));
        }
        return new Draft("s1", fields, Map.of());
    }

    /** Records the events of a write as texts. */
    static final class Steps implements WriteListener {

        final List<String> taken = new ArrayList<>();

        @Override
        public void onEvent(WriteEvent event) {
            if (event instanceof WriteEvent.Created created) {
                taken.add(
                        "created " + created.targetId() + " " + created.fields().size());
            } else if (event instanceof WriteEvent.FieldsUpdated updated) {
                taken.add("updated " + updated.fields().size());
            } else if (event instanceof WriteEvent.TagsAdded added) {
                taken.add("added " + added.tags().size());
            } else if (event instanceof WriteEvent.TagsRemoved removed) {
                taken.add("removed " + removed.tags().size());
            } else {
                taken.add(event instanceof WriteEvent.Creating ? "creating" : "not created");
            }
        }
    }
}
