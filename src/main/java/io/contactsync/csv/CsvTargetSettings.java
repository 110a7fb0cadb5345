package io.contactsync.csv;

import io.contactsync.connector.Connector;
import io.contactsync.connector.ConnectorContext;
import io.contactsync.connector.EndpointSettings;
import io.contactsync.connector.TargetSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a CSV target.
 *
 * @param file the file, absolute
 * @param guardFormulas whether an apostrophe is put before a cell that a spreadsheet would execute
 */
record CsvTargetSettings(Path file, boolean guardFormulas) implements TargetSettings {

    @Override
    public Connector connector() {
        return new CsvConnector();
    }

    @Override
    public List<String> identity() {
        return List.of(CsvConnector.KEY, file.toString());
    }

    @Override
    public EndpointSettings.LedgerIdentity ledgerIdentity() {
        return EndpointSettings.LedgerIdentity.anywhere(CsvConnector.KEY);
    }

    @Override
    public Optional<Path> localFile() {
        return Optional.of(file);
    }

    @Override
    public Optional<TargetSettings> withFile(Path other) {
        return Optional.of(new CsvTargetSettings(other, guardFormulas));
    }

    @Override
    public List<TargetSettings.Channel> targetChannels() {
        return List.of(TargetSettings.Channel.local(CsvConnector.KEY));
    }

    @Override
    public Optional<String> fieldProblem(String field, boolean hasTags) {
        return hasTags && field.equals("tags")
                ? Optional.of("the column 'tags' contains the job's tags; allowed: another name")
                : Optional.empty();
    }

    /** A sample is written to a separate file. */
    @Override
    public TargetSettings.Connection open(TargetSettings.Request request, ConnectorContext context) {
        CsvTargetOptions options =
                new CsvTargetOptions(file, request.fields(), !request.tags().isEmpty(), guardFormulas);
        return TargetSettings.Connection.local(new CsvTarget(request.sample() ? options.forSample() : options));
    }
}
