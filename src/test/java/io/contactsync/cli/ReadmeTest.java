package io.contactsync.cli;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the README says about classes, packages, commands and exit codes; {@code ReadmeIT} runs its commands. */
class ReadmeTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Path ROOT = MAIN.resolve("io/contactsync");

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    /** The text of a section, up to the next heading of its level. */
    private static String section(String heading) throws IOException {
        String text = readme();
        int start = text.indexOf("\n## " + heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = text.indexOf("\n## ", start + 1);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }

    private static Set<String> found(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> classes(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(toCollection(TreeSet::new));
        }
    }

    private static CommandLine commandLine() {
        PrintWriter discarded = new PrintWriter(new StringWriter());
        return Commands.commandLine(discarded, discarded);
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> named = found("`([A-Z]\\w*(?:Test|IT))`", readme());

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(classes(TESTS)).containsAll(named);
    }

    @Test
    void everyClassThatIsNamedExists() throws IOException {
        Set<String> named = found("`([A-Z]\\w*)`", section("Where things are"));
        named.removeIf(name -> name.endsWith("Test"));

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(classes(MAIN)).containsAll(named);
    }

    @Test
    void treeListsEveryPackage() throws IOException {
        Set<String> packages = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> ROOT.relativize(file.getParent()).toString().replace('/', '.'))
                    .forEach(packages::add);
        }

        assertThat(treePackages()).containsExactlyInAnyOrderElementsOf(packages);
        assertThat(section("Where things are")).contains("has " + packages.size() + " packages");
    }

    private static List<String> treePackages() throws IOException {
        List<String> packages = new ArrayList<>();
        String outer = "";
        for (MatchResult line : Pattern.compile("(?m)^(\\.|[├└]─|[│ ]  [├└]─) *([a-z]\\w*)?  .* -> ")
                .matcher(section("Where things are"))
                .results()
                .toList()) {
            if (line.group(1).equals(".")) {
                packages.add("");
            } else if (line.group(1).length() == 2) {
                outer = line.group(2);
                packages.add(outer);
            } else {
                packages.add(outer + "." + line.group(2));
            }
        }
        return packages;
    }

    @Test
    void commandTableListsEveryCommand() throws IOException {
        Set<String> listed = new TreeSet<>();
        commandLine().getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                listed.add(name);
            }
        });

        assertThat(found("(?m)^\\| `(\\w+)[^`]*` \\|", section("The main job: DigiVault to HeyX")))
                .isEqualTo(listed);
    }

    @Test
    void exitCodesAreThoseOfTheHelp() throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        Pattern.compile("(?m)^\\| (\\d+) \\| (.*) \\|$")
                .matcher(section("Exit codes"))
                .results()
                .forEach(row -> table.put(row.group(1), row.group(2).replace("`", "")));

        assertThat(table)
                .isEqualTo(commandLine().getCommandSpec().usageMessage().exitCodeList());
    }
}
