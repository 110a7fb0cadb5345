package io.contactsync.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.connector.Scan;
import io.contactsync.connector.SourceException;
import io.contactsync.contact.SourceItem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSourceTest {

    @TempDir
    Path folder;

    static Stream<byte[]> sameTextInSeveralCharsets() {
        String text = "id,Größe\n1,Zoë\n";
        return Stream.of(
                text.getBytes(UTF_8),
                ("\uFEFF" + text).getBytes(UTF_8),
                ("\uFEFF" + text).getBytes(UTF_16LE),
                ("\uFEFF" + text).getBytes(UTF_16BE),
                text.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("sameTextInSeveralCharsets")
    void detectsCharset(byte[] bytes) {
        assertThat(CsvFiles.texts(open(CsvFiles.write(folder, bytes)))).containsExactly("1 {id=1, Größe=Zoë}");
    }

    @Test
    void readsWindows1252CharactersThatLatin1Lacks() {
        Path file = CsvFiles.write(folder, "id,price\n1,5 €\n".getBytes(Charset.forName("windows-1252")));
        assertThat(CsvFiles.texts(open(file))).containsExactly("1 {id=1, price=5 €}");
    }

    @Test
    void detectsCharsetFromBytesAfterFirstBuffer() {
        String text = "id,name\n" + "1,x\n".repeat(100_000).replaceFirst("1", "0") + "2,é\n";
        CsvSource source = open(CsvFiles.write(folder, text.getBytes(ISO_8859_1)));
        List<String> texts = CsvFiles.texts(source);
        assertThat(texts.get(texts.size() - 1)).isEqualTo("2 {id=2, name=é}");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void detectsDelimiterByConsistentRows(String delimiter) {
        String text = "name,first;id\n\"Doe, J;ohn\";1\n\"Roe, J\t|ane\";2\n"
                .replace(";", delimiter)
                .replace("name,first", "name");
        assertThat(open(CsvFiles.write(folder, text)).fields()).containsExactly("name", "id");
    }

    @Test
    void prefersDelimiterThatGivesIdColumn() {
        Path file = CsvFiles.write(folder, "name;id,x\na;1,b\n");
        assertThatThrownBy(() -> open(file)).hasMessageContaining("columns are: name;id, x");
        assertThat(open(CsvFiles.write(folder, "id;name,x\n1;a,b\n")).fields()).containsExactly("id", "name,x");
    }

    @Test
    void keepsQuotedLineEndsAndCountsLines() {
        Path file = CsvFiles.write(folder, "id,note\r\n1,\"a\r\nb \"\"c\"\"\"\r\n\r\n2\r\n3,d\r\n");
        assertThat(CsvFiles.texts(open(file)))
                .containsExactly(
                        "1 {id=1, note=a\r\nb \"c\"}",
                        "line 5: too few cells: 1, but the header has 2",
                        "3 {id=3, note=d}");
    }

    @Test
    void trimsAndComposesColumnNames() {
        Path file = CsvFiles.write(folder, " id , Pre\u0301nom \n1,A\n");
        assertThat(open(file).fields()).containsExactly("id", "Pr\u00e9nom");
    }

    @Test
    void keepsIdsAndPhonesAsTextAndReadsEmptyCellsAsNull() {
        Path file = CsvFiles.write(folder, "id,phone,note\n0017 ,+49 30 1234567,\n");
        assertThat(CsvFiles.texts(open(file))).containsExactly("0017 {id=0017 , phone=+49 30 1234567, note=null}");
    }

    @Test
    void removesFormulaGuardUnlessDisabled() {
        Path file = CsvFiles.write(folder, "id,note\n1,'=1+1\n2,'quoted'\n");
        assertThat(CsvFiles.texts(open(file))).containsExactly("1 {id=1, note==1+1}", "2 {id=2, note='quoted'}");
        CsvSourceOptions guarded = CsvFiles.options(file);
        CsvSourceOptions raw =
                new CsvSourceOptions(file, "id", guarded.delimiter(), guarded.charset(), false, List.of());
        assertThat(CsvFiles.texts(CsvSource.open(raw))).contains("1 {id=1, note='=1+1}");
    }

    @Test
    void reportsInvalidRowsWithLineAndReadsTheOthers() {
        String tooLong = "x".repeat(1_000_001);
        Path file = CsvFiles.write(
                folder,
                "id,phone,note\n1,,a\n2,b\n3,,c,d\n4,,\0\n5,," + tooLong
                        + "\n ,,e\n1,,f\n1.77603E+15,,g\n9,\"4,9E+10\",h\n12E5,,i\n1e10,,j\n");
        assertThat(CsvFiles.texts(open(file)))
                .containsExactly(
                        "1 {id=1, phone=null, note=a}",
                        "line 3: too few cells: 2, but the header has 3",
                        "line 4: too many cells: 4, but the header has 3",
                        "line 5: column 'note' contains a NUL",
                        "line 6: column 'note' is longer than 1 MB",
                        "line 7: the id is blank",
                        "line 8: the id 1 already occurs in an earlier line",
                        "line 9: the id is in scientific notation, which loses digits: format the column as text in the spreadsheet and export it again",
                        "line 10: the phone in column 'phone' is in scientific notation, which loses digits: format the column as text in the spreadsheet and export it again",
                        "12E5 {id=12E5, phone=null, note=i}",
                        "1e10 {id=1e10, phone=null, note=j}");
    }

    @Test
    void treatsColumnReadByPhoneExpressionAsPhone() {
        Path file = CsvFiles.write(folder, "id,Kontakt\n1,1.77603E+15\n");
        CsvSourceOptions options = CsvFiles.options(file);
        CsvSourceOptions mapped = new CsvSourceOptions(
                file, "id", options.delimiter(), options.charset(), true, List.of("e164(Kontakt, 'DE')"));
        assertThat(CsvFiles.texts(CsvSource.open(mapped)).get(0)).startsWith("line 2: the phone in column 'Kontakt'");
        assertThat(CsvFiles.texts(CsvSource.open(options)).get(0)).startsWith("1 {");
    }

    @Test
    void acceptsCellOfOneMegabyteQuotedOrNot() {
        String longest = "x".repeat(1_000_000);
        Path file =
                CsvFiles.write(folder, "id,note\n1," + longest + "\n2,\"" + longest + "\"\n3,\"" + longest + "yz\"\n");
        List<String> texts = CsvFiles.texts(open(file));
        assertThat(texts.get(0)).hasSize(1_000_000 + "1 {id=1, note=}".length());
        assertThat(texts.get(1)).hasSize(1_000_000 + "1 {id=1, note=}".length());
        assertThat(texts.get(2)).isEqualTo("line 4: column 'note' is longer than 1 MB");
    }

    @Test
    void readsNoContactsFromHeaderOnly() {
        CsvSource source = open(CsvFiles.write(folder, "id,name"));
        assertThat(CsvFiles.texts(source)).isEmpty();
        assertThat(source.total()).hasValue(0);
    }

    @Test
    void totalCountsRowsNotLines() {
        CsvSource source =
                open(CsvFiles.write(folder, "\n\nid,name\r\n1,\"a\n\nb\"\r\n\r\n2,\"\"\r\n,\r\n\"\",\"\"\r\n\n"));
        assertThat(source.total()).hasValue(4);
        assertThat(CsvFiles.texts(source)).hasSize(4);
    }

    @Test
    void resumedScanKnowsIdsOfSkippedRows() {
        CsvSource source = open(CsvFiles.write(folder, "id\n1\n2\n3\n1\n"));
        String position = CsvFiles.items(source, null).get(1).position();
        try (Scan scan = source.scanFrom(position)) {
            assertThat(scan.fromStart()).isFalse();
            assertThat(scan.next().id()).isEqualTo("3");
            assertThat(scan.next().id()).isEqualTo("line 5");
            assertThat(scan.hasNext()).isFalse();
            assertThat(scan.hasSeen("1")).isTrue();
            assertThat(scan.hasSeen("4")).isFalse();
        }
    }

    @Test
    void unknownPositionStartsAtBeginning() {
        CsvSource source = open(CsvFiles.write(folder, "id\n1\n"));
        assertThat(source.scanFrom("7").fromStart()).isTrue();
        assertThat(source.scanFrom("").fromStart()).isTrue();
        assertThat(CsvFiles.items(source, "1")).isEmpty();
    }

    @Test
    void readsOneContactById() {
        CsvSource source = open(CsvFiles.write(folder, "id,name\n1,a\n2,b\n"));
        assertThat(source.get("2"))
                .hasValueSatisfying(contact -> assertThat(contact.fields()).containsEntry("name", "b"));
        assertThat(source.get("3")).isEmpty();
    }

    @Test
    void fingerprintDependsOnContentOnly() throws IOException {
        Path file = CsvFiles.write(folder, "id\n1\n");
        String before = open(file).fingerprint();
        assertThat(before).isEqualTo("7cde7fb64fd82bd152710cf238e017b9ab46c0592483edc067ba4f6c75fac108");
        CsvFiles.write(folder, "id\n2\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        assertThat(open(file).fingerprint()).isNotEqualTo(before);
        CsvFiles.write(folder, "id\n1\n");
        assertThat(open(file).fingerprint()).isEqualTo(before);
    }

    @Test
    void scanFailsIfFileChanges() throws IOException {
        Path file = CsvFiles.write(folder, "id\n1\n2\n");
        CsvSource source = open(file);
        Scan scan = source.scanFrom(null);
        SourceItem first = scan.next();
        assertThat(first.id()).isEqualTo("1");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        assertThatThrownBy(() -> scan.forEachRemaining(item -> {}))
                .isInstanceOf(SourceException.class)
                .hasMessage(file + " changed while it was being read");
    }

    private static CsvSource open(Path file) {
        return CsvSource.open(CsvFiles.options(file));
    }
}
