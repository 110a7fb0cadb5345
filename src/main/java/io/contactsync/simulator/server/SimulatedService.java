package io.contactsync.simulator.server;

/** The two services. */
public enum SimulatedService {
    HEYX("heyx"),
    DIGIVAULT("digivault");

    private final String jsonName;

    SimulatedService(String jsonName) {
        this.jsonName = jsonName;
    }

    /** {@return the name in JSON and in paths} */
    public String jsonName() {
        return jsonName;
    }

    /**
     * {@return the service with this JSON name}
     *
     * @throws IllegalArgumentException if there is none
     */
    public static SimulatedService of(String jsonName) {
        for (SimulatedService service : values()) {
            if (service.jsonName.equals(jsonName)) {
                return service;
            }
        }
        throw new IllegalArgumentException("service must be heyx or digivault, not '" + jsonName + "'");
    }
}
