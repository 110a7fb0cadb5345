package io.contactsync.job.system;

import io.contactsync.contact.source.Scan;
import io.contactsync.contact.source.Source;
import io.contactsync.jobfile.JobFile;
import io.contactsync.mapping.Condition;
import io.contactsync.road.preparation.Preparation;
import io.contactsync.road.preparation.Prepared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a job makes of the first contacts of its CSV source, without asking or sending anything. */
public final class Preview {

    private Preview() {}

    /**
     * Maps the first contacts for the job's first channel.
     *
     * @param file a job with a CSV source
     * @param most how many at most
     * @return what becomes of each
     * @throws io.contactsync.jobfile.yaml.JobFileError if an expression of the job file is wrong
     */
    public static List<Prepared> of(JobFile file, int most) {
        Expressions expressions = Expressions.compile(file, Instant.now());
        Condition when = expressions.when().values().iterator().next();
        Preparation preparation = new Preparation(expressions.mapping(), when);
        List<Prepared> prepared = new ArrayList<>();
        try (Source source = CsvEnds.source(file);
                Scan scan = source.after(null)) {
            while (scan.hasNext() && prepared.size() < most) {
                prepared.add(preparation.of(scan.next()));
            }
        }
        return prepared;
    }
}
