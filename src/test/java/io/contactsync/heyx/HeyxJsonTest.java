package io.contactsync.heyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.FieldValue;
import io.contactsync.contact.TargetContact;
import io.contactsync.support.UnreadableNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class HeyxJsonTest {

    private static final JsonNode UNREADABLE = JsonNodeFactory.instance.pojoNode(UnreadableNumber.TOO_LONG);

    private static String sent(Object value) {
        return HeyxJson.fields(List.of(new FieldValue("f", value)))
                .path("custom_fields")
                .path(0)
                .path("value")
                .toString();
    }

    private static ObjectNode parse(String json) {
        return (ObjectNode) new JsonMapper().readTree(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "7",
                "-1.5",
                "0.1",
                "9007199254740992",
                "-9007199254740992",
                "0.30000000000000004",
                "123456.789"
            })
    void sendsNumbersThatADoubleHoldsAsNumbers(String number) {
        assertThat(sent(new BigDecimal(number))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "9007199254740994",
                "-9223372036854775808",
                "0.1234567890123456789",
                "0.300000000000000040001"
            })
    void sendsOtherNumbersAsText(String number) {
        assertThat(sent(new BigDecimal(number))).isEqualTo('"' + number + '"');
    }

    @Test
    void sendsHugeNumbersAsTheirDigits() {
        String digits = "9".repeat(991);
        assertThat(sent(new BigInteger(digits))).isEqualTo('"' + digits + '"');
        assertThat(sent(new BigDecimal("1e999"))).isEqualTo("\"1" + "0".repeat(999) + '"');
        assertThat(sent(new BigDecimal("1e-1000"))).isEqualTo("\"0." + "0".repeat(999) + "1\"");
        assertThat(sent(Long.MAX_VALUE)).isEqualTo("\"9223372036854775807\"");
        assertThat(sent(9_007_199_254_740_992L)).isEqualTo("9007199254740992");
    }

    @Test
    void aListWithoutAReadableNumberOfPagesIsNoList() {
        ObjectNode body = parse("{\"data\":[],\"meta\":{\"last_page\":3,\"total\":21}}");
        assertThat(HeyxJson.isList(body)).isTrue();
        ((ObjectNode) body.path("meta")).set("last_page", UNREADABLE);
        assertThat(HeyxJson.isList(body)).isFalse();
        assertThat(HeyxJson.isList(parse("{\"data\":[],\"meta\":{\"last_page\":12345678901234567890}}")))
                .isFalse();
        assertThat(HeyxJson.isList(parse("{\"data\":[]}"))).isTrue();
    }

    @Test
    void aListWithAnUnreadableIdIsNoListBecauseItsContactExists() {
        ObjectNode body = parse("{\"data\":[{\"id\":\"a\"},{\"custom_fields\":{}}]}");
        assertThat(HeyxJson.isList(body)).isTrue();
        ((ArrayNode) body.path("data")).addObject().set("id", UNREADABLE);
        assertThat(HeyxJson.isList(body)).isFalse();
        assertThat(HeyxJson.contacts(body)).extracting(TargetContact::targetId).containsExactly("a");
    }

    @Test
    void anUnreadableIdOfACreateIsUnknown() {
        ObjectNode body = parse("{\"data\":{}}");
        ((ObjectNode) body.path("data")).set("id", UNREADABLE);
        assertThat(HeyxJson.createdId(body)).isEmpty();
    }

    @Test
    void anUnreadableValueIsKeptApartFromTheOthers() {
        ObjectNode contact =
                parse("{\"id\":\"a\",\"custom_fields\":{\"n\":1.50,\"list\":[]},\"tags\":[\"t\"],\"created_at\":5}");
        ((ObjectNode) contact.path("custom_fields")).set("bomb", UNREADABLE);
        ((ArrayNode) contact.path("custom_fields").path("list")).add(UNREADABLE);
        contact.set("created_at", UNREADABLE);

        TargetContact read = HeyxJson.contact(contact).orElseThrow();

        assertThat(read.fields())
                .containsEntry("bomb", UnreadableNumber.TOO_LONG)
                .containsEntry("list", UnreadableNumber.TOO_LONG)
                .containsKey("n");
        assertThat(read.createdAt()).isZero();
    }
}
