package io.contactsync.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.contact.Outcome;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses the records of an entry of the journal of earlier versions. Numbers are big-endian. A text is its length in
 * bytes and its UTF-8; a length of -1 means null.
 */
final class JournalRecords {

    private static final int PUT_LINK = 1;
    private static final int DROP_LINK = 2;
    private static final int PUT_REJECT = 3;
    private static final int DROP_REJECT = 4;
    private static final int NULL = -1;

    private final DataInputStream in;

    private JournalRecords(byte[] bytes) {
        this.in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /**
     * Reads the records of an entry.
     *
     * @throws IOException if the bytes are no records
     */
    static List<LedgerRecord> read(byte[] bytes) throws IOException {
        JournalRecords reader = new JournalRecords(bytes);
        int count = reader.in.readInt();
        List<LedgerRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(reader.record());
        }
        return records;
    }

    private LedgerRecord record() throws IOException {
        int kind = in.readByte();
        int channel = in.readInt();
        String sourceId = text();
        int run = in.readInt();
        long at = in.readLong();
        return switch (kind) {
            case PUT_LINK -> new LedgerRecord.PutLink(channel, link(sourceId), nullableTexts(), run, at, text());
            case DROP_LINK -> new LedgerRecord.DropLink(channel, sourceId, run, at, text());
            case PUT_REJECT -> new LedgerRecord.PutReject(channel, sourceId, run, at, text(), in.readInt());
            case DROP_REJECT -> new LedgerRecord.DropReject(channel, sourceId);
            default -> throw new IOException("its journal has a record of unknown kind " + kind);
        };
    }

    private Link link(String sourceId) throws IOException {
        String targetId = nullableText();
        Link.State state = Link.State.valueOf(text());
        Map<String, String> fields = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            fields.put(text(), text());
        }
        KnownState known = new KnownState(fields, new LinkedHashSet<>(texts(in.readInt())));
        String draft = text();
        int run = in.readInt();
        Outcome outcome = Outcome.valueOf(text());
        long intendedMillis = in.readLong();
        Instant intendedAt = intendedMillis == NULL ? null : Instant.ofEpochMilli(intendedMillis);
        return new Link(sourceId, targetId, state, known, draft, run, outcome, intendedAt);
    }

    private @Nullable List<String> nullableTexts() throws IOException {
        int count = in.readInt();
        return count == NULL ? null : texts(count);
    }

    private List<String> texts(int count) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    private String text() throws IOException {
        String text = nullableText();
        if (text == null) {
            throw new IOException("its journal lacks a text");
        }
        return text;
    }

    private @Nullable String nullableText() throws IOException {
        int length = in.readInt();
        return length == NULL ? null : new String(in.readNBytes(length), UTF_8);
    }
}
