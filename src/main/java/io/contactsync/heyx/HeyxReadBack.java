package io.contactsync.heyx;

import io.contactsync.connector.FieldFilter;
import io.contactsync.connector.LookupResult;
import io.contactsync.connector.ReadBack;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.Refusal;
import io.contactsync.contact.TargetContact;
import io.contactsync.http.ApiClient;
import io.contactsync.http.ApiRequest;
import io.contactsync.http.ApiRequest.RetrySafety;
import io.contactsync.http.ApiResult;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/** Reads a channel's contacts: one by one ("Get Contact by ID"), or those of the preload with ten per call. */
final class HeyxReadBack implements ReadBack {
    private static final int PAGE_SIZE = 10;

    private final ApiClient client;
    private final ContactUrls urls;
    private final HeyxTargetOptions options;

    HeyxReadBack(ApiClient client, ContactUrls urls, HeyxTargetOptions options) {
        this.client = client;
        this.urls = urls;
        this.options = options;
    }

    @Override
    public LookupResult read(String targetId) {
        Optional<HttpUrl> url = urls.contact(targetId);
        if (url.isEmpty()) {
            return new LookupResult.Refused(new Refusal("HeyX's id '" + targetId + "' cannot be used in a URL", 0));
        }
        ApiResult result = get(CallKind.GET, url.get());
        if (result instanceof ApiResult.Ok ok && HeyxJson.error(ok.body()).isEmpty()) {
            return HeyxJson.contact(ok.body().path("data"))
                    .<LookupResult>map(LookupResult.Found::new)
                    .orElseGet(() -> new LookupResult.Refused(new Refusal("HeyX's response contains no contact", 1)));
        }
        return failure(result);
    }

    @Override
    public int maxConcurrentReads() {
        return client.workerLimit();
    }

    private LookupResult failure(ApiResult result) {
        ApiResult error = result instanceof ApiResult.Ok ok
                ? new ApiResult.Refused(403, HeyxErrors.error(client, ok.body()).orElse(""), 1)
                : result;
        WriteResult written = HeyxErrors.toWriteResult(error);
        return written instanceof WriteResult.NotFound
                ? new LookupResult.NotFound()
                : new LookupResult.Refused(HeyxErrors.toRefusal(error));
    }

    private ApiResult get(CallKind kind, HttpUrl url) {
        return client.send(new ApiRequest(kind.json(), "GET", url, null, RetrySafety.IDEMPOTENT));
    }

    @Override
    public OptionalLong listedCount() {
        if (options.preload() != null && page(options.preload(), 1) instanceof ApiResult.Ok ok) {
            int total = HeyxJson.total(ok.body());
            return total < 0 ? OptionalLong.empty() : OptionalLong.of(total);
        }
        return OptionalLong.empty();
    }

    private ApiResult page(FieldFilter listing, int page) {
        return get(CallKind.LOOKUP, urls.byField(listing.field(), listing.value(), page));
    }

    @Override
    public void forEachListed(Consumer<TargetContact> action) {
        if (options.preload() == null) {
            return;
        }
        Set<String> ids = new HashSet<>();
        int lastPage = 1;
        for (int page = 1; page <= lastPage; page++) {
            if (!(page(options.preload(), page) instanceof ApiResult.Ok ok)) {
                return;
            }
            lastPage = HeyxJson.lastPage(ok.body());
            HeyxJson.contacts(ok.body()).stream()
                    .filter(one -> ids.add(one.targetId()))
                    .forEach(action);
        }
    }

    @Override
    public int pageSize() {
        return PAGE_SIZE;
    }
}
