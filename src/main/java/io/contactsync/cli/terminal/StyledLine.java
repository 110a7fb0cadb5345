package io.contactsync.cli.terminal;

import io.contactsync.support.UnicodeText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line of text for a terminal, printable with or without colours. */
final class StyledLine {

    private static final StyledText GAP = StyledText.plain("  ");

    private final List<StyledText> pieces;

    private StyledLine(List<StyledText> pieces) {
        this.pieces = pieces;
    }

    /** Joins parts, with two blanks between them. */
    static StyledLine of(List<StyledText> parts) {
        List<StyledText> pieces = new ArrayList<>();
        for (StyledText part : parts) {
            if (!pieces.isEmpty()) {
                pieces.add(GAP);
            }
            pieces.add(part);
        }
        return new StyledLine(pieces);
    }

    /** The width in columns: every character in use is one column wide. */
    int width() {
        return pieces.stream().mapToInt(piece -> piece.text().length()).sum();
    }

    /** The line truncated to a width. */
    StyledLine truncate(int width) {
        List<StyledText> kept = new ArrayList<>();
        int left = width;
        for (StyledText piece : pieces) {
            String text = UnicodeText.truncate(piece.text(), left);
            kept.add(new StyledText(text, piece.style()));
            left -= text.length();
        }
        return new StyledLine(kept);
    }

    /** The line without colours. */
    public String plain() {
        return pieces.stream().map(StyledText::text).collect(Collectors.joining());
    }

    /** The line with ANSI escape sequences for its colours. */
    public String ansi() {
        return pieces.stream().map(StyledText::ansi).collect(Collectors.joining());
    }
}
