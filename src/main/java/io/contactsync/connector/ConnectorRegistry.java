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
     * @param connectors the connectors, in the order in which messages name them
     * @throws IllegalArgumentException when two have the same key
     */
    public ConnectorRegistry(List<? extends Connector> connectors) {
        for (Connector connector : connectors) {
            if (this.connectors.put(connector.key(), connector) != null) {
                throw new IllegalArgumentException("two connectors have the key " + connector.key());
            }
        }
    }

    /**
     * The keys of all connectors.
     *
     * @return the keys, in the order of registration
     */
    public List<String> keys() {
        return List.copyOf(connectors.keySet());
    }

    /**
     * The connector with a key.
     *
     * @param key one of {@link #keys}
     * @return the connector
     * @throws IllegalArgumentException when there is none
     */
    public Connector get(String key) {
        return Optional.ofNullable(connectors.get(key))
                .orElseThrow(() -> new IllegalArgumentException("there is no connector " + key));
    }

    /**
     * Names the connectors whose targets have a capability, for a sentence.
     *
     * @param capability the capability
     * @return their titles, joined by "or"
     */
    public String titlesWith(TargetSettings.Capability capability) {
        return connectors.values().stream()
                .filter(connector -> connector.targetCapabilities().contains(capability))
                .map(Connector::title)
                .collect(Collectors.joining(" or "));
    }

    /**
     * Names the keys of connectors, for a sentence.
     *
     * @param which the connectors to name
     * @return their keys, joined by "or"
     */
    public String keysOf(Predicate<Connector> which) {
        return connectors.values().stream().filter(which).map(Connector::key).collect(Collectors.joining(" or "));
    }
}
