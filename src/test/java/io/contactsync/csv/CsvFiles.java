package io.contactsync.csv;

import io.contactsync.connector.Scan;
import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes and reads small CSV files. */
final class CsvFiles {

    private CsvFiles() {}

    static CsvSourceOptions options(Path file) {
        return new CsvSourceOptions(file, "id", Optional.empty(), Optional.empty(), true, List.of());
    }

    static CsvSourceOptions withCharset(Path file, Charset charset) {
        return new CsvSourceOptions(file, "id", Optional.empty(), Optional.of(charset), true, List.of());
    }

    static Path write(Path folder, String text) {
        return write(folder, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path folder, byte[] bytes) {
        try {
            return Files.write(folder.resolve("contacts.csv"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<SourceItem> items(CsvSource source, @Nullable String position) {
        List<SourceItem> items = new ArrayList<>();
        try (Scan scan = source.scanFrom(position)) {
            scan.forEachRemaining(items::add);
        }
        return items;
    }

    /** {@return the contacts as id and fields, the invalid rows as id and reason} */
    static List<String> texts(CsvSource source) {
        return items(source, null).stream().map(CsvFiles::text).toList();
    }

    private static String text(SourceItem item) {
        return item instanceof Contact contact
                ? contact.id() + " " + contact.fields()
                : item.id() + ": " + ((SourceItem.Invalid) item).reason();
    }
}
