package io.contactsync.heyx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.connector.FieldFilter;
import io.contactsync.connector.Scan;
import io.contactsync.connector.SourceException;
import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import io.contactsync.http.CallCounts;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.heyx.ChannelContacts;
import io.contactsync.simulator.heyx.ChannelOptions;
import io.contactsync.simulator.heyx.HeyxContact;
import io.contactsync.simulator.heyx.HeyxOptions;
import io.contactsync.simulator.server.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeyxSourceTest {

    private final Simulator simulator = Simulator.start(SimulatorOptions.defaults()
            .withHeyx(SimulatorOptions.defaults()
                    .heyx()
                    .withSearch(HeyxOptions.Search.FUZZY)
                    .withChannels(
                            ChannelOptions.named("support"),
                            ChannelOptions.named("viber").asViber()))
            .unlimited());
    private final ChannelContacts inbox = simulator.heyx("support");
    private final CallCounts counts = Heyx.counts();
    private final HeyxSource source = source("support", false);

    private HeyxSource source(String channel, boolean viber) {
        return new HeyxSource(
                Heyx.client(simulator.heyxUrl(), simulator.heyxToken(channel), counts),
                new FieldFilter("source", "job"),
                viber);
    }

    @AfterEach
    void stop() {
        source.close();
        simulator.close();
    }

    private void put(String id) {
        inbox.put(new HeyxContact(id, Map.of("source", "job", "nick", "n" + id), List.of("B", "A"), 7));
    }

    private static List<String> numbered(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(n -> "h" + (100 + n)).toList();
    }

    private static List<String> ids(Scan scan) {
        List<String> ids = new ArrayList<>();
        scan.forEachRemaining(item -> ids.add(item.id()));
        return ids;
    }

    @Test
    void idWithHalfASurrogatePairIsInvalid() {
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.Status(200, """
                                {"status":"success","data":[
                                  {"id":"a?","custom_fields":{"source":"job"}},
                                  {"id":"a\\ud800","custom_fields":{"source":"job"}},
                                  {"id":"a\\ud801","custom_fields":{"source":"job"}}],
                                 "meta":{"last_page":1,"total":3}}""", Map.of("Content-Type", "application/json")))
                        .next(1));

        List<SourceItem> items = new ArrayList<>();
        source.scanFrom(null).forEachRemaining(items::add);

        assertThat(items)
                .extracting(SourceItem::id)
                .containsExactly("a?", "item 1 behind contact a?", "item 2 behind contact a?");
        assertThat(((SourceItem.Invalid) items.get(1)).reason()).startsWith("has an id with half of a surrogate pair");
    }

    @Test
    void contactsWithTheValueAreReturnedInTheOrderOfTheirIds() {
        numbered(1, 25).stream().sorted((a, b) -> b.compareTo(a)).forEach(this::put);
        inbox.put(new HeyxContact("h0", Map.of("source", "another job"), List.of(), 7));
        Scan scan = source.scanFrom(null);
        assertThat(scan.fromStart()).isTrue();
        assertThat(ids(scan)).isEqualTo(numbered(1, 25));
        assertThat(scan.hasSeen("h101")).isTrue();
        assertThat(scan.hasSeen("h0")).isFalse();
        assertThat(counts.of("source")).isEqualTo(3);
    }

    @Test
    void contactHasBuiltInAndCustomFields() {
        put("h1");
        Contact contact = (Contact) source.scanFrom(null).next();
        assertThat(contact.fields())
                .containsOnlyKeys(
                        "id",
                        "created_at",
                        "tags",
                        "firstName",
                        "lastName",
                        "profilePic",
                        "language",
                        "phone",
                        "email",
                        "source",
                        "nick")
                .containsEntry("id", "h1")
                .containsEntry("created_at", 7L)
                .containsEntry("tags", List.of("A", "B"))
                .containsEntry("email", null)
                .containsEntry("nick", "nh1");
        assertThat(contact.position()).isEqualTo("h1");
    }

    @Test
    void listIsReadAsAListOfText() {
        simulator.faults().set(Fault.heyx(new Fault.Effect.Status(200, """
                        {"data":[{"id":"h1","custom_fields":{"source":"job","likes":["tea",1]}}],"meta":{"total":1}}""", Map.of())));
        assertThat(((Contact) source.scanFrom(null).next()).fields()).containsEntry("likes", List.of("tea", "1"));
    }

    @Test
    void scanResumesAfterItsPositionEvenIfItWasDeleted() {
        numbered(1, 12).forEach(this::put);
        inbox.remove("h105");
        Scan scan = source.scanFrom("h105");
        assertThat(scan.fromStart()).isFalse();
        assertThat(ids(scan)).isEqualTo(numbered(6, 12));
    }

    @Test
    void contactOmittedBetweenPagesIsFoundByAnotherPass() {
        numbered(1, 20).forEach(this::put);
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.Status(200, page(2, 20, numbered(10, 19)), Map.of()))
                        .at(2));
        assertThat(ids(source.scanFrom(null))).isEqualTo(numbered(1, 20));
        assertThat(counts.of("source")).isEqualTo(4);
    }

    @Test
    void contactDeletedBetweenTwoPassesIsNotReturned() {
        numbered(1, 11).forEach(this::put);
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.Status(200, page(1, 12, List.of("h999")), Map.of()))
                        .at(1));
        assertThat(ids(source.scanFrom(null))).isEqualTo(numbered(1, 11));
    }

    @Test
    void listThatKeepsChangingReturnsTheFoundContactsAndFails() {
        simulator.faults().set(Fault.heyx(new Fault.Effect.Status(200, page(1, 12, numbered(1, 10)), Map.of())));
        Scan scan = source.scanFrom(null);
        List<SourceItem> items = new ArrayList<>();
        assertThatThrownBy(() -> scan.forEachRemaining(items::add))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("changed while it was read")
                .hasMessageContaining("10 of 12 contacts");
        assertThat(items).hasSize(10).allMatch(item -> item.position().isEmpty());
        assertThat(counts.of("source")).isEqualTo(5 * 2);
    }

    private static String page(int page, int total, List<String> ids) {
        String data = ids.stream()
                .map(id -> "{\"id\":\"" + id + "\",\"custom_fields\":{\"source\":\"job\"},\"tags\":[]}")
                .collect(Collectors.joining(","));
        return "{\"data\":[" + data + "],\"meta\":{\"current_page\":" + page + ",\"last_page\":2,\"total\":" + total
                + "}}";
    }

    @Test
    void refusalFailsTheScan() {
        simulator.faults().set(Fault.heyx(new Fault.Effect.ErrorIn200("no such field")));
        assertThatThrownBy(() -> source.scanFrom(null).hasNext())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("no such field");
    }

    @Test
    void contactIsReadByIdOnlyIfSelected() {
        put("h1");
        inbox.put(new HeyxContact("h2", Map.of("source", "JOB"), List.of(), 7));
        assertThat(source.get("h1")).map(Contact::id).contains("h1");
        assertThat(source.get("h2")).isEmpty();
        assertThat(source.get("h3")).isEmpty();
        assertThat(source.get("..")).isEmpty();
        assertThat(counts.of("source")).isEqualTo(3);
    }

    @Test
    void viberContactsAreReadByTheirIds() {
        for (int i = 0; i < 12; i++) {
            simulator.heyx("viber").create(Map.of("source", "job"), List.of());
        }
        try (HeyxSource viber = source("viber", true)) {
            List<String> ids = ids(viber.scanFrom(null));
            assertThat(ids).hasSize(12).allMatch(id -> viber.get(id).isPresent());
        }
    }
}
