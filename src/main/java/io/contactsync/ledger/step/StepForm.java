package io.contactsync.ledger.step;

import io.contactsync.contact.Outcome;
import io.contactsync.ledger.link.Known;
import io.contactsync.ledger.link.Link;
import io.contactsync.ledger.link.Phase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Steps as bytes. Numbers are big-endian; a text is its length in bytes and its UTF-8; -1 stands for none. */
public final class StepForm {

    private static final int PUT = 1;
    private static final int DROP = 2;
    private static final int REFUSE = 3;
    private static final int FORGIVE = 4;

    private StepForm() {}

    /**
     * Steps that belong together as bytes.
     *
     * @param steps the steps, in their order
     * @return their bytes
     * @throws io.contactsync.ledger.state.LedgerFailed if one has a text that the database would refuse
     */
    public static byte[] bytes(List<Step> steps) {
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
                out.writeInt(Texts.NONE);
            } else {
                Texts.texts(out, matches);
            }
            Texts.text(out, put.what());
        } else if (step instanceof Step.Drop drop) {
            head(out, DROP, step, drop.run(), drop.at());
            Texts.text(out, drop.what());
        } else if (step instanceof Step.Refuse refuse) {
            head(out, REFUSE, step, refuse.run(), refuse.at());
            Texts.text(out, refuse.reason());
            out.writeInt(refuse.attempts());
        } else {
            head(out, FORGIVE, step, 0, 0);
        }
    }

    private static void head(DataOutputStream out, int kind, Step step, int run, long at) throws IOException {
        out.writeByte(kind);
        out.writeInt(step.channel());
        Texts.text(out, step.sourceId());
        out.writeInt(run);
        out.writeLong(at);
    }

    private static void write(DataOutputStream out, Link link) throws IOException {
        Texts.text(out, link.targetId());
        Texts.text(out, link.phase().name());
        Map<String, String> fields = link.known().fields();
        out.writeInt(fields.size());
        for (Map.Entry<String, String> field : fields.entrySet()) {
            Texts.text(out, field.getKey());
            Texts.text(out, field.getValue());
        }
        Texts.texts(out, link.known().tags());
        Texts.text(out, link.draft());
        out.writeInt(link.run());
        Texts.text(out, link.outcome().name());
        Instant intended = link.intendedAt();
        out.writeLong(intended == null ? Texts.NONE : intended.toEpochMilli());
    }

    /**
     * Steps from {@link #bytes}.
     *
     * @param bytes the bytes
     * @return the steps, in their order
     * @throws IOException if these are no such bytes
     */
    public static List<Step> steps(byte[] bytes) throws IOException {
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
        String sourceId = Texts.text(in);
        int run = in.readInt();
        long at = in.readLong();
        return switch (kind) {
            case PUT -> new Step.Put(channel, link(in, sourceId), Texts.textsOrNone(in), run, at, Texts.text(in));
            case DROP -> new Step.Drop(channel, sourceId, run, at, Texts.text(in));
            case REFUSE -> new Step.Refuse(channel, sourceId, run, at, Texts.text(in), in.readInt());
            case FORGIVE -> new Step.Forgive(channel, sourceId);
            default -> throw new IOException("no kind of step has the number " + kind);
        };
    }

    private static Link link(DataInputStream in, String sourceId) throws IOException {
        String targetId = Texts.textOrNone(in);
        Phase phase = Phase.valueOf(Texts.text(in));
        Map<String, String> fields = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            fields.put(Texts.text(in), Texts.text(in));
        }
        Set<String> tags = new LinkedHashSet<>(Texts.texts(in, in.readInt()));
        String draft = Texts.text(in);
        int run = in.readInt();
        Outcome outcome = Outcome.valueOf(Texts.text(in));
        long intended = in.readLong();
        return new Link(
                sourceId,
                targetId,
                phase,
                new Known(fields, tags),
                draft,
                run,
                outcome,
                intended == Texts.NONE ? null : Instant.ofEpochMilli(intended));
    }
}
