package io.contactsync.digivault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.connector.Scan;
import io.contactsync.connector.SourceException;
import io.contactsync.contact.SourceItem;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultOptions;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DigivaultScanTest {

    private static final List<String> TWELVE =
            IntStream.rangeClosed(1, 12).mapToObj(n -> "c" + n).toList();

    private @Nullable Simulator simulator;
    private @Nullable DigivaultSource source;

    private Simulator holding(List<String> ids) {
        return holding(ids, SimulatorOptions.defaults());
    }

    private Simulator holding(List<String> ids, DigivaultOptions.UnknownCursor unknown) {
        SimulatorOptions options = SimulatorOptions.defaults();
        return holding(ids, options.withDigivault(options.digivault().withUnknownCursor(unknown)));
    }

    private Simulator holding(List<String> ids, SimulatorOptions options) {
        Simulator started = Simulator.start(options.unlimited());
        ids.forEach(id -> started.digivault().put(Digivault.contact(id)));
        simulator = started;
        source = new DigivaultSource(Digivault.client(started.digivaultUrl(), started.digivaultToken()), 4);
        return started;
    }

    private DigivaultSource source() {
        return java.util.Objects.requireNonNull(source);
    }

    @AfterEach
    void stop() {
        source().close();
        java.util.Objects.requireNonNull(simulator).close();
    }

    @Test
    void everyPageIsReadOnceInListOrder() {
        Simulator digivault = holding(TWELVE);
        assertThat(Digivault.ids(Digivault.drain(source().scanFrom(null)))).isEqualTo(TWELVE);
        assertThat(digivault.digivaultCalls().count()).isEqualTo(3);
    }

    @Test
    void emptyListHasNoContacts() {
        holding(List.of());
        assertThat(source().scanFrom(null).hasNext()).isFalse();
    }

    @Test
    void pagesSmallerThanRequestedAreReadCompletely() {
        SimulatorOptions options = SimulatorOptions.defaults();
        Simulator digivault =
                holding(TWELVE, options.withDigivault(options.digivault().withMaxPageSize(3)));
        assertThat(Digivault.ids(Digivault.drain(source().scanFrom(null)))).isEqualTo(TWELVE);
        assertThat(digivault.digivaultCalls().count()).isEqualTo(4);
    }

    @Test
    void emptyPagesThatReportMoreAreRequestedAgain() {
        Simulator digivault = holding(TWELVE);
        digivault.faults().set(Fault.digivault(new Fault.Effect.Endless()).next(2));
        assertThat(Digivault.ids(Digivault.drain(source().scanFrom(null)))).isEqualTo(TWELVE);
        assertThat(digivault.digivaultCalls().count()).isEqualTo(5);
    }

    @Test
    void repeatedEmptyPagesFailTheScan() {
        Simulator digivault = holding(TWELVE);
        digivault.faults().set(Fault.digivault(new Fault.Effect.Endless()));
        assertThatThrownBy(() -> source().scanFrom(null).hasNext())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("empty pages");
        assertThat(digivault.digivaultCalls().count()).isEqualTo(3);
    }

    @Test
    void ignoredCursorFailsTheScan() {
        Simulator digivault = holding(TWELVE);
        digivault.faults().set(Fault.digivault(new Fault.Effect.IgnoreCursor()));
        assertThatThrownBy(() -> Digivault.drain(source().scanFrom(null)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("ignores the cursor");
        assertThat(digivault.digivaultCalls().count()).isEqualTo(2);
    }

    @Test
    void contactsOnOverlappingPagesAreReturnedOnce() {
        Simulator digivault = holding(TWELVE);
        digivault.faults().set(Fault.digivault(new Fault.Effect.Repeat()));
        Scan scan = source().scanFrom(null);
        assertThat(Digivault.ids(Digivault.drain(scan))).isEqualTo(TWELVE);
        assertThat(TWELVE).allMatch(scan::hasSeen);
        assertThat(scan.hasSeen("c13")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND,4", "NOT_FOUND,8", "BAD_REQUEST,4", "BAD_REQUEST,8",
        "EMPTY_PAGE,4", "EMPTY_PAGE,8", "FROM_START,4", "FROM_START,8"
    })
    void deletedCursorContactLosesNoContact(DigivaultOptions.UnknownCursor unknown, int gone) {
        Simulator digivault = holding(TWELVE, unknown);
        Scan scan = source().scanFrom(null);
        List<String> read = new ArrayList<>();
        while (scan.hasNext()) {
            String id = scan.next().id();
            read.add(id);
            if (id.equals("c" + gone)) {
                digivault.digivault().remove(id);
            }
        }
        assertThat(read).isEqualTo(TWELVE);
        assertThat(digivault.digivaultCalls().count()).isLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource
    void deletedPageLosesNoContact(DigivaultOptions.UnknownCursor unknown) {
        Simulator digivault = holding(TWELVE, unknown);
        Scan scan = source().scanFrom(null);
        List<String> read = new ArrayList<>();
        while (scan.hasNext()) {
            String id = scan.next().id();
            read.add(id);
            if (id.equals("c8")) {
                List.of("c5", "c6", "c7", "c8").forEach(digivault.digivault()::remove);
            }
        }
        assertThat(read).isEqualTo(TWELVE);
    }

    @ParameterizedTest
    @EnumSource
    void lastContactMayBeDeletedWhileTheLastPageIsRead(DigivaultOptions.UnknownCursor unknown) {
        Simulator digivault = holding(TWELVE, unknown);
        Scan scan = source().scanFrom(null);
        List<String> read = new ArrayList<>();
        while (scan.hasNext()) {
            read.add(scan.next().id());
            digivault.digivault().remove("c12");
        }
        assertThat(read).isEqualTo(TWELVE.subList(0, 11));
    }

    @ParameterizedTest
    @EnumSource
    void scanResumesAfterItsPosition(DigivaultOptions.UnknownCursor unknown) {
        holding(TWELVE, unknown);
        Scan scan = source().scanFrom("c5");
        assertThat(scan.fromStart()).isFalse();
        assertThat(Digivault.ids(Digivault.drain(scan))).isEqualTo(TWELVE.subList(5, 12));
    }

    @ParameterizedTest
    @EnumSource
    void scanResumedAfterTheLastContactIsEmpty(DigivaultOptions.UnknownCursor unknown) {
        holding(TWELVE, unknown);
        Scan scan = source().scanFrom("c12");
        assertThat(scan.fromStart()).isFalse();
        assertThat(scan.hasNext()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void scanRestartsIfItsPositionWasDeleted(DigivaultOptions.UnknownCursor unknown) {
        Simulator digivault = holding(TWELVE, unknown);
        digivault.digivault().remove("c5");
        Scan scan = source().scanFrom("c5");
        assertThat(scan.fromStart()).isTrue();
        assertThat(Digivault.drain(scan)).hasSize(11);
        assertThat(digivault.digivaultCalls().count()).isLessThanOrEqualTo(6);
    }

    @Test
    void contactsAddedWhileScanningAreRead() {
        Simulator digivault = holding(TWELVE);
        Scan scan = source().scanFrom(null);
        SourceItem first = scan.next();
        digivault.digivault().put(Digivault.contact("late"));
        assertThat(first.id()).isEqualTo("c1");
        assertThat(Digivault.ids(Digivault.drain(scan))).endsWith("c12", "late");
    }

    @Test
    void contactIsReadByIdAndUnknownIdIsEmpty() {
        Simulator digivault = holding(TWELVE);
        assertThat(source().get("c7")).isPresent();
        assertThat(source().get("nobody")).isEmpty();
        assertThat(source().get("..")).isEmpty();
        assertThat(digivault.digivaultCalls().count(EndpointKind.GET)).isEqualTo(2);
    }
}
