package io.contactsync.http.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateBufferTest {

    private static final int LENGTH = 2 * StateBuffer.BLOCK + 7;

    @Test
    void checksumAfterChangesIsThatOfTheContents() {
        long seed = System.nanoTime();
        System.out.println("seed of checksums: " + seed);
        Random random = new Random(seed);
        long[] expected = new long[LENGTH];
        StateBuffer buffer = StateBuffer.allocate(LENGTH);
        for (int change = 0; change < 10_000; change++) {
            int at = random.nextInt(LENGTH);
            expected[at] = random.nextInt(3) == 0 ? random.nextInt(3) : random.nextLong();
            buffer.put(at, expected[at]);
        }
        long total = 0;
        for (int block = 0; block < buffer.blocks(); block++) {
            long[] contents = Arrays.copyOfRange(
                    expected, block * StateBuffer.BLOCK, Math.min(LENGTH, (block + 1) * StateBuffer.BLOCK));
            assertThat(buffer.block(block)).isEqualTo(contents);
            assertThat(buffer.checksum(block)).isEqualTo(StateBuffer.checksum(block, contents));
            total += buffer.checksum(block);
        }
        assertThat(buffer.checksum()).isEqualTo(total);
    }

    @Test
    void checksumDependsOnTheValuesAndTheirPositions() {
        long sound = StateBuffer.checksum(0, new long[] {1, 2, 3});
        assertThat(StateBuffer.checksum(0, new long[] {2, 1, 3})).isNotEqualTo(sound);
        assertThat(StateBuffer.checksum(0, new long[] {1, 2, 4})).isNotEqualTo(sound);
        assertThat(StateBuffer.checksum(0, new long[] {1, 2, 3, 0})).isNotEqualTo(sound);
        assertThat(StateBuffer.checksum(1, new long[] {1, 2, 3})).isNotEqualTo(sound);
    }

    @Test
    void sliceSharesLongsChecksumAndChanges() {
        StateBuffer buffer = StateBuffer.allocate(LENGTH);
        buffer.markSaved();
        StateBuffer slice = buffer.slice(StateBuffer.BLOCK, 3).slice(1, 2);

        slice.put(0, 42);

        assertThat(buffer.get(StateBuffer.BLOCK + 1)).isEqualTo(42);
        assertThat(slice.checksum()).isEqualTo(buffer.checksum());
        assertThat(buffer.isChanged(0)).isFalse();
        assertThat(buffer.isChanged(1)).isTrue();
        assertThatThrownBy(() -> slice.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void blocksHaveChangedUntilTheyAreSavedOrLoaded() {
        StateBuffer buffer = StateBuffer.allocate(LENGTH);
        assertThat(buffer.isChanged(0) && buffer.isChanged(1) && buffer.isChanged(2))
                .isTrue();
        buffer.markSaved();
        assertThat(buffer.isChanged()).isFalse();

        buffer.put(0, 0);
        assertThat(buffer.isChanged()).isFalse();
        buffer.put(LENGTH - 1, 1);
        assertThat(buffer.isChanged(2)).isTrue();
        buffer.load(2, new long[] {1, 2, 3, 4, 5, 6, 7});

        assertThat(buffer.isChanged()).isFalse();
        assertThat(buffer.block(2)).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(buffer.checksum(2)).isEqualTo(StateBuffer.checksum(2, buffer.block(2)));
    }
}
