package io.contactsync.csv.guess;

import io.contactsync.csv.guess.Guess.Field;
import io.contactsync.csv.text.CsvUnusable;
import io.contactsync.csv.text.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Guesses what a CSV file's columns are for. */
public final class Guesser {

    private final Path file;
    private final Dialect dialect;
    private final Sample sample;
    private final Map<Meaning, Integer> columns = new EnumMap<>(Meaning.class);
    private final FieldNames names = new FieldNames();
    private final int id;

    private Guesser(Path file, Dialect dialect, Sample sample) {
        this.file = file;
        this.dialect = dialect;
        this.sample = sample;
        for (int column = 0; column < sample.names().size(); column++) {
            Optional<Meaning> meaning = Meaning.of(sample.names().get(column));
            if (meaning.isPresent()) {
                columns.putIfAbsent(meaning.get(), column);
            }
        }
        settleNames();
        this.id = findId();
    }

    /**
     * Looks at a file.
     *
     * @param file the file
     * @return what can be guessed of it
     * @throws CsvUnusable if it cannot be read, or no column tells its rows apart
     */
    public static Guesser of(Path file) {
        FirstRows first = FirstRows.of(file);
        return new Guesser(file, first.dialect(), first.sample());
    }

    /** "Name" or "Nom" beside a first name is the family name, else the whole. */
    private void settleNames() {
        Integer whole = columns.get(Meaning.FULL_NAME);
        Integer first = columns.get(Meaning.FIRST_NAME);
        Integer last = columns.get(Meaning.LAST_NAME);
        Integer column = IntStream.range(0, sample.names().size())
                .filter(at -> Meaning.isPlainName(sample.names().get(at)))
                .boxed()
                .findFirst()
                .orElse(null);
        if (column == null) {
            return;
        }
        if (first != null && last == null && !column.equals(first)) {
            columns.put(Meaning.LAST_NAME, column);
            columns.remove(Meaning.FULL_NAME, column);
        } else if (last != null && (first == null || first.equals(column))) {
            columns.put(Meaning.FIRST_NAME, column);
            columns.remove(Meaning.FULL_NAME, column);
        } else if (last == null && whole == null) {
            columns.put(Meaning.FULL_NAME, column);
            columns.remove(Meaning.FIRST_NAME, column);
        }
    }

    /** A column named like an id that is unique, else e-mail or phone, else the first that is. */
    private int findId() {
        List<Integer> candidates = new ArrayList<>();
        IntStream.range(0, sample.names().size())
                .filter(column -> Meaning.of(sample.names().get(column)).equals(Optional.of(Meaning.ID)))
                .forEach(candidates::add);
        for (Meaning meaning : List.of(Meaning.EMAIL, Meaning.PHONE)) {
            Integer column = columns.get(meaning);
            if (column != null) {
                candidates.add(column);
            }
        }
        IntStream.range(0, sample.names().size()).forEach(candidates::add);
        return candidates.stream()
                .filter(sample::isUnique)
                .findFirst()
                .orElseThrow(() -> new CsvUnusable(
                        file, "no column has another value in every row; contacts need one that tells them apart"));
    }

    /**
     * Tells whether phones have to be completed by a region.
     *
     * @return true when the column of phones has numbers without a country code
     */
    public boolean needsRegion() {
        Integer phone = columns.get(Meaning.PHONE);
        return phone != null && Region.isNeeded(sample.cells(phone));
    }

    /**
     * Tells whether there is such a region.
     *
     * @param code two capital letters
     * @return true when it has phone numbers
     */
    public static boolean isRegion(String code) {
        return Region.exists(code);
    }

    /**
     * Guesses.
     *
     * @param given the region of phones without a country code, where it is known
     * @return the guess
     */
    public Guess guess(Optional<String> given) {
        List<Field> standard = standard(given);
        List<Field> fields = new ArrayList<>();
        String idColumn = sample.names().get(id);
        String idField = names.after(idColumn);
        fields.add(new Field(
                idField.isEmpty() ? "csv_id" : idField,
                FieldNames.reference(idColumn),
                idColumn,
                "tells contacts apart"));
        fields.addAll(standard);
        List<String> unmapped = new ArrayList<>();
        for (int column = 0; column < sample.names().size(); column++) {
            if (column != id && !columns.containsValue(column)) {
                custom(sample.names().get(column)).ifPresentOrElse(fields::add, adding(unmapped, column));
            }
        }
        String region = columns.containsKey(Meaning.PHONE) ? region(given).code() : null;
        return new Guess(file, dialect, idColumn, fields, unmapped, region);
    }

    private Runnable adding(List<String> unmapped, int column) {
        return () -> unmapped.add(sample.names().get(column));
    }

    private Optional<Field> custom(String column) {
        String name = names.after(column);
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Field(name, FieldNames.reference(column), column, ""));
    }

    private Region region(Optional<String> given) {
        Integer phone = columns.get(Meaning.PHONE);
        return given.map(Region::given)
                .orElseGet(() -> Region.guess(sample.names(), phone == null ? List.of() : sample.cells(phone)));
    }

    /** The fields that HeyX has itself; their names are taken from then on. */
    private List<Field> standard(Optional<String> given) {
        List<Field> fields = new ArrayList<>();
        boolean split = columns.containsKey(Meaning.FULL_NAME)
                && !columns.containsKey(Meaning.FIRST_NAME)
                && !columns.containsKey(Meaning.LAST_NAME);
        if (split) {
            add(fields, "firstName", Meaning.FULL_NAME, "firstWord(%s)", "the first word");
            add(fields, "lastName", Meaning.FULL_NAME, "otherWords(%s)", "the rest");
        } else {
            columns.remove(Meaning.FULL_NAME);
            add(fields, "firstName", Meaning.FIRST_NAME, "%s", "");
            add(fields, "lastName", Meaning.LAST_NAME, "%s", "");
        }
        Region region = region(given);
        add(fields, "phone", Meaning.PHONE, "e164(%s, '" + region.code() + "')", region.why());
        add(fields, "email", Meaning.EMAIL, "lower(trim(%s))", "");
        add(fields, "language", Meaning.LANGUAGE, "%s", "");
        add(fields, "profilePic", Meaning.PICTURE, "%s", "");
        columns.remove(Meaning.ID);
        return fields;
    }

    private void add(List<Field> fields, String name, Meaning meaning, String expression, String note) {
        Integer column = columns.get(meaning);
        if (column != null) {
            names.take(name);
            String reference = FieldNames.reference(sample.names().get(column));
            fields.add(new Field(
                    name, expression.replace("%s", reference), sample.names().get(column), note));
        }
    }
}
