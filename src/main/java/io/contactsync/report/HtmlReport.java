package io.contactsync.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.contactsync.support.TerminalText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** Writes a report as an HTML page. */
public final class HtmlReport {

    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");
    /** Characters that reverse or hide text are shown as escapes, as on a terminal. */
    private static final Template TEMPLATE = Mustache.compiler()
            .withEscaper(text -> Escapers.HTML.escape(TerminalText.escapeLines(text)))
            .strictSections(true)
            .emptyStringIsFalse(true)
            .compile(resource("report.html.mustache"));

    private HtmlReport() {}

    /** A report as a complete HTML document without external resources. */
    public static String of(RunReport report) {
        return TEMPLATE.execute(new Frame(new ReportView(report)));
    }

    /** The page with its style and script, and the Content-Security-Policy that allows only these. */
    record Frame(ReportView page) {

        String style() {
            return STYLE;
        }

        String script() {
            return SCRIPT;
        }

        String policy() {
            return "default-src 'none'; img-src data:; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
                    .formatted(hash(STYLE), hash(SCRIPT));
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which the specification requires", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(HtmlReport.class.getResourceAsStream("/io/contactsync/report/" + name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
