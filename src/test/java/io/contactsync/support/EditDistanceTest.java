package io.contactsync.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "'', abc, 3",
        "abc, '', 3",
        "kitten, sitting, 3",
        "moed, mode, 1",
        "ca, abc, 3",
        "flaw, lawn, 2",
    })
    void countsInsertionsDeletionsSubstitutionsAndSwaps(String a, String b, int distance) {
        assertThat(EditDistance.between(a, b)).isEqualTo(distance);
        assertThat(EditDistance.between(b, a)).isEqualTo(distance);
    }

    @Test
    void ignoresCaseHyphensUnderscoresAndSpaces() {
        assertThat(EditDistance.nearest("PageSize", List.of("url", "page-size")))
                .contains("page-size");
        assertThat(EditDistance.nearest("display name", List.of("display_name")))
                .contains("display_name");
    }

    @Test
    void findsNothingWhenMoreThanAThirdOfTheLettersDiffer() {
        assertThat(EditDistance.nearest("usernam", List.of("avatar", "phone"))).isEmpty();
        assertThat(EditDistance.nearest("abcdef", List.of("abcxyz"))).isEmpty();
        assertThat(EditDistance.nearest("abcdef", List.of("abcdxy"))).contains("abcdxy");
        assertThat(EditDistance.nearest("ab", List.of("ax"))).contains("ax");
    }

    @Test
    void takesTheFirstOfTwoEquallyNearCandidates() {
        assertThat(EditDistance.nearest("bat", List.of("cat", "hat"))).contains("cat");
        assertThat(EditDistance.nearest("bat", List.of("hat", "cat"))).contains("hat");
    }

    @Test
    void findsNothingForAnOverlongWord() {
        String word = "x".repeat(61);

        assertThat(EditDistance.nearest(word, List.of(word))).isEmpty();
        assertThat(EditDistance.nearest("x".repeat(60), List.of("x".repeat(59))))
                .isPresent();
    }
}
