package io.contactsync.ledger.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.ledger.state.LedgerFailed;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts as bytes: each its length in bytes and its UTF-8. */
final class Texts {

    /** Stands for the length of a text, or of a list, that there is not. */
    static final int NONE = -1;

    /** What a column of the database holds at most, in characters. */
    private static final int LONGEST_TEXT = 1 << 20;

    private Texts() {}

    static void texts(DataOutputStream out, Collection<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            text(out, text);
        }
    }

    static void text(DataOutputStream out, @Nullable String text) throws IOException {
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

    static @Nullable List<String> textsOrNone(DataInputStream in) throws IOException {
        int count = in.readInt();
        return count == NONE ? null : texts(in, count);
    }

    static List<String> texts(DataInputStream in, int count) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(in));
        }
        return texts;
    }

    static String text(DataInputStream in) throws IOException {
        String text = textOrNone(in);
        if (text == null) {
            throw new IOException("a text is missing");
        }
        return text;
    }

    static @Nullable String textOrNone(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == NONE ? null : new String(in.readNBytes(length), UTF_8);
    }
}
