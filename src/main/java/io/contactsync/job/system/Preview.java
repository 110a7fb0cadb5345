package io.contactsync.job.system;

import io.contactsync.connector.ApiServer;
import io.contactsync.connector.ConnectorContext;
import io.contactsync.contact.source.Scan;
import io.contactsync.contact.source.Source;
import io.contactsync.http.ApiClient;
import io.contactsync.http.StopSignal;
import io.contactsync.jobfile.JobFile;
import io.contactsync.mapping.Condition;
import io.contactsync.road.preparation.Preparation;
import io.contactsync.road.preparation.Prepared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a job makes of the first contacts of a source that is a local file, without any call. */
public final class Preview {

    private Preview() {}

    /**
     * Maps the first contacts for the job's first channel.
     *
     * @param file a job whose source makes no calls
     * @param most how many at most
     * @return what becomes of each
     * @throws io.contactsync.jobfile.yaml.JobFileError if an expression of the job file is wrong
     */
    public static List<Prepared> of(JobFile file, int most) {
        Expressions expressions = Expressions.compile(file, Instant.now());
        Condition when = expressions.when().values().iterator().next();
        Preparation preparation = new Preparation(expressions.mapping(), when);
        List<Prepared> prepared = new ArrayList<>();
        try (Source source = file.source()
                        .open(RunConnections.request(file), new NoCalls())
                        .source();
                Scan scan = source.after(null)) {
            while (scan.hasNext() && prepared.size() < most) {
                prepared.add(preparation.of(scan.next()));
            }
        }
        return prepared;
    }

    /** Refuses every client. */
    private static final class NoCalls implements ConnectorContext {

        @Override
        public ApiClient openClient(ApiServer server) {
            throw new IllegalArgumentException("a preview makes no calls, not even to " + server.name());
        }

        @Override
        public StopSignal stop() {
            return new StopSignal();
        }
    }
}
