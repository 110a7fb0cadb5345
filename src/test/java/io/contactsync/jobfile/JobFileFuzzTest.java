package io.contactsync.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.jobfile.yaml.JobFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFileFuzzTest {

    private static final int ROUNDS = 1_500;
    private static final Map<String, String> ENVIRONMENT =
            Map.of("DIGIVAULT_TOKEN", "s3cret-a", "HEYX_TOKEN", "s3cret-b");
    private static final List<String> SNIPPETS = List.of(
            "&a ", "*a", "<<: ", "!!int ", "${", "${X}", "$${", "}", "{", "[", "]", "- ", "? ", ": ", "\t", "\0", "'",
            "\"", "|", ">", "%", "---\n", "...\n", "#", "\uFEFF", "\u2028", "ä", "no", "12", "~", "\r", ",", "@", "`");

    @TempDir
    Path folder;

    @Test
    void mutatedFileLoadsOrIsRejectedWithOneSentence() throws IOException {
        String main = Files.readString(Path.of("jobs/digivault-to-heyx.yaml"));
        List<String> texts = List.of(main, BrokenJobFiles.valid());
        Random random = new Random(20260131);
        int rejected = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = texts.get(random.nextInt(texts.size()));
            for (int i = random.nextInt(4); i >= 0; i--) {
                text = random.nextBoolean() ? mutateLine(text, random) : mutateCharacter(text, random);
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(10) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            rejected += isRejected(bytes) ? 1 : 0;
        }
        assertThat(rejected).isBetween(ROUNDS / 10, ROUNDS - 1);
    }

    /** The limit detects a loader that does not terminate. It is far above the time for any file. */
    private boolean isRejected(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("job.yaml"), bytes);
        return Assertions.assertTimeout(Duration.ofSeconds(30), () -> {
            try {
                JobFile.load(file, ENVIRONMENT, StandardConnectors.registry());
                return false;
            } catch (JobFileException e) {
                assertThat(e.getMessage()).startsWith(file + ":").doesNotContain("s3cret", "\n", "\r", "\u2028");
                return true;
            }
        });
    }

    private static String mutateLine(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int line = random.nextInt(lines.size());
        String other = lines.get(random.nextInt(lines.size()));
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(line);
            case 1 -> lines.add(line, other);
            case 2 -> lines.set(line, other);
            default -> lines.set(line, "  " + lines.get(line));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String mutateCharacter(String text, Random random) {
        int at = random.nextInt(text.length());
        String snippet = SNIPPETS.get(random.nextInt(SNIPPETS.size()));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + snippet + text.substring(at);
            default -> text.substring(0, at) + snippet + text.substring(at + 1);
        };
    }
}
