package io.contactsync.simulator.wire;

import io.contactsync.simulator.call.Arrival;
import io.contactsync.simulator.call.OpenCall;
import io.contactsync.simulator.call.Side;
import io.contactsync.simulator.fault.Strike;
import io.contactsync.simulator.limit.Verdict;

/** One of the two services: what it answers, apart from when and whether the answer arrives. */
public interface Service {

    Side side();

    /** {@return what a request asks for, and whose token it carries} */
    Arrival classify(Request request);

    /**
     * Counts a call against the token's limit.
     *
     * @return whether it may pass
     */
    Verdict admit(OpenCall call);

    /** {@return the answer to a token that is nobody's} */
    Reply unauthorised(Request request);

    /** {@return the answer to a call over the limit} */
    Reply tooMany(Request request, OpenCall call, Verdict verdict);

    /**
     * Does what is asked for.
     *
     * @param call the call's entry, to be told the fields or tags it carries and the contact that came of it
     * @param strike faults that change the work itself
     */
    Reply perform(Request request, OpenCall call, Verdict verdict, Strike strike);

    /** {@return a 200 whose body says that it failed} */
    Reply errorIn200(String message);
}
