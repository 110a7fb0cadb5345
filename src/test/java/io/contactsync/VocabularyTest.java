package io.contactsync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps private terms out of the code and the documentation: a reader who knows Spring Batch and HTTP clients must be
 * able to guess what a type does from its name. Each list names what is not used; use the standard term instead.
 */
class VocabularyTest {

    private static final Path MAIN = Path.of("src/main");

    /** Names that no type may have, top-level or nested. */
    private static final Set<String> TYPES = words("""
            Arrival Beginning Belonging BatchDriver CallTally ChannelRun CheckUp Claims ClientFigures Combinations
            Conclusion ContactPast ContactRoad Creation Departure EndReader Ending Ends Failures Farewell Foreseen
            FreePace Gathering GroupCommit Guards GuardTripped JobRun Journal KeptMapping Lanes LinkJournal LinkReads
            Lookout MatchFilter Neighbour Notice NothingKnown OutageWatch Outlook Owners PacedWire Pacing Piece Places
            Planning Preparation Prepared Preparing Present Reading Reasons Rehearsal RehearsedTarget Rewriting RoadRules
            Roster RunEnded RunTelling RunView Sending ServiceDesk Sheet Sighting Slices Spoken StateCopy Steps Stock
            StopSignal Stretch Strike Survey Systems Terms TimeLeft TokenPace Traffic Transmission Types Unreadable
            Verdict Watch WholeFile Wire WireAnswer WireMeter Written WrittenSettings WrongUsage AutoInFlight ApiCall
            """);

    /** Ordinary words: good names for a nested type, whose context explains them, but not for a top-level one. */
    private static final Set<String> TOP_LEVEL_TYPES = words("""
            Changes History Identity Line Minutes Node Owner Phase Reply Scope Setting Step Store Tree Write
            """);

    /** Names that no part of a package name may have. */
    private static final Set<String> PACKAGES = words("look road step telling wire");

    /** Words that do not occur in code, comments or documentation, nor as part of an identifier; plurals included. */
    private static final Set<String> WORDS = words("""
            farewell foreseen lane lookout neighbour outlook rehearsal rehearse rehearsed rehearsing road roster sighting
            stretch travel weather
            anew beneath mend mended whence whoever
            believe believed everybody nobody somebody
            """);

    /** Phrases that do not occur in code, messages or documentation, as whole words. */
    private static final List<String> PHRASES = List.of(
            // Messages of earlier versions.
            "goes the other ways",
            "no contact pays for",
            "once more to end at once",
            "would be created, because of",
            "\", because of \"",
            "has another value in every row",
            "(1 contacts)",
            // Use "continues", "resumes" or "proceeds".
            "goes on",
            "go on",
            "gone on",
            "went on",
            "going on",
            // Use "runs" or "executes".
            "carries out",
            "carried out",
            "carry out",
            "carries a job out",
            // Use "finds", "reads" or "checks whether".
            "comes upon",
            "come upon",
            "coming upon",
            "looks whether",
            "look whether",
            // Use "gracefully", "in progress", "without end", "without notice".
            "in good order",
            "in hand",
            "for ever",
            "in silence",
            // Use "the cause was" and "is resolved from".
            "died of",
            "dies of",
            "told from the ledger",
            "lays claim",
            "lay claim");

    private static final Pattern PHRASE_PATTERN =
            Pattern.compile(PHRASES.stream().map(VocabularyTest::asWholeWords).collect(Collectors.joining("|")));

    @Test
    void typesAndPackagesHaveStandardNames() throws IOException {
        Map<String, String> sources = read(Stream.of(MAIN.resolve("java")), ".java");

        assertThat(sources).hasSizeGreaterThan(250);
        assertThat(found(sources, VocabularyTest::badNames)).isEmpty();
    }

    @Test
    void codeAndDocumentationUseStandardTerms() throws IOException {
        Map<String, String> texts =
                read(Stream.of(MAIN, Path.of("README.md"), Path.of("jobs"), Path.of("samples")), "");

        assertThat(texts).containsKeys("README.md", "jobs/digivault-to-heyx.yaml", "samples/cronjob.yaml");
        assertThat(found(texts, VocabularyTest::badWordsAndPhrases)).isEmpty();
    }

    @Test
    void findsATypeHoweverItIsDeclared() {
        assertThat(badNames("package io.contactsync;\npublic final class Sighting {}"))
                .containsExactly("Sighting");
        assertThat(badNames("record Arrival(int a) {\n    private sealed interface Wire permits A {}\n}"))
                .containsExactly("Arrival", "Wire");
        assertThat(badNames("    enum Verdict { GO }")).containsExactly("Verdict");
        assertThat(badNames("    @interface Places {}")).containsExactly("Places");
    }

