package io.contactsync.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Change;
import io.contactsync.contact.Contact;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.SourceItem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {

    private static final String[] PIECES = {
        "a", "0", " ", ",", ";", "\"", "\"\"", "\n", "\r\n", "\r", "\t", "|", "'", "=", "+", "-", "@", "(", ".", "é",
        "e\u0301", "😀", "\uFFFE", "\u2028", "\u00A0", "#", "\\", "ß"
    };

    @TempDir
    Path folder;

    @RepeatedTest(60)
    void sourceReadsWhatTargetWrote(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<String> columns = new ArrayList<>(List.of("id"));
        for (int i = random.nextInt(5); i > 0; i--) {
            columns.add("column " + i);
        }
        List<Map<String, @Nullable Object>> table = new ArrayList<>();
        for (int row = random.nextInt(40); row > 0; row--) {
            table.add(row(columns, row, random));
        }
        Path file = folder.resolve("table.csv");
        write(new CsvTargetOptions(file, columns, false, true), table);
        Optional<Character> comma = Optional.of(',');
        CsvSource source = CsvSource.open(new CsvSourceOptions(file, "id", comma, Optional.empty(), true, List.of()));
        List<Map<String, @Nullable Object>> readBack = new ArrayList<>();
        for (SourceItem item : CsvFiles.items(source, null)) {
            readBack.add(((Contact) item).fields());
        }
        assertThat(readBack).isEqualTo(table);
    }

    private static Map<String, @Nullable Object> row(List<String> columns, int row, Random random) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String column : columns) {
            StringBuilder cell = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                cell.append(PIECES[random.nextInt(PIECES.length)]);
            }
            fields.put(column, cell.isEmpty() ? null : cell.toString());
        }
        fields.put("id", row + "" + fields.get("id"));
        return fields;
    }

    private static void write(CsvTargetOptions options, List<Map<String, @Nullable Object>> table) {
        try (CsvTarget target = new CsvTarget(options)) {
            assertThat(target.resume(0)).isTrue();
            for (Map<String, @Nullable Object> row : table) {
                target.write(change(row, List.of()), event -> {});
            }
            target.complete();
        }
    }

    private static Change change(Map<String, @Nullable Object> row, List<String> tags) {
        List<FieldValue> fields = new ArrayList<>();
        row.forEach((name, value) -> {
            if (value != null) {
                fields.add(new FieldValue(name, value));
            }
        });
        return new Change(String.valueOf(row.get("id")), null, fields, List.of(), tags, List.of());
    }

    @Test
    void writesHeaderColumnsInOrderAndTagsLast() throws IOException {
        Path file = folder.resolve("out/new/contacts.csv");
        try (CsvTarget target = new CsvTarget(new CsvTargetOptions(file, List.of("id", "score", "note"), true, true))) {
            target.resume(0);
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("note", "=1, \"a\"");
            row.put("score", new BigDecimal("1E+3"));
            row.put("id", "7");
            target.write(change(row, List.of("Active", "VIP")), event -> {});
            target.write(change(Map.of("id", "8"), List.of()), event -> {});
            assertThat(file).doesNotExist();
            target.complete();
        }
        assertThat(Files.readString(file, UTF_8))
                .isEqualTo("id,score,note,tags\r\n7,1000,\"'=1, \"\"a\"\"\",Active;VIP\r\n8,,,\r\n");
        assertThat(folder.resolve("out/new/contacts.csv.part")).doesNotExist();
    }

    @Test
    void truncatesFileToSettledRows() throws IOException {
        Path file = folder.resolve("contacts.csv");
        CsvTargetOptions options = new CsvTargetOptions(file, List.of("id", "note"), false, true);
        try (CsvTarget target = new CsvTarget(options)) {
            target.resume(0);
            for (String id : List.of("1", "2", "3")) {
                target.write(change(Map.of("id", id, "note", "line\r\n\"two\""), List.of()), event -> {});
            }
        }
        Files.writeString(
                folder.resolve("contacts.csv.part"), "4,\"torn", UTF_8, java.nio.file.StandardOpenOption.APPEND);
        try (CsvTarget target = new CsvTarget(options)) {
            assertThat(target.resume(4)).isFalse();
            assertThat(target.resume(2)).isTrue();
            target.write(change(Map.of("id", "9"), List.of()), event -> {});
            target.complete();
        }
        String row = ",\"line\r\n\"\"two\"\"\"\r\n";
        assertThat(Files.readString(file, UTF_8)).isEqualTo("id,note\r\n1" + row + "2" + row + "9,\r\n");
    }

    @Test
    void doesNotResumeFileWithOtherColumns() {
        Path file = folder.resolve("contacts.csv");
        try (CsvTarget target = new CsvTarget(new CsvTargetOptions(file, List.of("id", "a"), false, true))) {
            target.resume(0);
            target.write(change(Map.of("id", "1"), List.of()), event -> {});
        }
        try (CsvTarget target = new CsvTarget(new CsvTargetOptions(file, List.of("id", "b"), false, true))) {
            assertThat(target.resume(1)).isFalse();
        }
    }

    @Test
    void writesSampleBesideFile() {
        CsvTargetOptions options = new CsvTargetOptions(Path.of("out/contacts.csv"), List.of("id"), false, true);
        assertThat(options.forSample().file()).isEqualTo(Path.of("out/contacts.sample.csv"));
    }
}
