package io.contactsync.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NamedThreadFactoryTest {

    @Test
    void numbersDaemonThreads() {
        NamedThreadFactory factory = new NamedThreadFactory("support");

        Thread first = factory.newThread(() -> {});
        Thread second = factory.newThread(() -> {});

        assertThat(first.getName()).isEqualTo("support-1");
        assertThat(second.getName()).isEqualTo("support-2");
        assertThat(first.isDaemon()).isTrue();
    }

    @Test
    void singleThreadHasTheNameAndRunsTheTask() throws InterruptedException {
        AtomicReference<String> ranOn = new AtomicReference<>();

        Thread thread = NamedThreadFactory.daemon(
                "status", () -> ranOn.set(Thread.currentThread().getName()));
        thread.start();
        thread.join();

        assertThat(thread.isDaemon()).isTrue();
        assertThat(ranOn).hasValue("status");
    }
}
