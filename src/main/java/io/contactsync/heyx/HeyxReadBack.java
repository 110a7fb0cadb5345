package io.contactsync.heyx;

import io.contactsync.connector.FieldFilter;
import io.contactsync.contact.target.CallKind;
import io.contactsync.contact.target.Present;
import io.contactsync.contact.target.ReadBack;
import io.contactsync.contact.target.Refusal;
import io.contactsync.contact.target.Sighting;
import io.contactsync.contact.target.Written;
import io.contactsync.heyx.wire.ContactUrls;
import io.contactsync.heyx.wire.Refusals;
import io.contactsync.heyx.wire.Wire;
import io.contactsync.http.ApiCall;
import io.contactsync.http.ApiCall.RetrySafety;
import io.contactsync.http.ApiClient;
import io.contactsync.http.Reply;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/** Reads a channel's contacts back: one by one ("Get Contact by ID"), or those of the preload ten a call. */
final class HeyxReadBack implements ReadBack {
    private static final int PAGE_SIZE = 10;

    private final ApiClient client;
    private final ContactUrls urls;
    private final HeyxOptions options;

    HeyxReadBack(ApiClient client, ContactUrls urls, HeyxOptions options) {
        this.client = client;
        this.urls = urls;
        this.options = options;
    }

    @Override
    public Sighting read(String targetId) {
        Optional<HttpUrl> url = urls.contact(targetId);
        if (url.isEmpty()) {
            return new Sighting.Refused(new Refusal("HeyX's id '" + targetId + "' cannot stand in a URL", 0));
        }
        Reply reply = get(CallKind.GET, url.get());
        if (reply instanceof Reply.Ok ok && Wire.error(ok.body()).isEmpty()) {
            return Wire.contact(ok.body().path("data"))
                    .<Sighting>map(Sighting.Found::new)
                    .orElseGet(() -> new Sighting.Refused(new Refusal("HeyX's answer holds no contact", 1)));
        }
        return gone(reply);
    }

    @Override
    public int mostAtOnce() {
        return client.workerLimit();
    }

    private static Sighting gone(Reply reply) {
        Reply told = reply instanceof Reply.Ok ok
                ? new Reply.Refused(403, Wire.error(ok.body()).orElse(""), 1)
                : reply;
        Written about = Refusals.ofKnownContact(told);
        return about instanceof Written.Vanished ? new Sighting.None() : new Sighting.Refused(Refusals.of(told));
    }

    private Reply get(CallKind kind, HttpUrl url) {
        return client.send(new ApiCall(kind.json(), "GET", url, null, RetrySafety.IDEMPOTENT));
    }

    @Override
    public OptionalLong listed() {
        if (options.preload() != null && page(options.preload(), 1) instanceof Reply.Ok ok) {
            int total = Wire.total(ok.body());
            return total < 0 ? OptionalLong.empty() : OptionalLong.of(total);
        }
        return OptionalLong.empty();
    }

    private Reply page(FieldFilter listing, int page) {
        return get(CallKind.LOOKUP, urls.byField(listing.field(), listing.value(), page));
    }

    @Override
    public void forEachListed(Consumer<Present> taker) {
        if (options.preload() == null) {
            return;
        }
        Set<String> ids = new HashSet<>();
        int lastPage = 1;
        for (int page = 1; page <= lastPage; page++) {
            if (!(page(options.preload(), page) instanceof Reply.Ok ok)) {
                return;
            }
            lastPage = Wire.lastPage(ok.body());
            Wire.contacts(ok.body()).stream()
                    .filter(one -> ids.add(one.targetId()))
                    .forEach(taker);
        }
    }

    @Override
    public int pageSize() {
        return PAGE_SIZE;
    }
}
