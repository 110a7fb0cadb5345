package io.contactsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalStreakTest {

    private final RefusalStreak streak = new RefusalStreak();

    private List<String> refuse(int times, String message) {
        List<String> last = List.of();
        for (int i = 1; i <= times; i++) {
            last = streak.refused("c" + i, message);
        }
        return last;
    }

    @Test
    void twentyEqualRefusalsAreTooMany() {
        assertThat(refuse(19, "no")).isEmpty();
        assertThat(streak.refused("c20", "no"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 20).mapToObj(i -> "c" + i).toList());
    }

    @Test
    void contactsThatWereInHandBelongToTheStreakToo() {
        refuse(20, "no");
        assertThat(streak.refused("c21", "no")).hasSize(21).contains("c1", "c21");
    }

    @Test
    void anotherMessageBeginsAnotherStreak() {
        refuse(19, "no");
        assertThat(streak.refused("x", "never")).isEmpty();
        assertThat(refuse(19, "no")).isEmpty();
    }

    @Test
    void successEndsTheStreak() {
        refuse(19, "no");
        streak.succeeded();
        assertThat(refuse(19, "no")).isEmpty();
    }
}
