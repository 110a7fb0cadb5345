package io.contactsync.cli;

import io.contactsync.connector.ConnectorRegistry;
import io.contactsync.csv.CsvConnector;
import io.contactsync.digivault.DigivaultConnector;
import io.contactsync.heyx.HeyxConnector;
import java.util.List;

/** Registers the systems that this program knows. A new system is one package and one line here. */
public final class StandardConnectors {

    private StandardConnectors() {}

    /**
     * The connectors of this program.
     *
     * @return a registry of all of them
     */
    public static ConnectorRegistry registry() {
        return new ConnectorRegistry(List.of(
                new DigivaultConnector(), //
                new CsvConnector(),
                new HeyxConnector()));
    }
}
