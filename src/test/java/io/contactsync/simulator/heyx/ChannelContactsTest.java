package io.contactsync.simulator.heyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelContactsTest {

    private final AtomicLong now = new AtomicLong(1_700_000_000_000_000_000L);
    private final ChannelContacts channel = new ChannelContacts(ContactIdFormat.plain("support"), now::get);

    @ParameterizedTest
    @EnumSource
    void findsHiddenContactOnceItsTimeHasPassed(HeyxOptions.Search search) {
        channel.create(Map.of("phone", "1"), List.of());
        HeyxContact hidden = channel.create(Map.of("phone", "1"), List.of(), Duration.ofSeconds(5));
        assertThat(channel.find("phone", "1", search, 1).total()).isEqualTo(1);
        assertThat(channel.get(hidden.id())).contains(hidden);
        assertThat(channel.findAll("phone", "1")).hasSize(2);
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(channel.find("phone", "1", search, 1).contacts()).hasSize(2).contains(hidden);
    }

    @ParameterizedTest
    @EnumSource
    void doesNotFindRemovedOrChangedContactByOldValue(HeyxOptions.Search search) {
        HeyxContact removed = channel.create(Map.of("phone", "1"), List.of());
        HeyxContact changed = channel.create(Map.of("phone", "1"), List.of());
        assertThat(channel.find("phone", "1", search, 1).total()).isEqualTo(2);
        assertThat(channel.remove(removed.id())).isTrue();
        assertThat(channel.remove(removed.id())).isFalse();
        channel.put(changed.withFields(Map.of("phone", "2")));
        assertThat(channel.find("phone", "1", search, 1).total()).isZero();
        assertThat(channel.find("phone", "2", search, 1).total()).isEqualTo(1);
        assertThat(channel.contacts()).hasSize(1);
        assertThat(channel.size()).isEqualTo(1);
    }

    @Test
    void returnsLatePageOfLongList() {
        for (int i = 0; i < 20_000; i++) {
            channel.create(Map.of("source", "digivault", "n", i), List.of());
        }
        LookupPage page = channel.find("source", "digivault", HeyxOptions.Search.EXACT, 1_999);
        assertThat(page.total()).isEqualTo(20_000);
        assertThat(page.contacts().get(0).text("n")).isEqualTo("19980");
        assertThat(channel.find("source", "digivault", HeyxOptions.Search.EXACT, 99_999_999)
                        .contacts())
                .isEmpty();
    }

    @Test
    void doesNotReuseIdsAfterClear() {
        HeyxContact before = channel.create(Map.of(), List.of());
        channel.clear();
        assertThat(channel.size()).isZero();
        assertThat(channel.create(Map.of(), List.of()).id()).isNotEqualTo(before.id());
    }

    @Test
    void skipsGeneratedIdThatIsAlreadyUsed() {
        ContactIdFormat ids = ContactIdFormat.plain("support");
        channel.put(new HeyxContact(ids.idOf(0), Map.of("phone", "1"), List.of(), 0));
        assertThat(channel.create(Map.of(), List.of()).id()).isEqualTo(ids.idOf(1));
    }
}
