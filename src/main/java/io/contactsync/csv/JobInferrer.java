package io.contactsync.csv;

import io.contactsync.csv.InferredJob.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Infers the roles of the columns of a CSV file, and a job from them. */
public final class JobInferrer {

    private final Path file;
    private final SampleRows sample;
    private final Map<ColumnRole, Integer> columns = new EnumMap<>(ColumnRole.class);
    private final FieldNameGenerator names = new FieldNameGenerator();
    private final int id;

    private JobInferrer(Path file, SampleRows sample) {
        this.file = file;
        this.sample = sample;
        for (int column = 0; column < sample.names().size(); column++) {
            Optional<ColumnRole> role = ColumnRole.of(sample.names().get(column));
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
     * @throws CsvException if the file cannot be read, or no column has unique values
     */
    public static JobInferrer of(Path file) {
        return new JobInferrer(file, SampleRows.read(file));
    }

    /** A column such as "Name" or "Nom" is the family name if there is a first name, else the full name. */
    private void resolveNameColumns() {
        Integer full = columns.get(ColumnRole.FULL_NAME);
        Integer first = columns.get(ColumnRole.FIRST_NAME);
        Integer last = columns.get(ColumnRole.LAST_NAME);
        Integer column = IntStream.range(0, sample.names().size())
                .filter(index -> ColumnRole.isAmbiguousName(sample.names().get(index)))
                .boxed()
                .findFirst()
                .orElse(null);
        if (column == null) {
            return;
        }
        if (first != null && last == null && !column.equals(first)) {
            columns.put(ColumnRole.LAST_NAME, column);
            columns.remove(ColumnRole.FULL_NAME, column);
        } else if (last != null && (first == null || first.equals(column))) {
            columns.put(ColumnRole.FIRST_NAME, column);
            columns.remove(ColumnRole.FULL_NAME, column);
        } else if (last == null && full == null) {
            columns.put(ColumnRole.FULL_NAME, column);
            columns.remove(ColumnRole.FIRST_NAME, column);
        }
    }

    /** {@return the first column with unique values: one named like an id, else e-mail or phone, else any} */
    private int findId() {
        List<Integer> candidates = new ArrayList<>();
        IntStream.range(0, sample.names().size())
                .filter(column -> ColumnRole.of(sample.names().get(column)).equals(Optional.of(ColumnRole.ID)))
                .forEach(candidates::add);
        for (ColumnRole role : List.of(ColumnRole.EMAIL, ColumnRole.PHONE)) {
            Integer column = columns.get(role);
            if (column != null) {
                candidates.add(column);
            }
        }
        IntStream.range(0, sample.names().size()).forEach(candidates::add);
        return candidates.stream()
                .filter(sample::isUnique)
                .findFirst()
                .orElseThrow(() -> new CsvException(
                        file, "no column has unique values; contacts need a column that identifies them"));
    }

    /** {@return whether the phone column has numbers without a country code} */
    public boolean needsRegion() {
        Integer phone = columns.get(ColumnRole.PHONE);
        return phone != null && PhoneRegion.isNeeded(sample.cells(phone));
    }

    /**
     * {@return whether this is a region with phone numbers}
     *
     * @param code two upper-case letters
     */
    public static boolean isRegion(String code) {
        return PhoneRegion.exists(code);
    }

    /**
     * Infers the job.
     *
     * @param givenRegion the region of phone numbers without a country code, if known
     */
    public InferredJob infer(Optional<String> givenRegion) {
        List<Field> standard = standardFields(givenRegion);
        List<Field> fields = new ArrayList<>();
        String idColumn = sample.names().get(id);
        String idField = names.create(idColumn);
        fields.add(new Field(
                idField.isEmpty() ? "csv_id" : idField,
                FieldNameGenerator.reference(idColumn),
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
        String region =
                columns.containsKey(ColumnRole.PHONE) ? region(givenRegion).code() : null;
        return new InferredJob(file, sample.dialect(), idColumn, fields, unmapped, region);
    }

    private Optional<Field> customField(String column) {
        String name = names.create(column);
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Field(name, FieldNameGenerator.reference(column), column, ""));
    }

    private PhoneRegion region(Optional<String> givenRegion) {
        Integer phone = columns.get(ColumnRole.PHONE);
        return givenRegion
                .map(PhoneRegion::given)
                .orElseGet(() -> PhoneRegion.infer(sample.names(), phone == null ? List.of() : sample.cells(phone)));
    }

    /** Maps columns to the built-in fields of HeyX and reserves the names of these fields. */
    private List<Field> standardFields(Optional<String> givenRegion) {
        List<Field> fields = new ArrayList<>();
        boolean split = columns.containsKey(ColumnRole.FULL_NAME)
                && !columns.containsKey(ColumnRole.FIRST_NAME)
                && !columns.containsKey(ColumnRole.LAST_NAME);
        if (split) {
            add(fields, "firstName", ColumnRole.FULL_NAME, "firstWord(%s)", "the first word");
            add(fields, "lastName", ColumnRole.FULL_NAME, "otherWords(%s)", "the other words");
        } else {
            columns.remove(ColumnRole.FULL_NAME);
            add(fields, "firstName", ColumnRole.FIRST_NAME, "%s", "");
            add(fields, "lastName", ColumnRole.LAST_NAME, "%s", "");
        }
        PhoneRegion region = region(givenRegion);
        add(fields, "phone", ColumnRole.PHONE, "e164(%s, '" + region.code() + "')", region.note());
        add(fields, "email", ColumnRole.EMAIL, "lower(trim(%s))", "");
        add(fields, "language", ColumnRole.LANGUAGE, "%s", "");
        add(fields, "profilePic", ColumnRole.PICTURE, "%s", "");
        columns.remove(ColumnRole.ID);
        return fields;
    }

    private void add(List<Field> fields, String name, ColumnRole role, String expression, String note) {
        Integer column = columns.get(role);
        if (column != null) {
            names.reserve(name);
            String reference = FieldNameGenerator.reference(sample.names().get(column));
            fields.add(new Field(
                    name, expression.replace("%s", reference), sample.names().get(column), note));
        }
    }
}
