package io.contactsync.simulator.server;

import org.jspecify.annotations.Nullable;

/** One of the two simulated services. It creates the responses; {@link RequestPipeline} delays, sends or drops them. */
public interface SimulatorService {

    /** {@return which of the two services this is} */
    Name name();

    /** {@return the endpoint of a request and the channel of its token} */
    IncomingCall classify(SimulatorRequest request);

    /** Counts a call against the limit of its token and decides whether it is admitted. */
    LimitWindow.Admission admit(PendingCall call);

    /** {@return the response to an unknown token} */
    SimulatorResponse unauthorized(SimulatorRequest request);

    /** {@return the response to a call over the limit} */
    SimulatorResponse tooManyRequests(SimulatorRequest request, PendingCall call, LimitWindow.Admission admission);

    /**
     * Handles an admitted request.
     *
     * @param call the log entry, which takes the number of fields or tags in the body and the id of a created contact
     * @param triggered the triggered faults; some change how the request is handled
     */
    SimulatorResponse handle(
            SimulatorRequest request, PendingCall call, LimitWindow.Admission admission, TriggeredFaults triggered);

    /** {@return a response with status 200 whose body reports an error} */
    SimulatorResponse errorIn200(String message);

    /**
     * A call as it arrives, before its token and the limit are checked.
     *
     * @param path the raw path and query
     * @param channel the token's channel, "digivault" for DigiVault, empty for an unknown token
     * @param contactId the contact id in the path, null if there is none
     */
    record IncomingCall(
            String method,
            String path,
            EndpointKind kind,
            String channel,
            @Nullable String contactId) {

        /** {@return whether the token is known} */
        public boolean isAuthorized() {
            return !channel.isEmpty();
        }
    }

    /** The name of a simulated service. */
    enum Name {
        HEYX("heyx"),
        DIGIVAULT("digivault");

        private final String jsonName;

        Name(String jsonName) {
            this.jsonName = jsonName;
        }

        /** {@return the name in JSON and in paths} */
        public String jsonName() {
            return jsonName;
        }

        /**
         * {@return the name with this JSON form}
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Name parse(String jsonName) {
            for (Name service : values()) {
                if (service.jsonName.equals(jsonName)) {
                    return service;
                }
            }
            throw new IllegalArgumentException("service must be heyx or digivault, not '" + jsonName + "'");
        }
    }
}
