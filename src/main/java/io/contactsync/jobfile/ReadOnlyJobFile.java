package io.contactsync.jobfile;

import java.util.List;

/** A job file changed for commands that only ask: what they change says nothing about what a run writes. */
public final class ReadOnlyJobFile {
    private ReadOnlyJobFile() {}

    /**
     * The same job with other patience.
     *
     * @param job the job
     * @param retry how often and how long is tried
     * @return a copy
     */
    public static JobFile withRetry(JobFile job, JobFile.Retry retry) {
        return with(job, job.match(), retry);
    }

    /**
     * The same job that looks contacts up by other fields.
     *
     * @param job the job
     * @param match the fields
     * @return a copy
     */
    public static JobFile withMatch(JobFile job, List<String> match) {
        return with(job, match, job.retry());
    }

    private static JobFile with(JobFile job, List<String> match, JobFile.Retry retry) {
        return new JobFile(
                job.file(),
                job.name(),
                job.source(),
                job.target(),
                job.mode(),
                match,
                job.preload(),
                job.onAmbiguous(),
                job.fields(),
                job.blank(),
                job.tags(),
                job.onMissing(),
                job.stopWhen(),
                retry,
                job.notification(),
                job.locations());
    }
}