    @Test
    void findsAnOrdinaryWordAsATopLevelTypeOnly() {
        assertThat(badNames("public sealed interface Step {}")).containsExactly("Step");
        assertThat(badNames("class Reader {\n    private sealed interface Step {}\n}"))
                .isEmpty();
    }

    @Test
    void acceptsANameThatOnlyContainsAWord() {
        assertThat(badNames("final class StepListener {}\nrecord RunViewport() {}\nclass HttpWire {}"))
                .isEmpty();
    }

    @Test
    void findsAPartOfAPackageName() {
        assertThat(badNames("package io.contactsync.road.guard;")).containsExactly("road");
        assertThat(badNames("package io.contactsync.http.wire;")).containsExactly("wire");
        assertThat(badNames("package io.contactsync.lookup;")).isEmpty();
    }

    @Test
    void findsAWordInTextAndInsideIdentifiers() {
        assertThat(badWords("// down the road")).containsExactly("road");
        assertThat(badWords("int contactRoad = 1;")).containsExactly("road");
        assertThat(badWords("Roads.of(sightingsById)")).containsExactly("roads", "sightings");
        assertThat(badWords("MAX_LANES")).containsExactly("lanes");
        assertThat(badWords("a broad plane, abroad; planes; throwaways; stretchy; amended; pleasantest"))
                .isEmpty();
    }

    @Test
    void findsAPhraseAcrossLinesCommentsAndStrings() {
        assertThat(badPhrases("  Looks\n  whether it is there")).containsExactly("looks whether");
        assertThat(badPhrases("/**\n * A run goes on\n * where it was. */")).containsExactly("goes on");
        assertThat(badPhrases("// it goes on\n// where it was")).containsExactly("goes on");
        assertThat(badPhrases("# it goes on\n# where it was")).containsExactly("goes on");
        assertThat(badPhrases("say(\"it goes on \"\n        + \"where it was\")"))
                .containsExactly("goes on");
        assertThat(badPhrases("it continues where it was")).isEmpty();
    }

    @Test
    void findsAPhraseAsWholeWordsOnly() {
        assertThat(badPhrases("waits for ever")).containsExactly("for ever");
        assertThat(badPhrases("x + \", because of \" + y")).containsExactly("\", because of \"");
        assertThat(badPhrases("two days ago one contact; for every contact; cargo on board"))
                .isEmpty();
    }

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+"));
    }

    private static List<String> badNames(String source) {
        List<String> bad = new ArrayList<>();
        matches("(?m)^package ([\\w.]+);", source)
                .flatMap(match -> Stream.of(match.group(1).split("\\.")))
                .filter(PACKAGES::contains)
                .forEach(bad::add);
        matches("(?m)^(.*)\\b(?:class|record|interface|enum)\\s+(\\w+)", source)
                .filter(match -> TYPES.contains(match.group(2))
                        || (TOP_LEVEL_TYPES.contains(match.group(2))
                                && !match.group(1).startsWith(" ")))
                .forEach(match -> bad.add(match.group(2)));
        return bad;
    }

    private static List<String> badWordsAndPhrases(String text) {
        return Stream.concat(badWords(text).stream(), badPhrases(text).stream()).toList();
    }

    /** Finds words in text, and words of which camelCase and UPPER_CASE identifiers consist. */
    private static List<String> badWords(String text) {
        return matches("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", text)
                .map(match -> match.group().toLowerCase(Locale.ROOT))
                .filter(word -> WORDS.contains(word) || WORDS.contains(word.replaceFirst("s$", "")))
                .distinct()
                .toList();
    }

    private static List<String> badPhrases(String text) {
        String plain = text.replaceAll("\"\\s*\\+\\s*\"", "")
                .replaceAll("(?m)^\\s*(?:/?\\*+|//+|#+|--)", " ")
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
        return PHRASE_PATTERN
                .matcher(plain)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static String asWholeWords(String phrase) {
        String start = Character.isLetter(phrase.charAt(0)) ? "\\b" : "";
        String end = Character.isLetter(phrase.charAt(phrase.length() - 1)) ? "\\b" : "";
        return start + Pattern.quote(phrase) + end;
    }

    private static Stream<MatchResult> matches(String regex, String text) {
        return Pattern.compile(regex).matcher(text).results();
    }

    /** Returns what was found by file, without the files in which nothing was found. */
    private static Map<String, List<String>> found(Map<String, String> texts, Function<String, List<String>> search) {
        Map<String, List<String>> found = new TreeMap<>();
        texts.forEach((path, text) -> found.put(path, search.apply(text)));
        found.values().removeIf(List::isEmpty);
        return found;
    }

    private static Map<String, String> read(Stream<Path> places, String suffix) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path place : places.toList()) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = file.toString();
                    if (name.endsWith(suffix) && !name.endsWith(".png")) {
                        texts.put(name, Files.readString(file, UTF_8));
                    }
                }
            }
        }
        return texts;
    }
}
