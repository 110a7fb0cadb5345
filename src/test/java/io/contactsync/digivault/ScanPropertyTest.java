package io.contactsync.digivault;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.connector.Scan;
import io.contactsync.http.ApiClient;
import io.contactsync.simulator.server.LoopbackServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ScanPropertyTest {

    /**
     * For random additions and deletions during the scan, and for each way in which a server handles an unknown cursor.
     */
    @Test
    void permanentContactsAreReadExactlyOnceInABoundedNumberOfCalls() {
        AtomicReference<ShiftingList> current = new AtomicReference<>();
        try (LoopbackServer server = LoopbackServer.start(
                        0,
                        Map.of(
                                "/",
                                call -> Objects.requireNonNull(current.get()).handle(call)));
                ApiClient client = Digivault.client("http://127.0.0.1:" + server.port() + "/v1", "token")) {
            for (int seed = 1; seed <= 400; seed++) {
                ShiftingList list = new ShiftingList(new Random(seed));
                current.set(list);
                scan(new DigivaultSource(client, 7), list, "seed " + seed + ": " + list);
            }
        }
    }

    private static void scan(DigivaultSource source, ShiftingList list, String which) {
        Scan scan = source.scanFrom(null);
        List<String> read = new ArrayList<>();
        while (scan.hasNext()) {
            read.add(scan.next().id());
        }
        assertThat(read).as(which).doesNotHaveDuplicates().containsAll(list.permanent());
        assertThat(list.ever()).as(which).containsAll(read);
        assertThat(new HashSet<>(read)).as(which).allMatch(scan::hasSeen);
        assertThat(list.calls()).as(which).isLessThan(30 + 12 * list.ever().size());
    }
}
