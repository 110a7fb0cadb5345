package io.contactsync.csv.guess;

import io.contactsync.csv.guess.Guess.Field;
import io.contactsync.csv.text.CsvUnusable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Infers the roles of the columns of a CSV file, and a job from them. */
public final class Guesser {

    private final Path file;
    private final Sample sample;
    private final Map<Meaning, Integer> columns = new EnumMap<>(Meaning.class);
    private final FieldNames names = new FieldNames();
    private final int id;

    private Guesser(Path file, Sample sample) {
        this.file = file;
        this.sample = sample;
        for (int column = 0; column < sample.names().size(); column++) {
            Optional<Meaning> role = Meaning.of(sample.names().get(column));
            if (role.isPresent()) {
                columns.putIfAbsent(role.get(), column);
            }
        }
        resolveNameColumns();
        this.id = findId();
    }

    /**
     * Reads the first rows of a file.
     *
     * @throws CsvUnusable if the file cannot be read, or no column has unique values
     */
    public static Guesser of(Path file) {
        return new Guesser(file, Sample.read(file));
    }

    /** A column such as "Name" or "Nom" is the family name if there is a first name, else the full name. */
    private void resolveNameColumns() {
        Integer full = columns.get(Meaning.FULL_NAME);
        Integer first = columns.get(Meaning.FIRST_NAME);
        Integer last = columns.get(Meaning.LAST_NAME);
        Integer column = IntStream.range(0, sample.names().size())
                .filter(index -> Meaning.isAmbiguousName(sample.names().get(index)))
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
        } else if (last == null && full == null) {
            columns.put(Meaning.FULL_NAME, column);
            columns.remove(Meaning.FIRST_NAME, column);
        }
    }

    /** {@return the first column with unique values: one named like an id, else e-mail or phone, else any} */
    private int findId() {
        List<Integer> candidates = new ArrayList<>();
        IntStream.range(0, sample.names().size())
                .filter(column -> Meaning.of(sample.names().get(column)).equals(Optional.of(Meaning.ID)))
                .forEach(candidates::add);
        for (Meaning role : List.of(Meaning.EMAIL, Meaning.PHONE)) {
            Integer column = columns.get(role);
            if (column != null) {
                candidates.add(column);
            }
        }
        IntStream.range(0, sample.names().size()).forEach(candidates::add);
        return candidates.stream()
                .filter(sample::isUnique)
                .findFirst()
                .orElseThrow(() -> new CsvUnusable(
                        file, "no column has unique values; contacts need a column that identifies them"));
    }

    /** {@return whether the phone column has numbers without a country code} */
    public boolean needsRegion() {
        Integer phone = columns.get(Meaning.PHONE);
        return phone != null && Region.isNeeded(sample.cells(phone));
    }

    /**
     * {@return whether this is a region with phone numbers}
     *
     * @param code two upper-case letters
     */
    public static boolean isRegion(String code) {
        return Region.exists(code);
    }

    /**
     * Infers the job.
     *
     * @param givenRegion the region of phone numbers without a country code, if known
     */
    public Guess infer(Optional<String> givenRegion) {
        List<Field> standard = standardFields(givenRegion);
        List<Field> fields = new ArrayList<>();
        String idColumn = sample.names().get(id);
        String idField = names.create(idColumn);
        fields.add(new Field(
                idField.isEmpty() ? "csv_id" : idField,
                FieldNames.reference(idColumn),
                idColumn,
                "identifies the contact"));
        fields.addAll(standard);
        List<String> unmapped = new ArrayList<>();
        for (int column = 0; column < sample.names().size(); column++) {
            if (column != id && !columns.containsValue(column)) {
                String name = sample.names().get(column);
                customField(name).ifPresentOrElse(fields::add, () -> unmapped.add(name));
            }
        }
        String region = columns.containsKey(Meaning.PHONE) ? region(givenRegion).code() : null;
        return new Guess(file, sample.dialect(), idColumn, fields, unmapped, region);
    }

    private Optional<Field> customField(String column) {
        String name = names.create(column);
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Field(name, FieldNames.reference(column), column, ""));
    }

    private Region region(Optional<String> givenRegion) {
        Integer phone = columns.get(Meaning.PHONE);
        return givenRegion
                .map(Region::given)
                .orElseGet(() -> Region.infer(sample.names(), phone == null ? List.of() : sample.cells(phone)));
    }

    /** Maps columns to the built-in fields of HeyX and reserves the names of these fields. */
    private List<Field> standardFields(Optional<String> givenRegion) {
        List<Field> fields = new ArrayList<>();
        boolean split = columns.containsKey(Meaning.FULL_NAME)
                && !columns.containsKey(Meaning.FIRST_NAME)
                && !columns.containsKey(Meaning.LAST_NAME);
        if (split) {
            add(fields, "firstName", Meaning.FULL_NAME, "firstWord(%s)", "the first word");
            add(fields, "lastName", Meaning.FULL_NAME, "otherWords(%s)", "the other words");
        } else {
            columns.remove(Meaning.FULL_NAME);
            add(fields, "firstName", Meaning.FIRST_NAME, "%s", "");
            add(fields, "lastName", Meaning.LAST_NAME, "%s", "");
        }
        Region region = region(givenRegion);
        add(fields, "phone", Meaning.PHONE, "e164(%s, '" + region.code() + "')", region.note());
        add(fields, "email", Meaning.EMAIL, "lower(trim(%s))", "");
        add(fields, "language", Meaning.LANGUAGE, "%s", "");
        add(fields, "profilePic", Meaning.PICTURE, "%s", "");
        columns.remove(Meaning.ID);
        return fields;
    }

    private void add(List<Field> fields, String name, Meaning role, String expression, String note) {
        Integer column = columns.get(role);
        if (column != null) {
            names.reserve(name);
            String reference = FieldNames.reference(sample.names().get(column));
            fields.add(new Field(
                    name, expression.replace("%s", reference), sample.names().get(column), note));
        }
    }
}
