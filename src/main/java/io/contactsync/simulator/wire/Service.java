package io.contactsync.simulator.wire;

import io.contactsync.simulator.call.Arrival;
import io.contactsync.simulator.call.OpenCall;
import io.contactsync.simulator.call.Side;
import io.contactsync.simulator.fault.Strike;
import io.contactsync.simulator.limit.Verdict;

/** One of the two simulated services. It creates the responses; {@link ServiceDesk} delays, sends or drops them. */
public interface Service {

    Side side();

    /** {@return the endpoint of a request and the channel of its token} */
    Arrival classify(Request request);

    /** Counts a call against the limit of its token and decides whether it is admitted. */
    Verdict admit(OpenCall call);

    /** {@return the response to an unknown token} */
    Reply unauthorized(Request request);

    /** {@return the response to a call over the limit} */
    Reply tooManyRequests(Request request, OpenCall call, Verdict admission);

    /**
     * Handles an admitted request.
     *
     * @param call the log entry, which takes the number of fields or tags in the body and the id of a created contact
     * @param triggered the triggered faults; some change how the request is handled
     */
    Reply handle(Request request, OpenCall call, Verdict admission, Strike triggered);

    /** {@return a response with status 200 whose body reports an error} */
    Reply errorIn200(String message);
}
