package io.contactsync.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalStreakTest {

    private final RefusalStreak streak = new RefusalStreak();

    private List<String> refuse(int times, String message) {
        List<String> last = List.of();
        for (int i = 1; i <= times; i++) {
            last = streak.addRefusal("c" + i, message);
        }
        return last;
    }

    @Test
    void reachesTheLimitAfterTwentyIdenticalRefusals() {
        assertThat(refuse(19, "no")).isEmpty();
        assertThat(streak.addRefusal("c20", "no"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 20).mapToObj(i -> "c" + i).toList());
    }

    @Test
    void addsRefusalsAfterTheLimitToTheStreak() {
        refuse(20, "no");
        assertThat(streak.addRefusal("c21", "no")).hasSize(21).contains("c1", "c21");
    }

    @Test
    void otherMessageStartsANewStreak() {
        refuse(19, "no");
        assertThat(streak.addRefusal("x", "never")).isEmpty();
        assertThat(refuse(19, "no")).isEmpty();
    }

    @Test
    void resetEndsTheStreak() {
        refuse(19, "no");
        streak.reset();
        assertThat(refuse(19, "no")).isEmpty();
    }
}
