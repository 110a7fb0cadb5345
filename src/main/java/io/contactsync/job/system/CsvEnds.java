package io.contactsync.job.system;

import io.contactsync.contact.target.Target;
import io.contactsync.csv.CsvOptions;
import io.contactsync.csv.CsvSource;
import io.contactsync.csv.CsvTarget;
import io.contactsync.csv.CsvTargetOptions;
import io.contactsync.jobfile.JobFile;
import io.contactsync.jobfile.setting.FieldRule;
import io.contactsync.jobfile.setting.SourceSettings;
import io.contactsync.jobfile.setting.TargetSettings;
import io.contactsync.jobfile.setting.TargetSettings.Channel;
import io.contactsync.jobfile.setting.Token;
import io.contactsync.ledger.run.Run;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Puts the CSV files of a job together. */
public final class CsvEnds {

    private CsvEnds() {}

    /** The job's CSV file, which is read through when it is opened first. */
    static CsvSource source(JobFile file) {
        SourceSettings.Csv csv = (SourceSettings.Csv) file.source();
        List<String> phones = file.fields().stream()
                .filter(rule ->
                        rule.expression().contains("e164") || rule.name().startsWith("phone"))
                .map(FieldRule::expression)
                .toList();
        return CsvSource.open(
                new CsvOptions(csv.file(), csv.id(), csv.delimiter(), csv.charset(), csv.guardFormulas(), phones));
    }

    /** Fingerprints of what the source holds, where they can be told before a run begins. */
    public static Map<String, String> content(JobFile file) {
        return file.source() instanceof SourceSettings.Csv
                ? Map.of("source content", source(file).fingerprint())
                : Map.of();
    }

    /** The one channel of a file. */
    static Channel channel(JobFile file) {
        if (file.mode() != JobFile.Mode.UPSERT) {
            throw file.at("mode", 1, "every run writes a CSV target anew, whole; allowed: upsert");
        }
        return new Channel("csv", new Token(""), OptionalInt.empty(), 0, false, "true");
    }

    /** The file that a run writes: a sample has its own. */
    static Target target(JobFile file, Run run) {
        TargetSettings.Csv csv = (TargetSettings.Csv) file.target();
        CsvTargetOptions options = new CsvTargetOptions(
                csv.file(),
                file.fields().stream().map(FieldRule::name).toList(),
                !file.tags().isEmpty(),
                csv.guardFormulas());
        return new CsvTarget(run.sample() ? options.forSample() : options);
    }
}
