package io.contactsync.csv;

import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Pause;
import io.contactsync.connector.Target;
import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A CSV file as the target of contacts: RFC 4180, UTF-8, written in full by every run. The target id of a contact is
 * its source id.
 */
final class CsvTarget implements Target {

    private static final Logger LOG = LoggerFactory.getLogger(CsvTarget.class);
    private static final String TAGS = "tags";

    private final CsvTargetOptions options;
    private final PartialCsvFile part;
    private final String header;

    /** Creates a target whose file is moved into place when the run is complete. */
    public CsvTarget(CsvTargetOptions options) {
        this.options = options;
        this.part = new PartialCsvFile(options.file());
        List<String> names = new ArrayList<>(options.columns());
        if (options.tags()) {
            names.add(TAGS);
        }
        this.header = row(names);
    }

    @Override
    public boolean isSnapshot() {
        return true;
    }

    @Override
    public boolean resume(long settled) {
        return part.truncateToRows(header, settled);
    }

    /** {@return no match; existing rows are not looked up} */
    @Override
    public LookupResult find(Draft draft, Set<String> excludedFields, Freshness freshness, Pause pause) {
        return new LookupResult.NotFound();
    }

    /** {@return no match; the write of a row is never in doubt} */
    @Override
    public LookupResult resolveLostCreate(Draft draft, CreateSender sender, Pause pause) {
        return new LookupResult.NotFound();
    }

    @Override
    public Map<CallKind, Integer> expectedCalls(Change change) {
        return Map.of();
    }

    @Override
    public WriteResult write(Change change, WriteListener listener) {
        Map<String, Object> values = new HashMap<>();
        change.fields().forEach(field -> values.put(field.name(), field.value()));
        change.extraFields().forEach(field -> values.put(field.name(), field.value()));
        List<String> cells = new ArrayList<>();
        options.columns().forEach(column -> cells.add(text(values.getOrDefault(column, ""))));
        if (options.tags()) {
            cells.add(String.join(";", change.addTags()));
        }
        part.append(row(cells));
        listener.onEvent(new WriteEvent.Created(
                change.sourceId(),
                change.fields().stream().map(FieldValue::name).toList()));
        return new WriteResult.Done();
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private String row(List<String> cells) {
        return CsvFile.row(cells.stream().map(cell -> options.guardFormulas() ? FormulaGuard.guard(cell) : cell));
    }

    @Override
    public void complete() {
        part.moveIntoPlace();
        LOG.info("wrote {}", options.file());
    }

    @Override
    public void close() {
        part.close();
    }
}
