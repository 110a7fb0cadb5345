package io.contactsync.http.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(buffer.checksum()).isEqualTo(StateBuffer.of(expected).checksum());
    }

    @Test
    void checksumDependsOnTheValuesAndTheirPositions() {
        long sound = StateBuffer.of(new long[] {1, 2, 3}).checksum();
        assertThat(StateBuffer.of(new long[] {2, 1, 3}).checksum()).isNotEqualTo(sound);
        assertThat(StateBuffer.of(new long[] {1, 2, 4}).checksum()).isNotEqualTo(sound);
        assertThat(StateBuffer.of(new long[] {1, 2, 3, 0}).checksum()).isNotEqualTo(sound);
    }

    @Test
    void sliceSharesLongsChecksumAndChanges() {
        StateBuffer buffer = StateBuffer.allocate(LENGTH);
        buffer.markSaved();
        StateBuffer slice = buffer.slice(StateBuffer.BLOCK, 3).slice(1, 2);

        slice.put(0, 42);

        assertThat(buffer.get(StateBuffer.BLOCK + 1)).isEqualTo(42);
        assertThat(slice.checksum()).isEqualTo(buffer.checksum());
        assertThat(buffer.changedBlocks()).containsExactly(1);
        assertThatThrownBy(() -> slice.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void changedBlocksAreThoseThatDifferFromTheFileWithTheFirstOneLast() {
        StateBuffer buffer = StateBuffer.allocate(LENGTH);
        assertThat(buffer.changedBlocks()).containsExactly(2, 1, 0);
        buffer.markSaved();
        assertThat(buffer.isChanged()).isFalse();

        buffer.put(0, 0);
        assertThat(buffer.isChanged()).isFalse();
        buffer.put(0, 1).put(LENGTH - 1, 1);

        assertThat(buffer.changedBlocks()).containsExactly(2, 0);
        assertThat(buffer.block(2)).hasSize(7).endsWith(1);
    }
}
