package io.contactsync.connector;

import io.contactsync.http.ApiClient;
import io.contactsync.http.StopSignal;

/** What a run provides to the connectors that it opens. */
public interface ConnectorContext {

    /**
     * Opens a client, with the job's retry rules, the token's rate limiter and the run's call counters.
     *
     * @param server the API to call
     * @return the client, to be closed by the connection that uses it
     */
    ApiClient openClient(ApiServer server);

    /**
     * Tells when the run has to stop.
     *
     * @return the signal; a connector that waits must wait with it
     */
    StopSignal stop();
}
