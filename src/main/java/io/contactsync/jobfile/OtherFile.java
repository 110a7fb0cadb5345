package io.contactsync.jobfile;

import io.contactsync.jobfile.setting.SourceSettings;
import io.contactsync.jobfile.setting.TargetSettings;
import io.contactsync.jobfile.yaml.JobFileError;
import java.nio.file.Path;

/** Puts another CSV file in the place of the one that a job file names. */
final class OtherFile {

    private OtherFile() {}

    /**
     * Exchanges the file.
     *
     * @param job the job
     * @param file the other file, absolute
     * @return the job with it
     */
    static JobFile of(JobFile job, Path file) {
        JobFile other = exchange(job, file);
        Combinations.check(other);
        return other;
    }

    private static JobFile exchange(JobFile job, Path file) {
        if (job.source() instanceof SourceSettings.Csv csv) {
            return with(
                    job,
                    new SourceSettings.Csv(file, csv.id(), csv.delimiter(), csv.charset(), csv.guardFormulas()),
                    job.target());
        }
        if (job.target() instanceof TargetSettings.Csv csv) {
            return with(job, job.source(), new TargetSettings.Csv(file, csv.guardFormulas()));
        }
        throw new JobFileError(
                job.file().toString(), "another file was given; allowed: only where the source or the target is csv");
    }

    private static JobFile with(JobFile job, SourceSettings source, TargetSettings target) {
        return new JobFile(
                job.file(),
                job.name(),
                source,
                target,
                job.mode(),
                job.match(),
                job.preload(),
                job.onAmbiguous(),
                job.fields(),
                job.blank(),
                job.tags(),
                job.onMissing(),
                job.stopWhen(),
                job.retry(),
                job.notification(),
                job.places());
    }
}
