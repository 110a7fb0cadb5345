package io.contactsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.contact.WriteMode;
import io.contactsync.mapping.MappingException.Problem;
import io.contactsync.mapping.MappingResult.Ok;
import io.contactsync.mapping.MappingResult.Unmappable;
import io.contactsync.mapping.MappingRules.FieldRule;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MappingTest {

    private static final KnownFields DIGIVAULT = KnownFields.closed(Set.of(
            "id",
            "username",
            "phone_number",
            "avatar_url",
            "display_name",
            "conversation_id",
            "last_active_at",
            "created_at"));

    @Test
    void mainJobMapsTheDocumentedContact() {
        MappingResult drafted = mainJob().map(new Contact("WAz8eIbvDR60rouK", frank(), "WAz8eIbvDR60rouK"));

        Draft draft = new Draft(
                "WAz8eIbvDR60rouK",
                List.of(
                        new Draft.Field("digivault_id", "WAz8eIbvDR60rouK", WriteMode.ALWAYS, true),
                        new Draft.Field("firstName", "Frank", WriteMode.ALWAYS, true),
                        new Draft.Field("lastName", "McCallister", WriteMode.ALWAYS, true),
                        new Draft.Field("phone", "+18007593000", WriteMode.ALWAYS, true),
                        new Draft.Field(
                                "profilePic", "https://assets.digivault.com/avatars/frank.jpg", WriteMode.ALWAYS, true),
                        new Draft.Field("last_seen", "1992-05-05", WriteMode.ALWAYS, false),
                        new Draft.Field("nickname", "FrankMcCallister", WriteMode.IF_EMPTY, true),
                        new Draft.Field("source", "digivault", WriteMode.ALWAYS, true)),
                tags(true, false));
        assertThat(drafted).isEqualTo(new Ok(draft, List.of()));
    }

    @Test
    void mainJobListsTheFieldsItUsesAndMaps() {
        Mapping mapping = mainJob();

        assertThat(mapping.targetFields())
                .containsExactly(
                        "digivault_id",
                        "firstName",
                        "lastName",
                        "phone",
                        "profilePic",
                        "last_seen",
                        "nickname",
                        "source");
        assertThat(mapping.tags()).containsExactly("DigiVault", "Active");
        assertThat(mapping.sourceFields())
                .containsExactly("id", "display_name", "phone_number", "avatar_url", "last_active_at", "username");
    }

    @Test
    void mapsAContactThatHasOnlyAnId() {
        MappingResult drafted = mainJob().map(new Contact("1", Map.of("id", "1"), "1"));

        assertThat(drafted).isInstanceOfSatisfying(Ok.class, ok -> {
            assertThat(ok.draft().fields())
                    .filteredOn(field -> !field.isBlank())
                    .extracting(Draft.Field::name)
                    .containsExactly("digivault_id", "source");
            assertThat(ok.draft().tags()).isEqualTo(tags(true, false));
            assertThat(ok.warnings()).isEmpty();
        });
    }

    @Test
    void activeContactGetsTheTag() {
        long halfADayAgo = ExpressionFixture.RUN_START.getEpochSecond() - 43_200;

        MappingResult drafted = mainJob().map(new Contact("1", Map.of("id", "1", "last_active_at", halfADayAgo), "1"));

        assertThat(drafted)
                .isInstanceOfSatisfying(
                        Ok.class, ok -> assertThat(ok.draft().tags()).isEqualTo(tags(true, true)));
    }

    @Test
    void invalidPhoneNumberGivesOneWarningPerField() {
        Mapping mapping = mapping(
                List.of(
                        field("phone", "e164(a, 'US') ?: e164(a, 'GB')"),
                        field("mobile", "e164(a, 'US')"),
                        field("fax", "e164(b, 'US')")),
                Map.of("HasPhone", "e164(a, 'US') != null"));

        assertThat(mapping.map(contact("a", "12", "b", " ")))
                .isInstanceOfSatisfying(
                        Ok.class,
                        ok -> assertThat(ok.warnings())
                                .containsExactly(
                                        new MappingResult.Warning("phone", "not a valid phone number"),
                                        new MappingResult.Warning("mobile", "not a valid phone number"),
                                        new MappingResult.Warning("tags.HasPhone", "not a valid phone number")));
    }

    @Test
    void blankRequiredValueMakesTheContactUnmappable() {
        Mapping mapping = mapping(List.of(new FieldRule("email", "a", true, WriteMode.ALWAYS, true)), Map.of());
        Unmappable unmappable = new Unmappable("email is required but blank");

        assertThat(mapping.map(contact())).isEqualTo(unmappable);
        assertThat(mapping.map(contact("a", ""))).isEqualTo(unmappable);
        assertThat(mapping.map(contact("a", " \u00A0"))).isEqualTo(unmappable);
        assertThat(mapping.map(contact("a", "x"))).isInstanceOf(Ok.class);
        assertThat(mapping.map(contact("a", 0))).isInstanceOf(Ok.class);
        assertThat(mapping.map(contact("a", false))).isInstanceOf(Ok.class);
    }

    @Test
    void failureNamesTheExpressionButNotTheValue() {
        assertThat(mapping(List.of(field("seen", "date(a)")), Map.of()).map(contact("a", "secret")))
                .isEqualTo(new Unmappable(
                        "seen: date expects epoch seconds, an ISO 8601 date or a date-time with an offset"));
        assertThat(mapping(List.of(), Map.of("Old", "a < 5")).map(contact("a", "secret")))
                .isEqualTo(new Unmappable(
                        "tags.Old: '<' cannot compare text with a number; use number(...) to convert text"));
        assertThat(mapping(List.of(), Map.of("Old", "a")).map(contact("a", "secret")))
                .isEqualTo(new Unmappable(
                        "tags.Old: a condition expects true or false, not text; use bool(...) to convert text"));
    }

    @Test
    void listOrMapIsNotAFieldValue() {
        Mapping mapping = mapping(List.of(field("labels", "a")), Map.of());

        assertThat(mapping.map(contact("a", List.of("x"))))
                .isEqualTo(new Unmappable(
                        "labels: a field cannot hold a list; use join(list, separator) to convert a list to text"));
        assertThat(mapping.map(contact("a", Map.of("x", 1)))).isInstanceOf(Unmappable.class);
    }

    @Test
    void valuesKeepTheirType() {
        assertThat(value("a", "e\u0301 👩‍🚀")).isEqualTo("\u00E9 👩‍🚀");
        assertThat(value("a", true)).isEqualTo(true);
        assertThat(value("a", 7)).isEqualTo(7L);
        assertThat(value("a", 7.0)).isEqualTo(7L);
        assertThat(value("a", 7.25)).isEqualTo(new BigDecimal("7.25"));
        assertThat(value("a", Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(value("a", "007")).isEqualTo("007");
        assertThat(value("a", null)).isNull();
        assertThat(value("true", null)).isEqualTo(true);
    }

    @Test
    void reportsAllProblemsInTheOrderOfTheJobFile() {
        List<FieldRule> fields = List.of(
                field("firstName", "firstWrd(a)"), field("lastName", "a + zz"), field("labels", "split('x,y', ',')"));
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("Active", "'yes'");
        tags.put("Old", "");

        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> mapping(fields, tags))
                .satisfies(error -> assertThat(error.problems())
                        .extracting(Problem::path, Problem::column)
                        .containsExactly(
                                tuple("fields.firstName", 1),
                                tuple("fields.lastName", 5),
                                tuple("fields.labels", 1),
                                tuple("tags.Active", 1),
                                tuple("tags.Old", 1)));
    }

    @Test
    void openSourceAcceptsAnyFieldName() {
        KnownFields heyx = KnownFields.open(Set.of("firstName"));
        Mapping mapping = Mapping.compile(
                new MappingRules(List.of(field("x", "customerid")), Map.of()), heyx, ExpressionFixture.RUN_START);

        assertThat(mapping.map(contact("customerid", "1")))
                .isInstanceOfSatisfying(
                        Ok.class, ok -> assertThat(ok.draft().value("x")).contains("1"));
    }

    @Test
    void mappingIsThreadSafe() {
        Mapping mapping = mainJob();

        long right = IntStream.range(0, 2_000)
                .parallel()
                .filter(i -> {
                    String id = "id" + i;
                    MappingResult drafted = mapping.map(new Contact(
                            id,
                            Map.of("id", id, "display_name", "First" + i + " Last" + i, "phone_number", "bad" + i),
                            id));
                    return drafted instanceof Ok ok
                            && ok.draft().sourceId().equals(id)
                            && ok.draft().value("firstName").equals(Optional.of("First" + i))
                            && ok.warnings()
                                    .equals(List.of(new MappingResult.Warning("phone", "not a valid phone number")));
                })
                .count();

        assertThat(right).isEqualTo(2_000);
    }

    private static Mapping mainJob() {
        List<FieldRule> fields = List.of(
                field("digivault_id", "id"),
                field("firstName", "firstWord(display_name)"),
                field("lastName", "otherWords(display_name)"),
                field("phone", "e164(phone_number, 'US')"),
                field("profilePic", "avatar_url"),
                new FieldRule("last_seen", "date(last_active_at)", false, WriteMode.ALWAYS, false),
                new FieldRule("nickname", "username", true, WriteMode.IF_EMPTY, false),
                field("source", "'digivault'"));
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("DigiVault", "true");
        tags.put("Active", "last_active_at > daysAgo(30)");
        return Mapping.compile(new MappingRules(fields, tags), DIGIVAULT, ExpressionFixture.RUN_START);
    }

    private static Map<String, @Nullable Object> frank() {
        Map<String, @Nullable Object> frank = new LinkedHashMap<>();
        frank.put("id", "WAz8eIbvDR60rouK");
        frank.put("username", "FrankMcCallister");
        frank.put("phone_number", "1-800-759-3000");
        frank.put("avatar_url", "https://assets.digivault.com/avatars/frank.jpg");
        frank.put("display_name", "Frank McCallister");
        frank.put("conversation_id", "xgQQXg3hrtjh7AvZ");
        frank.put("last_active_at", 705_103_200);
        frank.put("created_at", 692_233_200);
        return frank;
    }

    private static Map<String, Boolean> tags(boolean digivault, boolean active) {
        return Map.of("DigiVault", digivault, "Active", active);
    }

    private static @Nullable Object value(String expression, @Nullable Object a) {
        Contact contact = new Contact("1", Collections.singletonMap("a", a), "1");
        MappingResult drafted =
                mapping(List.of(field("f", expression)), Map.of()).map(contact);
        return ((Ok) drafted).draft().fields().get(0).value();
    }

    private static Mapping mapping(List<FieldRule> fields, Map<String, String> tags) {
        return Mapping.compile(
                new MappingRules(fields, tags), KnownFields.closed(Set.of("a", "b")), ExpressionFixture.RUN_START);
    }

    private static FieldRule field(String name, String expression) {
        return new FieldRule(name, expression, true, WriteMode.ALWAYS, false);
    }

    private static Contact contact(Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return new Contact("1", fields, "1");
    }
}
