package io.contactsync.jobfile;

import io.contactsync.jobfile.yaml.JobFileException;
import io.contactsync.jobfile.yaml.SourceLocations;
import io.contactsync.support.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads the text of a job file: valid UTF-8, at most 1 MB, without unprintable characters. */
final class JobFileText {

    private static final int MAX_BYTES = 1_000_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private JobFileText() {}

    /**
     * Reads a file.
     *
     * @return its text without a byte order mark
     * @throws JobFileException if it does not exist, cannot be read, is too large or is not text
     */
    static String read(Path file) {
        byte[] bytes = bytes(file);
        if (bytes.length > MAX_BYTES) {
            throw new JobFileException(file.toString(), "the file is too large; allowed: at most 1 MB");
        }
        String text = decode(file.toString(), bytes);
        rejectUnprintable(file.toString(), text);
        return text;
    }

    private static byte[] bytes(Path file) {
        RegularFile.otherKind(file).ifPresent(other -> {
            throw new JobFileException(
                    file.toString(), "this is " + other + "; allowed: a job file that is a regular file");
        });
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new JobFileException(file.toString(), "there is no such file");
        } catch (AccessDeniedException e) {
            throw new JobFileException(file.toString(), "the file may not be read: permission denied");
        } catch (IOException e) {
            throw new JobFileException(file.toString(), "the file cannot be read: " + e.getMessage());
        }
    }

    private static String decode(String file, byte[] bytes) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        boolean malformed = decoder.decode(in, out, true).isError();
        String text = out.flip().toString();
        if (malformed) {
            throw new JobFileException(file, endOf(text), "this is not UTF-8; allowed: a text file in UTF-8");
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static void rejectUnprintable(String file, String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            if (!StreamReader.isPrintable(character)) {
                String sentence = "the unprintable character U+%04X; allowed: text".formatted(character);
                throw new JobFileException(file, endOf(text.substring(0, i)), sentence);
            }
        }
    }

    /** Returns the location after the last character. */
    private static SourceLocations.Location endOf(String text) {
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        int lineStart = text.lastIndexOf('\n') + 1;
        return new SourceLocations.Location(line, 1 + text.codePointCount(lineStart, text.length()));
    }
}
