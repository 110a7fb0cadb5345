package io.contactsync.http;

/** What a call may do after waiting for the circuit breaker. */
enum OutageDecision {
    /** The circuit is closed: the call may be sent. */
    PROCEED,
    /** This call is the probe; {@link CircuitBreaker#probeFinished} must be called after it. */
    PROBE,
    /** The outage has lasted too long: the run must stop. */
    GIVE_UP
}
