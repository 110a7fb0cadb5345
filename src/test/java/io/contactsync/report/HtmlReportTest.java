package io.contactsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final Instant START = Instant.parse("2026-01-31T02:00:00Z");

    @Test
    void showsTheWholeResultOfTheRun() {
        String page = HtmlReport.of(SampleReports.migration(RunResult.Status.COMPLETED));

        assertThat(page)
                .contains("<h1>digivault-to-heyx <span class=\"run\">run 12</span></h1>")
                .contains("Completed, some contacts rejected")
                .contains("2026-01-31 01:10:00 UTC", "2026-01-31 02:59:00 UTC", "1 h 49 min")
                .contains("<dt>Resumed</dt><dd>2026-01-31 02:00:00 UTC</dd>")
                .contains("<b>10,000</b> created")
                .contains("most in one minute: 192; limit: 200 (the line)")
                .contains("<td>1,207</td><td class=\"text\">not a valid phone number</td>")
                .contains("84 ms", "4.1 s", "11,240 responses")
                .contains("cus_00073", "phone is required but blank")
                .contains("<code>contact-sync rejects jobs/digivault-to-heyx.yaml</code>")
                .contains("<th>source.digivault.token</th><td class=\"text\">***</td>");
    }

    @Test
    void hasNoExternalResourcesAndEscapesAllText() {
        String page = HtmlReport.of(SampleReports.migration(RunResult.Status.FAILED));

        assertThat(page)
                .doesNotContain("<script>document")
                .doesNotContain("<img")
                .doesNotContain("<b>id");
        assertThat(page).contains("&lt;script&gt;document.title");
        assertThat(Pattern.compile("(src|href|action)=\"(?!data:,)")
                        .matcher(page)
                        .results())
                .isEmpty();
        assertThat(page).doesNotContain("@import").doesNotContain("url(");
        assertThat(page).doesNotContain(" style=\"");
    }

    @Test
    void showsErrorAndNextStepsOfAnUnfinishedRun() {
        String failed = HtmlReport.of(SampleReports.migration(RunResult.Status.FAILED));
        String refused = HtmlReport.of(SampleReports.migration(RunResult.Status.TOKEN_REFUSED));

        assertThat(failed)
                .contains("class=\"status bad\">Failed<")
                .contains("<p class=\"error\">HeyX channel support: nothing succeeded for 15 min")
                .contains("<code>contact-sync run jobs/digivault-to-heyx.yaml</code>");
        assertThat(refused).contains("a token was refused").contains("contact-sync check");
        assertThat(HtmlReport.of(SampleReports.migration(RunResult.Status.STOPPED)))
                .contains("class=\"status careful\">Stopped<");
    }

    @Test
    void countsRejectsThatAreNotListed() {
        assertThat(HtmlReport.of(SampleReports.migration(RunResult.Status.COMPLETED)))
                .contains("Not listed here: 1 more.");
    }

    @Test
    void rendersARunWithoutCallsAndContacts() {
        RunResult empty = new RunResult(
                "export",
                1,
                RunResult.Status.COMPLETED,
                false,
                START,
                START,
                Map.of("csv", new RunResult.Channel(new OutcomeCounts(0, Map.of(Outcome.CREATED, 0L), 0), Map.of())),
                1,
                List.of(),
                List.of(),
                null,
                null);

        String page = HtmlReport.of(new RunReport(empty, START, List.of(), List.of(), Map.of(), "jobs/export.yaml"));

        assertThat(page)
                .contains("class=\"status good\">Completed<")
                .contains("The target makes no calls.")
                .doesNotContain("id=\"rejects\"")
                .doesNotContain("id=\"next\"");
    }

    @Test
    void formatsNumbersIndependentlyOfTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(HtmlReport.of(SampleReports.migration(RunResult.Status.COMPLETED)))
                    .contains("<b>10,000</b> created");
        } finally {
            Locale.setDefault(before);
        }
    }
}
