package io.contactsync.job;

import io.contactsync.connector.ConnectorContext;
import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import io.contactsync.http.ApiClient;
import io.contactsync.http.CancellationToken;
import io.contactsync.jobfile.JobFile;
import io.contactsync.mapping.Condition;
import io.contactsync.sync.ContactMapper;
import io.contactsync.sync.MappedContact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a job makes of the first contacts of a source that is a local file, without any call. */
public final class MappingPreview {

    private MappingPreview() {}

    /**
     * Maps the first contacts for the job's first channel.
     *
     * @param file a job whose source makes no calls
     * @param most how many at most
     * @return what becomes of each
     * @throws io.contactsync.jobfile.yaml.JobFileException if an expression of the job file is wrong
     */
    public static List<MappedContact> of(JobFile file, int most) {
        JobExpressions expressions = JobExpressions.compile(file, Instant.now());
        Condition when = expressions.when().values().iterator().next();
        ContactMapper preparation = new ContactMapper(expressions.mapping(), when);
        List<MappedContact> prepared = new ArrayList<>();
        try (Source source = file.source()
                        .open(RunConnections.request(file), new NoCalls())
                        .source();
                Scan scan = source.scanFrom(null)) {
            while (scan.hasNext() && prepared.size() < most) {
                prepared.add(preparation.of(scan.next()));
            }
        }
        return prepared;
    }

    /** Refuses every client. */
    private static final class NoCalls implements ConnectorContext {

        @Override
        public ApiClient openClient(ConnectorContext.Server server) {
            throw new IllegalArgumentException("a preview makes no calls, not even to " + server.name());
        }

        @Override
        public CancellationToken cancellation() {
            return new CancellationToken();
        }
    }
}
