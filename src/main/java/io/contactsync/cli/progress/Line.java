package io.contactsync.cli.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line of text for a terminal, printable with or without colours. */
public final class Line {

    private static final Piece GAP = Piece.plain("  ");

    private final List<Piece> pieces;

    private Line(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /** Joins parts, with two blanks between them. */
    static Line of(List<Piece> parts) {
        List<Piece> pieces = new ArrayList<>();
        for (Piece part : parts) {
            if (!pieces.isEmpty()) {
                pieces.add(GAP);
            }
            pieces.add(part);
        }
        return new Line(pieces);
    }

    /** The width in columns: every character in use is one column wide. */
    int width() {
        return pieces.stream().mapToInt(piece -> piece.text().length()).sum();
    }

    /** The line truncated to a width. */
    Line truncate(int width) {
        List<Piece> kept = new ArrayList<>();
        int left = width;
        for (Piece piece : pieces) {
            String text = piece.text().substring(0, Math.min(left, piece.text().length()));
            kept.add(new Piece(text, piece.style()));
            left -= text.length();
        }
        return new Line(kept);
    }

    /** The line without colours. */
    public String plain() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    /** The line with ANSI escape sequences for its colours. */
    public String ansi() {
        return pieces.stream().map(Piece::ansi).collect(Collectors.joining());
    }
}
