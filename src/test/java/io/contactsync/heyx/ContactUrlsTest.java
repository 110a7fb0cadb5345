package io.contactsync.heyx;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactUrlsTest {

    private static final String BASE = "https://app.heyx.io/api/v1";
    private final ContactUrls urls = new ContactUrls(HttpUrl.get(BASE), false);
    private final ContactUrls viber = new ContactUrls(HttpUrl.get(BASE), true);

    @Test
    void urlsAreAppendedToTheBase() {
        assertThat(urls.contacts()).hasToString(BASE + "/contact");
        assertThat(urls.contact("1776025372480910")).hasToString("Optional[" + BASE + "/contact/1776025372480910]");
        assertThat(urls.tags("cus_1")).hasToString("Optional[" + BASE + "/contact/cus_1/tags]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", ".", "..", "by_custom_field"})
    void idThatIsLostInAPathHasNoUrl(String id) {
        assertThat(urls.contact(id)).isEmpty();
        assertThat(urls.tags(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a+b,a%2Bb",
        "a/b,a%2Fb",
        "a=b,a%3Db",
        "a?b,a%3Fb",
        "a#b,a%23b",
        "%2e%2e,%252e%252e",
        "...,...",
        "By_Custom_Field,By_Custom_Field",
        "zoë,zo%C3%AB"
    })
    void idIsEncodedAsOneSegment(String id, String segment) {
        assertThat(urls.contact(id)).hasToString("Optional[" + BASE + "/contact/" + segment + "]");
    }

    @ParameterizedTest
    @CsvSource({"01?>~,MDE%2FPn4%3D", "zoë+👋,em%2FDqyvwn5GL", ".,Lg%3D%3D", "by_custom_field,YnlfY3VzdG9tX2ZpZWxk"})
    void viberIdIsTheBase64OfItsUtf8Bytes(String id, String segment) {
        assertThat(viber.contact(id)).hasToString("Optional[" + BASE + "/contact/" + segment + "]");
    }

    @Test
    void idWithHalfASurrogatePairHasNoUrl() {
        assertThat(urls.contact("a\ud800")).isEmpty();
        assertThat(urls.tags("a\udc00")).isEmpty();
        assertThat(viber.contact("a\ud800")).isEmpty();
    }

    @Test
    void lookupEncodesReservedCharacters() {
        assertThat(urls.byField("phone", "+1 555&x=%", 1).encodedQuery())
                .isEqualTo("name=phone&value=%2B1%20555%26x%3D%25");
        assertThat(urls.byField("firstName", "Zoë", 3))
                .hasToString(BASE + "/contact/by_custom_field?name=firstName&value=Zo%C3%AB&page=3");
    }
}
