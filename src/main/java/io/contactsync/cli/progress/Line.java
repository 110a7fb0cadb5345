package io.contactsync.cli.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line for a terminal, with or without colour. */
public final class Line {

    private static final Piece GAP = Piece.plain("  ");

    private final List<Piece> pieces;

    private Line(List<Piece> pieces) {
        this.pieces = pieces;
    }

    static Line of(List<Piece> words) {
        List<Piece> pieces = new ArrayList<>();
        for (Piece word : words) {
            if (!pieces.isEmpty()) {
                pieces.add(GAP);
            }
            pieces.add(word);
        }
        return new Line(pieces);
    }

    /** How many columns it takes: everything in it is one column wide. */
    int width() {
        return pieces.stream().mapToInt(piece -> piece.text().length()).sum();
    }

    /** The line without what is beyond a width. */
    Line cut(int width) {
        List<Piece> kept = new ArrayList<>();
        int left = width;
        for (Piece piece : pieces) {
            String text = piece.text().substring(0, Math.min(left, piece.text().length()));
            kept.add(new Piece(text, piece.ink()));
            left -= text.length();
        }
        return new Line(kept);
    }

    /**
     * The line without colour.
     *
     * @return letters only
     */
    public String plain() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    /**
     * The line in colour.
     *
     * @return the same letters, and the terminal's signs between them
     */
    public String coloured() {
        return pieces.stream().map(Piece::coloured).collect(Collectors.joining());
    }
}
