package io.contactsync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class ApiClientOptionsTest {

    private static final HttpUrl BASE = HttpUrl.get("https://app.heyx.io/api/v1");
    private static final RateLimit LIMIT = new RateLimit.PerMinute(200, 0);

    @Test
    void textFormDoesNotContainTheToken() {
        ApiClientOptions options = ApiClientOptions.of("HeyX", BASE, "s3cr3t", LIMIT, Path.of("pace"));
        assertThat(options).hasToString("ApiClientOptions[HeyX]");
        assertThatThrownBy(() -> ApiClientOptions.of("HeyX", BASE, "s3cr3t\n", LIMIT, Path.of("pace")))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("s3cr3t");
    }

    @Test
    void rejectsATokenThatIsNoHeaderValue() {
        for (String token : new String[] {"", " ", "a b", "tök"}) {
            assertThatThrownBy(() -> ApiClientOptions.of("HeyX", BASE, token, LIMIT, Path.of("pace")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void limitedRateRequiresARateLimiterFile() {
        assertThatThrownBy(() -> ApiClientOptions.of("HeyX", BASE, "s3cr3t", LIMIT, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reserveLeavesAtLeastOneCall() {
        assertThat(new RateLimit.PerMinute(200, 50).available()).isEqualTo(150);
        assertThat(new RateLimit.PerMinute(200, 200).available()).isEqualTo(1);
        assertThatThrownBy(() -> new RateLimit.PerMinute(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimit.PerMinute(1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rejectsValuesOutOfRange() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new InFlightLimit.Fixed(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ApiClientOptions.RetryOptions(0, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ApiClientOptions.Timeouts(second, second, Duration.ofMinutes(11), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
