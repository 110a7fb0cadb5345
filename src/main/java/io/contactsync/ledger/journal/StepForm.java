package io.contactsync.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.contact.Outcome;
import io.contactsync.ledger.link.Known;
import io.contactsync.ledger.link.Link;
import io.contactsync.ledger.link.Phase;
import io.contactsync.ledger.state.LedgerFailed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Steps as bytes. Numbers are big-endian; a text is its length in bytes and its UTF-8; -1 stands for none. */
final class StepForm {

    /** What a column of the database holds at most, in characters. */
    private static final int LONGEST_TEXT = 1 << 20;

    private static final int NONE = -1;
    private static final int PUT = 1;
    private static final int DROP = 2;
    private static final int REFUSE = 3;
    private static final int FORGIVE = 4;

    private StepForm() {}

    /**
     * Steps that belong together as bytes.
     *
     * @throws LedgerFailed if one has a text that the database would refuse
     */
    static byte[] bytes(List<Step> steps) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeInt(steps.size());
            for (Step step : steps) {
                write(out, step);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Step step) throws IOException {
        if (step instanceof Step.Put put) {
            head(out, PUT, step, put.run(), put.at());
            write(out, put.link());
            List<String> matches = put.matches();
            if (matches == null) {
                out.writeInt(NONE);
            } else {
                texts(out, matches);
            }
            text(out, put.what());
        } else if (step instanceof Step.Drop drop) {
            head(out, DROP, step, drop.run(), drop.at());
            text(out, drop.what());
        } else if (step instanceof Step.Refuse refuse) {
            head(out, REFUSE, step, refuse.run(), refuse.at());
            text(out, refuse.reason());
            out.writeInt(refuse.attempts());
        } else {
            head(out, FORGIVE, step, 0, 0);
        }
    }

    private static void head(DataOutputStream out, int kind, Step step, int run, long at) throws IOException {
        out.writeByte(kind);
        out.writeInt(step.channel());
        text(out, step.sourceId());
        out.writeInt(run);
        out.writeLong(at);
    }

    private static void write(DataOutputStream out, Link link) throws IOException {
        text(out, link.targetId());
        text(out, link.phase().name());
        Map<String, String> fields = link.known().fields();
        out.writeInt(fields.size());
        for (Map.Entry<String, String> field : fields.entrySet()) {
            text(out, field.getKey());
            text(out, field.getValue());
        }
        texts(out, link.known().tags());
        text(out, link.draft());
        out.writeInt(link.run());
        text(out, link.outcome().name());
        Instant intended = link.intendedAt();
        out.writeLong(intended == null ? NONE : intended.toEpochMilli());
    }

    private static void texts(DataOutputStream out, Collection<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            text(out, text);
        }
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(NONE);
            return;
        }
        if (text.length() > LONGEST_TEXT) {
            throw new LedgerFailed("the ledger cannot be written: a text of " + text.length()
                    + " characters, where it takes at most " + LONGEST_TEXT);
        }
        byte[] bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes, 0, bytes.length);
    }

    /**
     * Steps from {@link #bytes}.
     *
     * @throws IOException if these are no such bytes
     */
    static List<Step> steps(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int count = in.readInt();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(step(in));
        }
        return steps;
    }

    private static Step step(DataInputStream in) throws IOException {
        int kind = in.readByte();
        int channel = in.readInt();
        String sourceId = text(in);
        int run = in.readInt();
        long at = in.readLong();
        return switch (kind) {
            case PUT -> new Step.Put(channel, link(in, sourceId), textsOrNone(in), run, at, text(in));
            case DROP -> new Step.Drop(channel, sourceId, run, at, text(in));
            case REFUSE -> new Step.Refuse(channel, sourceId, run, at, text(in), in.readInt());
            case FORGIVE -> new Step.Forgive(channel, sourceId);
            default -> throw new IOException("no kind of step has the number " + kind);
        };
    }

    private static Link link(DataInputStream in, String sourceId) throws IOException {
        String targetId = textOrNone(in);
        Phase phase = Phase.valueOf(text(in));
        Map<String, String> fields = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            fields.put(text(in), text(in));
        }
        Set<String> tags = new LinkedHashSet<>(texts(in, in.readInt()));
        String draft = text(in);
        int run = in.readInt();
        Outcome outcome = Outcome.valueOf(text(in));
        long intended = in.readLong();
        return new Link(
                sourceId,
                targetId,
                phase,
                new Known(fields, tags),
                draft,
                run,
                outcome,
                intended == NONE ? null : Instant.ofEpochMilli(intended));
    }

    private static @Nullable List<String> textsOrNone(DataInputStream in) throws IOException {
        int count = in.readInt();
        return count == NONE ? null : texts(in, count);
    }

    private static List<String> texts(DataInputStream in, int count) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(in));
        }
        return texts;
    }

    private static String text(DataInputStream in) throws IOException {
        String text = textOrNone(in);
        if (text == null) {
            throw new IOException("a text is missing");
        }
        return text;
    }

    private static @Nullable String textOrNone(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == NONE ? null : new String(in.readNBytes(length), UTF_8);
    }
}
