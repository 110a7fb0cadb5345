package io.contactsync.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.csv.CsvConnector;
import io.contactsync.heyx.HeyxConnector;
import io.contactsync.memory.MemoryConnector;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectorRegistryTest {

    private final ConnectorRegistry registry =
            new ConnectorRegistry(List.of(new HeyxConnector(), new CsvConnector(), new MemoryConnector()));

    @Test
    void keysKeepTheOrderOfRegistration() {
        assertThat(registry.keys()).containsExactly("heyx", "csv", "memory");
        assertThat(registry.get("csv").title()).isEqualTo("CSV");
    }

    @Test
    void titlesOfTheConnectorsWithACapabilityAreJoined() {
        assertThat(registry.titlesWith(TargetSettings.Capability.TAGS)).isEqualTo("HeyX or CSV or Memory");
        assertThat(registry.titlesWith(TargetSettings.Capability.SNAPSHOT)).isEqualTo("CSV");
        assertThat(registry.keysOf(Connector::isFile)).isEqualTo("csv");
    }

    @Test
    void repeatedAndUnknownKeysAreRejected() {
        List<Connector> twice = List.of(new CsvConnector(), new CsvConnector());

        assertThatThrownBy(() -> new ConnectorRegistry(twice)).hasMessage("two connectors have the key csv");
        assertThatThrownBy(() -> registry.get("ldap")).hasMessage("there is no connector ldap");
    }
}
