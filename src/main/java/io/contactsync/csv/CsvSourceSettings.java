package io.contactsync.csv;

import io.contactsync.connector.Connector;
import io.contactsync.connector.ConnectorContext;
import io.contactsync.connector.EndpointSettings;
import io.contactsync.connector.SourceSettings;
import io.contactsync.mapping.KnownFields;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a CSV source.
 *
 * @param file the file, absolute
 * @param id the column with the contact's id
 * @param delimiter the cell separator, or empty if it is detected
 * @param charset the encoding, or empty if it is detected
 * @param guardFormulas whether an apostrophe before a formula is removed
 */
record CsvSourceSettings(
        Path file, String id, Optional<Character> delimiter, Optional<Charset> charset, boolean guardFormulas)
        implements SourceSettings {

    @Override
    public Connector connector() {
        return new CsvConnector();
    }

    @Override
    public List<String> identity() {
        return List.of(CsvConnector.KEY, file.toString(), id);
    }

    /** Each export may be a new file. The meaning of the ids depends on their column. */
    @Override
    public EndpointSettings.LedgerIdentity ledgerIdentity() {
        return EndpointSettings.LedgerIdentity.anywhere("csv by " + id);
    }

    @Override
    public Optional<Path> localFile() {
        return Optional.of(file);
    }

    @Override
    public Optional<SourceSettings> withFile(Path other) {
        return Optional.of(new CsvSourceSettings(other, id, delimiter, charset, guardFormulas));
    }

    @Override
    public KnownFields knownFields(SourceSettings.Request request) {
        return KnownFields.closed(Set.copyOf(open(request).fields()));
    }

    @Override
    public Optional<String> contentFingerprint(SourceSettings.Request request) {
        return Optional.of(open(request).fingerprint());
    }

    @Override
    public SourceSettings.Connection open(SourceSettings.Request request, ConnectorContext context) {
        return SourceSettings.Connection.local(open(request));
    }

    /** Reads the whole file the first time that it is opened. */
    private CsvSource open(SourceSettings.Request request) {
        List<String> phones = request.fields().stream()
                .filter(field ->
                        field.expression().contains("e164") || field.name().startsWith("phone"))
                .map(SourceSettings.MappedField::expression)
                .toList();
        return CsvSource.open(new CsvSourceOptions(file, id, delimiter, charset, guardFormulas, phones));
    }
}
