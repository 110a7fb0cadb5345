package io.contactsync.connector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The connectors that a job file can name. */
public final class ConnectorRegistry {

    private final Map<String, Connector> connectors = new LinkedHashMap<>();

    /**
     * Registers connectors.
     *
     * @param connectors the connectors, in the order in which messages list them
     * @throws IllegalArgumentException if two have the same key
     */
    public ConnectorRegistry(List<? extends Connector> connectors) {
        for (Connector connector : connectors) {
            if (this.connectors.put(connector.key(), connector) != null) {
                throw new IllegalArgumentException("two connectors have the key " + connector.key());
            }
        }
    }

    /** Returns the keys of all connectors, in the order of registration. */
    public List<String> keys() {
        return List.copyOf(connectors.keySet());
    }

    /**
     * Returns the connector with a key.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Connector get(String key) {
        return Optional.ofNullable(connectors.get(key))
                .orElseThrow(() -> new IllegalArgumentException("there is no connector " + key));
    }

    /**
     * Lists the connectors whose targets have a capability, for a message.
     *
     * @return their titles, joined by "or"
     */
    public String titlesWith(TargetSettings.Capability capability) {
        return connectors.values().stream()
                .filter(connector -> connector.targetCapabilities().contains(capability))
                .map(Connector::title)
                .collect(Collectors.joining(" or "));
    }

    /**
     * Lists the keys of some connectors, for a message.
     *
     * @return the keys, joined by "or"
     */
    public String keysOf(Predicate<Connector> filter) {
        return connectors.values().stream().filter(filter).map(Connector::key).collect(Collectors.joining(" or "));
    }
}
