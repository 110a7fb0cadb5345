package io.contactsync.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The result of reading a whole file before the run.
 *
 * @param rows the number of rows after the header
 * @param fingerprint the SHA-256 of the content in hexadecimal digits
 * @param stamp the size and modification time, by which a change of the file is noticed
 */
record CsvPreScan(CsvDialect dialect, CsvHeader header, long rows, String fingerprint, String stamp) {

    private static final Logger LOG = LoggerFactory.getLogger(CsvPreScan.class);
    private static final Map<CsvSourceOptions, CsvPreScan> CACHE = new ConcurrentHashMap<>();

    /**
     * Reads a file in full, or returns the cached result if the file has not changed.
     *
     * @throws CsvException if the file cannot be read or is invalid as a whole
     */
    static CsvPreScan of(CsvSourceOptions options) {
        try {
            CsvException.requireRegular(options.file());
            String stamp = stamp(options.file());
            CsvPreScan cached = CACHE.get(options);
            if (cached != null && cached.stamp().equals(stamp)) {
                return cached;
            }
            CsvPreScan survey = read(options, stamp);
            CACHE.put(options, survey);
            LOG.info(
                    "{}: {}, columns: {}, rows: {}",
                    options.file().getFileName(),
                    survey.dialect(),
                    survey.header().names().size(),
                    survey.rows());
            return survey;
        } catch (NoSuchFileException e) {
            throw new CsvException(options.file(), "there is no such file");
        } catch (IOException e) {
            throw new CsvException(options.file(), "the file cannot be read: " + e);
        }
    }

    static String stamp(Path file) throws IOException {
        return Files.size(file) + " bytes, modified "
                + Files.getLastModifiedTime(file).toInstant();
    }

    private static CsvPreScan read(CsvSourceOptions options, String stamp) throws IOException {
        List<Charset> charsets = options.charset().isPresent()
                ? List.of(options.charset().get())
                : CsvDialectDetector.candidateCharsets(options.file());
        for (Charset charset : charsets.subList(0, charsets.size() - 1)) {
            try {
                return read(options, stamp, charset);
            } catch (CsvException.NotInCharset e) {
                LOG.debug("the charset is not {}: {}", charset, e.getMessage());
            }
        }
        return read(options, stamp, charsets.get(charsets.size() - 1));
    }

    private static CsvPreScan read(CsvSourceOptions options, String stamp, Charset charset) throws IOException {
        char delimiter = options.delimiter().isPresent()
                ? options.delimiter().get()
                : CsvDialectDetector.detectDelimiter(options.file(), charset, Optional.of(options.id()));
        CsvDialect dialect = new CsvDialect(charset, delimiter);
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(options.file()), digest);
                CsvRowReader rows = CsvRowReader.of(options.file(), in, dialect)) {
            CsvRow header = rows.next();
            long count = rows.countToEnd();
            if (header == null) {
                throw new CsvException(options.file(), "the file is empty; its first line must name the columns");
            }
            String fingerprint = HexFormat.of().formatHex(digest.digest());
            return new CsvPreScan(dialect, CsvHeader.of(header, options), count - 1, fingerprint, stamp);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
