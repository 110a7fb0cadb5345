package io.contactsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import io.contactsync.connector.SourceException;
import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ScanRegistryTest {

    /** Gives out numbers, and can be slow, broken or counted. */
    private static final class Numbers implements Source {

        private final int count;
        private final AtomicInteger given = new AtomicInteger();
        private volatile boolean closed;
        private int brokenAt = Integer.MAX_VALUE;
        private CountDownLatch open = new CountDownLatch(0);

        private Numbers(int count) {
            this.count = count;
        }

        @Override
        public Scan scanFrom(@Nullable String position) {
            return new Scan() {
                private int next = position == null ? 0 : Integer.parseInt(position) + 1;

                @Override
                public boolean fromStart() {
                    return position == null;
                }

                @Override
                public boolean hasNext() {
                    try {
                        open.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    if (next == brokenAt) {
                        throw new SourceException("broken at " + next);
                    }
                    return next < count;
                }

                @Override
                public SourceItem next() {
                    given.incrementAndGet();
                    String id = String.valueOf(next++);
                    return new SourceItem.Invalid(id, "a number", id);
                }

                @Override
                public boolean hasSeen(String id) {
                    return Integer.parseInt(id) < next;
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }

        @Override
        public Optional<Contact> get(String id) {
            return Optional.empty();
        }

        @Override
        public OptionalLong total() {
            return OptionalLong.of(count);
        }

        @Override
        public int pageSize() {
            return 1;
        }

        @Override
        public void close() {}
    }

    private static List<String> ids(List<SourceItem> readings) {
        return readings.stream().map(SourceItem::id).toList();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    private static List<String> all(SharedScan.Reader reader, Random lengths) {
        List<String> ids = new ArrayList<>();
        for (List<SourceItem> stretch = reader.read(1 + lengths.nextInt(50));
                !stretch.isEmpty();
                stretch = reader.read(1 + lengths.nextInt(50))) {
            ids.addAll(ids(stretch));
        }
        reader.leave();
        return ids;
    }

    @Test
    void everyChannelGetsEveryReadingInOrderAtItsOwnPace() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int count = random.nextInt(50_000);
            int channels = 1 + random.nextInt(4);
            Numbers source = new Numbers(count);
            ScanRegistry scans = ScanRegistry.readAhead(source, channels, () -> false);
            ExecutorService executor = Executors.newFixedThreadPool(channels);
            List<Callable<List<String>>> readers = new ArrayList<>();
            for (int i = 0; i < channels; i++) {
                Random own = new Random(random.nextLong());
                SharedScan.Reader reader = scans.join(null);
                readers.add(() -> all(reader, own));
            }
            for (Future<List<String>> read : executor.invokeAll(readers)) {
                assertThat(read.get()).isEqualTo(numbers(0, count));
            }
            executor.shutdown();
            assertThat(source.given.get()).isEqualTo(count);
            assertThat(source.closed).isTrue();
        }
    }

    @Test
    void readsAheadSoFarAndNoFurther() throws Exception {
        Numbers source = new Numbers(10_000);
        SharedScan.Reader reader =
                ScanRegistry.readAhead(source, 1, () -> false).join(null);
        assertThat(ids(reader.read(1))).containsExactly("0");
        while (source.given.get() < 1_000) {
            Thread.onSpinWait();
        }
        // What is given out, what waits, and what is in the thread's hand.
        assertThat(source.given.get()).isBetween(1_000, 1_003);
        reader.leave();
        assertThat(source.closed).isTrue();
    }

    @Test
    void nothingIsReadThatNobodyAsksFor() {
        Numbers source = new Numbers(10_000);
        SharedScan.Reader reader = ScanRegistry.asAsked(source, 1).join(null);
        assertThat(ids(reader.read(5))).isEqualTo(numbers(0, 5));
        assertThat(source.given.get()).isEqualTo(5);
    }

    @Test
    void failureOfTheSourceComesBehindWhatWasReadBefore() {
        Numbers source = new Numbers(10_000);
        source.brokenAt = 2_500;
        SharedScan.Reader reader =
                ScanRegistry.readAhead(source, 1, () -> false).join(null);
        List<String> read = new ArrayList<>();
        assertThatThrownBy(() -> {
                    while (true) {
                        read.addAll(ids(reader.read(1_000)));
                    }
                })
                .isInstanceOf(SourceException.class)
                .hasMessage("broken at 2500");
        assertThat(read).isEqualTo(numbers(0, 2_500));
    }

    @Test
    void askedToStopNobodyWaitsForASlowSource() {
        Numbers source = new Numbers(10);
        source.open = new CountDownLatch(1);
        AtomicBoolean stop = new AtomicBoolean();
        SharedScan.Reader reader = ScanRegistry.readAhead(source, 1, stop::get).join(null);
        stop.set(true);
        assertThatThrownBy(() -> reader.read(10)).isInstanceOf(RunStoppedException.class);
        reader.leave();
        assertThat(source.closed).isTrue();
    }

    @Test
    void channelsThatBeginAtOnePlaceShareAScanAndOthersDoNot() {
        Numbers source = new Numbers(100);
        ScanRegistry scans = ScanRegistry.asAsked(source, 3);
        SharedScan.Reader first = scans.join(null);
        SharedScan.Reader second = scans.join(null);
        SharedScan.Reader third = scans.join("49");
        assertThat(first.scan()).isSameAs(second.scan()).isNotSameAs(third.scan());
        assertThat(ids(third.read(1_000))).isEqualTo(numbers(50, 100));
    }
}
