package io.contactsync.simulator.server;

/** One of the two simulated services. It creates the responses; {@link RequestPipeline} delays, sends or drops them. */
public interface SimulatorService {

    SimulatedService side();

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
}
