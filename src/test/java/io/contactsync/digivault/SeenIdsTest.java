package io.contactsync.digivault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenIdsTest {

    @Test
    void idIsNewOnlyOnce() {
        SeenIds seen = new SeenIds();
        assertThat(seen.contains("a")).isFalse();
        assertThat(seen.add("a")).isTrue();
        assertThat(seen.add("a")).isFalse();
        assertThat(seen.contains("a")).isTrue();
        assertThat(seen.size()).isEqualTo(1);
    }

    @Test
    void idsDifferByCaseAndSpaces() {
        SeenIds seen = new SeenIds();
        for (String id : new String[] {"a", "A", "a ", " a", "", "ä", "a\u0308"}) {
            assertThat(seen.add(id)).as("'%s'", id).isTrue();
        }
    }

    @Test
    void matchesAHashSetWhileGrowing() {
        SeenIds seen = new SeenIds();
        Set<String> model = new HashSet<>();
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            String id = "id" + random.nextInt(70_000);
            assertThat(seen.contains(id)).as(id).isEqualTo(model.contains(id));
            assertThat(seen.add(id)).as(id).isEqualTo(model.add(id));
        }
        assertThat(seen.size()).isEqualTo(model.size());
        assertThat(model).allMatch(seen::contains);
        assertThat(seen.contains("id70001")).isFalse();
    }
}
