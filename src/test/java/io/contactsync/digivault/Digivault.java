package io.contactsync.digivault;

import io.contactsync.connector.Scan;
import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import io.contactsync.http.ApiClient;
import io.contactsync.http.ApiClientOptions;
import io.contactsync.http.CallCounts;
import io.contactsync.http.CancellationToken;
import io.contactsync.http.RateLimit;
import io.contactsync.simulator.digivault.DigivaultContact;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;

/** Fixtures of the tests in this package. */
final class Digivault {

    static final List<String> KINDS = List.of("source", "lookup", "create", "update", "delete");

    private Digivault() {}

    static CallCounts counts() {
        return new CallCounts(KINDS, LongBuffer.allocate(CallCounts.requiredLongs(KINDS)));
    }

    static ApiClient client(String url, String token) {
        return client(url, token, counts());
    }

    static ApiClient client(String url, String token, CallCounts counts) {
        ApiClientOptions options =
                ApiClientOptions.of("DigiVault", HttpUrl.get(url), token, new RateLimit.Unlimited(), null);
        return ApiClient.open(options, counts, new CancellationToken());
    }

    static DigivaultContact contact(String id) {
        return new DigivaultContact(id, Map.of("username", "user " + id));
    }

    static List<String> ids(List<SourceItem> items) {
        return items.stream().map(SourceItem::id).toList();
    }

    static List<SourceItem> drain(Scan scan) {
        List<SourceItem> items = new ArrayList<>();
        scan.forEachRemaining(items::add);
        return items;
    }

    static Contact first(Scan scan) {
        return (Contact) scan.next();
    }
}
