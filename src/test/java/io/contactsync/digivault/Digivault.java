package io.contactsync.digivault;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Reading;
import io.contactsync.contact.source.Scan;
import io.contactsync.http.ApiClient;
import io.contactsync.http.ApiOptions;
import io.contactsync.http.CallCounts;
import io.contactsync.http.Rate;
import io.contactsync.http.StopSignal;
import io.contactsync.simulator.digivault.DigivaultContact;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;

/** What the tests of this room share. */
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
        ApiOptions options = ApiOptions.of("DigiVault", HttpUrl.get(url), token, new Rate.Unlimited(), null);
        return ApiClient.open(options, counts, new StopSignal());
    }

    static DigivaultContact contact(String id) {
        return new DigivaultContact(id, Map.of("username", "user " + id));
    }

    static List<String> ids(List<Reading> readings) {
        return readings.stream().map(Reading::id).toList();
    }

    static List<Reading> drain(Scan scan) {
        List<Reading> readings = new ArrayList<>();
        scan.forEachRemaining(readings::add);
        return readings;
    }

    static Contact first(Scan scan) {
        return (Contact) scan.next();
    }
}
