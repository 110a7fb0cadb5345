package io.contactsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads the report in a real browser. */
class ReportInBrowserTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireBrowser() throws Exception {
        if (!Files.isExecutable(CHROMIUM)
                && "true".equals(System.getenv("CI"))
                && "root".equals(System.getProperty("user.name"))) {
            new ProcessBuilder("sh", "-c", "apt-get update && apt-get install -y --no-install-recommends chromium")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(10, TimeUnit.MINUTES);
        }
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM), "the report is not tested in a browser: there is no " + CHROMIUM);
    }

    private record LoadedPage(String dom, String console, List<String> requests) {}

    /** Loads a page and returns its DOM, the console output and the requests made. */
    private LoadedPage load(String page) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("report.html"), page);
        Path log = folder.resolve("net.json");
        Path dom = folder.resolve("dom.html");
        Path console = folder.resolve("console.txt");
        List<String> command = new ArrayList<>(List.of(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--log-net-log=" + log,
                "--dump-dom",
                file.toUri().toString()));
        Process browser = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(console.toFile())
                .start();
        assertThat(browser.waitFor(2, TimeUnit.MINUTES)).isTrue();
        List<String> requests = Pattern.compile("\"url\":\"((?:https?|wss?):[^\"]*)\"")
                .matcher(Files.readString(log))
                .results()
                .map(found -> found.group(1))
                .toList();
        return new LoadedPage(Files.readString(dom), Files.readString(console), requests);
    }

    @Test
    void rendersWithoutErrorsAndWithoutRequests() throws Exception {
        RunReport report = SampleReports.migration(RunResult.Status.FAILED);

        LoadedPage loaded = load(HtmlReport.of(report));

        assertThat(loaded.console().lines().filter(line -> line.contains("CONSOLE")))
                .isEmpty();
        // The browser's own background requests are not made by the page.
        assertThat(loaded.requests()).noneMatch(url -> url.contains("127.0.0.1"));
        assertThat(loaded.dom()).contains("<title>digivault-to-heyx, run 12: Failed</title>");
        for (String chart : List.of("minutes-support", "minutes-sales-viber", "outcomes-support", "kind-lookup")) {
            String drawn = loaded.dom().substring(loaded.dom().indexOf("data-chart=\"" + chart + "\""));
            assertThat(drawn.substring(0, drawn.indexOf("</svg>"))).as(chart).contains("<rect");
        }
        // The script has run: it shows the search field and the number of rows.
        assertThat(loaded.dom()).contains("<output>119 contacts</output>");
    }

    @Test
    void contentSecurityPolicyBlocksUnescapedScripts() throws Exception {
        String page = HtmlReport.of(SampleReports.migration(RunResult.Status.COMPLETED))
                .replace("<main>", "<main>" + SampleReports.SCRIPT);

        LoadedPage loaded = load(page);

        assertThat(loaded.dom()).doesNotContain("<title>owned</title>");
        assertThat(loaded.console()).contains("CONSOLE").contains("Content Security Policy");
        assertThat(loaded.requests()).noneMatch(url -> url.contains("127.0.0.1"));
    }
}
