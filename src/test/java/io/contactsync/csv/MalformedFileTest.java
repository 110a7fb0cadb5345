package io.contactsync.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            ``                       > : the file is empty; its first line must name the columns
            \\n\\n\\r\\n             > : the file is empty; its first line must name the columns
            name,phone\\n1,2\\n       > :1: no column 'id' for the id; the columns are: name, phone
            \\nID,name\\n             > :2: no column 'id' for the id; the columns are: ID, name
            id,,name\\n1,2,3\\n       > :1: the name of column 2 is blank; every column needs a name
            id;name;\\n1;2;\\n        > :1: the name of column 3 is blank; every column needs a name
            id,a, a \\n1,2,3\\n       > :1: columns 2 and 3 have the same name 'a'; rename one of them
            id,é,e\\u0301\\n1,2,3\\n  > :1: columns 2 and 3 have the same name 'é'; rename one of them
            id,a\\n1,"b\\n2,c\\n      > :2: a quote opened in this line is never closed
            id,a\\n1,b\\n2,"c         > :3: a quote opened in this line is never closed
            id,"a\\n1,b\\n            > :1: a quote opened in this line is never closed
            id,a\\n1,"b\\n2,"c"\\n    > :3: text after the closing quote of a cell that starts in line 2; write a quote inside a quoted cell twice
            id,a\\r\\n1,"b"c\\r\\n    > :2: text after the closing quote of a cell that starts in line 2; write a quote inside a quoted cell twice
            id,i\\0d\\n1,2\\n         > :1: the name of column 2 contains a NUL; if the file is UTF-16, set the charset in the job file
            """)
    void rejectsMalformedFileWithLine(String text, String message) {
        Path file = CsvFiles.write(folder, unescaped(text));
        assertThatThrownBy(() -> io.contactsync.csv.CsvSource.open(CsvFiles.options(file)))
                .isInstanceOf(CsvException.class)
                .hasMessage(file + message);
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\0", "\0")
                .replace("\\u0301", "\u0301");
    }

    @Test
    void rejectsBytesInvalidInGivenCharsetWithLine() {
        Path file = CsvFiles.write(folder, "id,a\n1,b\n2,é\n".getBytes(ISO_8859_1));
        assertThatThrownBy(() -> io.contactsync.csv.CsvSource.open(CsvFiles.withCharset(file, UTF_8)))
                .hasMessage(
                        file
                                + ":3: this line has bytes that are invalid in UTF-8; set the charset of the file in the job file");
        assertThatThrownBy(() -> io.contactsync.csv.CsvSource.open(CsvFiles.withCharset(file, US_ASCII)))
                .hasMessageStartingWith(file + ":3: this line has bytes that are invalid in US-ASCII");
    }

    @Test
    void rejectsBytesInvalidInEveryCharset() {
        Path file = CsvFiles.write(folder, "id,a\n1,\u0081\n".getBytes(ISO_8859_1));
        assertThatThrownBy(() -> io.contactsync.csv.CsvSource.open(CsvFiles.options(file)))
                .hasMessageStartingWith(file + ":2: this line has bytes that are invalid in windows-1252");
    }

    @Test
    void rejectsIncompleteCharacterAtEnd() {
        Path file = CsvFiles.write(folder, "\uFEFFid\n1\n".getBytes(UTF_16LE));
        byte[] whole = "\uFEFFid\n1\n".getBytes(UTF_16LE);
        CsvFiles.write(folder, java.util.Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> io.contactsync.csv.CsvSource.open(CsvFiles.options(file)))
                .hasMessageStartingWith(file + ":2: this line has bytes that are invalid in UTF-16LE");
    }

    @Test
    void rejectsMissingFileAndDirectory() {
        Path file = folder.resolve("none.csv");
        assertThatThrownBy(() -> io.contactsync.csv.CsvSource.open(CsvFiles.options(file)))
                .hasMessage(file + ": there is no such file");
        assertThatThrownBy(() -> io.contactsync.csv.CsvSource.open(CsvFiles.options(folder)))
                .hasMessage(folder + ": this is a directory; allowed: a regular file, in CSV format");
    }
}
