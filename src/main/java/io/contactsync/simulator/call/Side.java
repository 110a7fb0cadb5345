package io.contactsync.simulator.call;

/** The two services. */
public enum Side {
    HEYX("heyx"),
    DIGIVAULT("digivault");

    private final String jsonName;

    Side(String jsonName) {
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
    public static Side of(String jsonName) {
        for (Side service : values()) {
            if (service.jsonName.equals(jsonName)) {
                return service;
            }
        }
        throw new IllegalArgumentException("service must be heyx or digivault, not '" + jsonName + "'");
    }
}
