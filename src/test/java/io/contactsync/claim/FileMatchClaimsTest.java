package io.contactsync.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.http.ratelimit.ManualTicker;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class FileMatchClaimsTest {

    @TempDir
    private Path folder;

    private final ManualTicker ticker = new ManualTicker(Duration.ofHours(1).toNanos());
    private final List<MatchClaims> open = new ArrayList<>();
    private StateDirectory state;
    private Path file;

    @BeforeEach
    void openState() {
        state = StateDirectory.open(folder);
        file = state.claimFile("http://localhost", "token");
    }

    @AfterEach
    void close() {
        open.forEach(MatchClaims::close);
        open.clear();
    }

    private MatchClaims job(String name) {
        MatchClaims claims = FileMatchClaims.open(file, name, ticker);
        open.add(claims);
        return claims;
    }

    private void end(MatchClaims job) {
        open.remove(job);
        job.close();
    }

    private List<String> keys(String... values) {
        return Arrays.stream(values)
                .map(value -> state.hash().of("claim", value))
                .toList();
    }

    private Claim claim(MatchClaims job, String... values) {
        return job.tryAcquire(keys(values)).orElseThrow();
    }

    private boolean isFree(MatchClaims job, String... values) {
        Optional<Claim> claim = job.tryAcquire(keys(values));
        claim.ifPresent(Claim::close);
        return claim.isPresent();
    }

    @Test
    void grantsAllValuesOrNone() {
        MatchClaims a = job("a");
        MatchClaims b = job("b");
        Claim claim = claim(a, "+1", "x@example.com");
        assertThat(isFree(b, "+2", "x@example.com")).isFalse();
        assertThat(isFree(b, "+2")).as("not held after a refusal").isTrue();
        assertThat(isFree(a, "+1")).as("the same job").isTrue();
        claim.close();
        assertThat(isFree(b, "+1", "x@example.com")).isTrue();
        assertThat(claim(b, "+1").status()).isEqualTo(Claim.Status.CLEAR);
    }

    @Test
    void contactWithoutValuesNeedsNoClaim() {
        assertThat(claim(job("a")).status()).isEqualTo(Claim.Status.CLEAR);
    }

    @Test
    void createIsInDoubtAfterItsJobEnded() {
        MatchClaims a = job("a");
        claim(a, "+1").creating();
        MatchClaims b = job("b");
        assertThat(isFree(b, "+1")).isFalse();
        end(a);
        ticker.advance(Duration.ofDays(3).toNanos());
        Claim second = claim(b, "+1");
        assertThat(second.status()).isEqualTo(Claim.Status.IN_DOUBT);
        second.close();
        assertThat(claim(b, "+1").status()).as("still not resolved").isEqualTo(Claim.Status.IN_DOUBT);
    }

    @Test
    void doubtSurvivesTheJobThatLooksTheContactUp() {
        MatchClaims a = job("a");
        claim(a, "+1").creating();
        end(a);
        MatchClaims b = job("b");
        assertThat(claim(b, "+1").status()).isEqualTo(Claim.Status.IN_DOUBT);
        end(b);
        assertThat(claim(job("c"), "+1").status()).isEqualTo(Claim.Status.IN_DOUBT);
    }

    @Test
    void resolvedDoubtIsClear() {
        MatchClaims a = job("a");
        claim(a, "+1").creating();
        end(a);
        MatchClaims b = job("b");
        try (Claim claim = claim(b, "+1")) {
            claim.resolved();
        }
        assertThat(claim(job("c"), "+1").status()).isEqualTo(Claim.Status.CLEAR);
    }

    @Test
    void lookupOfAJobThatEndedLeavesNothing() {
        MatchClaims a = job("a");
        claim(a, "+1");
        end(a);
        assertThat(claim(job("b"), "+1").status()).isEqualTo(Claim.Status.CLEAR);
    }

    @Test
    void contactCreatedByAnotherJobIsInDoubtUntilItIsVisibleAndThenKnown() {
        MatchClaims a = job("a");
        MatchClaims b = job("b");
        try (Claim claim = claim(a, "+1")) {
            claim.creating();
            claim.created();
        }
        ticker.advance(Duration.ofSeconds(20).toNanos());
        try (Claim claim = claim(b, "+1")) {
            assertThat(claim.status()).isEqualTo(Claim.Status.IN_DOUBT);
            assertThat(claim.isCreatedWithin(Duration.ofSeconds(21))).isTrue();
            assertThat(claim.isCreatedWithin(Duration.ofSeconds(19))).isFalse();
        }
        try (Claim own = claim(a, "+1")) {
            assertThat(own.status()).as("in its own ledger").isEqualTo(Claim.Status.CLEAR);
            assertThat(own.isCreatedWithin(Duration.ofSeconds(21))).isTrue();
        }
        ticker.advance(Duration.ofMinutes(10).toNanos());
        try (Claim claim = claim(b, "+1")) {
            assertThat(claim.status()).isEqualTo(Claim.Status.CREATED_BY_OTHER);
        }
        assertThat(claim(job("c"), "+1").status())
                .as("a job that began later reads it")
                .isEqualTo(Claim.Status.CLEAR);
    }

    @Test
    void valueOfTwoContactsOfOneJobIsReleasedByTheLast() {
        MatchClaims a = job("a");
        MatchClaims b = job("b");
        Claim first = claim(a, "+1", "x");
        Claim second = claim(a, "+2", "x");
        first.creating();
        second.creating();
        first.created();
        first.close();
        assertThat(isFree(b, "x")).isFalse();
        assertThat(isFree(b, "+1")).isTrue();
        second.resolved();
        second.close();
        ticker.advance(Duration.ofMinutes(2).toNanos());
        assertThat(claim(job("c"), "x").status()).isEqualTo(Claim.Status.CLEAR);
    }

    /** The clock of another boot counts from another time. */
    @Test
    void createAfterTheCurrentTimeCountsAsJustDone() {
        MatchClaims a = job("a");
        claim(a, "+1").created();
        end(a);
        ticker.advance(-Duration.ofMinutes(50).toNanos());
        MatchClaims b = job("b");
        try (Claim claim = claim(b, "+1")) {
            assertThat(claim.status()).isEqualTo(Claim.Status.IN_DOUBT);
        }
        ticker.advance(Duration.ofMinutes(2).toNanos());
        assertThat(claim(b, "+1").status()).isEqualTo(Claim.Status.CREATED_BY_OTHER);
    }

    @Test
    void createsThatNoLongerFitAreStillKnownToHaveHappened() {
        MatchClaims b = job("b");
        MatchClaims a = job("a");
        int creates = ClaimTable.BUCKETS * ClaimTable.WAYS * 2;
        for (int i = 0; i < creates; i++) {
            try (Claim claim = claim(a, "a" + i)) {
                claim.created();
            }
        }
        for (int i = 0; i < creates; i += 501) {
            try (Claim claim = claim(b, "a" + i)) {
                assertThat(claim.status()).isEqualTo(Claim.Status.IN_DOUBT);
            }
        }
        ticker.advance(Duration.ofMinutes(2).toNanos());
        try (Claim claim = claim(b, "a3")) {
            assertThat(claim.status()).isEqualTo(Claim.Status.CREATED_BY_OTHER);
        }
        assertThat(claim(a, "a3", "a4").status()).isEqualTo(Claim.Status.CLEAR);
    }

    @Test
    void damagedFileMeansThatCreatesMayBeMissing() throws IOException {
        claim(job("a"), "+1").created();
        byte[] bytes = Files.readAllBytes(file);
        List<byte[]> damages = List.of(new byte[100], new byte[bytes.length], new byte[bytes.length + 1]);
        for (byte[] damage : damages) {
            close();
            Files.write(file, damage);
            assertThat(claim(job("b"), "+1").status()).isEqualTo(Claim.Status.IN_DOUBT);
        }
    }

    @Test
    void anyContentIsSurvived() throws IOException {
        Random random = new Random(7);
        for (int trial = 0; trial < 20; trial++) {
            try (MatchClaims a = FileMatchClaims.open(file, "a", ticker)) {
                a.tryAcquire(keys("+1")).ifPresent(Claim::creating);
            }
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 8; i < bytes.length; i++) {
                bytes[i] = (byte) random.nextInt(trial < 10 ? 2 : 256);
            }
            Files.write(file, bytes);
            try (MatchClaims b = FileMatchClaims.open(file, "b", ticker)) {
                assertThat(b.tryAcquire(keys("+1", "+2"))).isPresent();
            }
        }
    }

    /** Jobs that act at random; a model knows what each of them may be told. */
    @Test
    void behavesAsTheModel() {
        Random random = new Random(3);
        List<MatchClaims> jobs = new ArrayList<>(List.of(job("a"), job("b"), job("c")));
        Map<String, Integer> holder = new HashMap<>();
        Map<String, Boolean> doubt = new HashMap<>();
        List<Map<String, Claim>> claims = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (int step = 0; step < 20_000; step++) {
            int who = random.nextInt(3);
            String value = "v" + random.nextInt(40);
            Claim held = claims.get(who).get(value);
            if (held == null) {
                Optional<Claim> claim = jobs.get(who).tryAcquire(keys(value));
                assertThat(claim.isEmpty()).isEqualTo(holder.containsKey(value));
                claim.ifPresent(granted -> {
                    assertThat(granted.status() == Claim.Status.IN_DOUBT).isEqualTo(doubt.getOrDefault(value, false));
                    holder.put(value, who);
                    claims.get(who).put(value, granted);
                });
                continue;
            }
            switch (random.nextInt(4)) {
                case 0 -> {
                    held.creating();
                    doubt.put(value, true);
                }
                case 1 -> {
                    held.resolved();
                    doubt.put(value, false);
                }
                default -> {
                    held.close();
                    holder.remove(value);
                    claims.get(who).remove(value);
                }
            }
            if (random.nextInt(500) == 0) {
                end(jobs.get(who));
                jobs.set(who, job("abc".substring(who, who + 1)));
                holder.values().removeIf(one -> one == who);
                claims.get(who).clear();
            }
        }
    }
}
