package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The unpacked distribution archive, with a cache directory for its launcher. */
final class DistributionArchive {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final Path directory;
    private final Path home;

    private DistributionArchive(Path folder, Path home) {
        this.directory = folder;
        this.home = home;
    }

    static DistributionArchive unpack(Path folder) throws IOException, InterruptedException {
        String archive = Objects.requireNonNull(
                System.getProperty("contact-sync.archive"), "the build sets the path of the archive");
        Process tar = new ProcessBuilder("tar", "xzf", archive)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        try (Stream<Path> tops = Files.list(folder)) {
            List<Path> all = tops.toList();
            assertThat(all).hasSize(1);
            return new DistributionArchive(folder, all.get(0));
        }
    }

    Path home() {
        return home;
    }

    Path cache() {
        return directory.resolve("cache");
    }

    /** The launcher with its cache directory and additional environment variables. */
    CliRunner launcher(Path where, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "CONTACT_SYNC_CACHE", cache().toString()));
        all.putAll(environment);
        return new CliRunner(
                where, all, List.of(home.resolve("bin/contact-sync").toString()));
    }

    /** The complete class archive in the cache; empty while the launcher is still creating it. */
    private Optional<Path> cacheFile() {
        if (!Files.isDirectory(cache())) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(cache())) {
            List<Path> all = files.toList();
            boolean busy = all.stream().anyMatch(file -> file.toString().endsWith(".warm-up"));
            return all.stream()
                    .filter(file -> !busy && file.toString().matches(".*\\.(jsa|aot)"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path awaitCacheFile() throws InterruptedException {
        for (Instant end = Instant.now().plus(TIMEOUT); Instant.now().isBefore(end); ) {
            Optional<Path> kept = cacheFile();
            if (kept.isPresent()) {
                return kept.get();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("no class archive in " + cache() + " after " + TIMEOUT);
    }
}
