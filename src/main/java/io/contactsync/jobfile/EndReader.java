package io.contactsync.jobfile;

import io.contactsync.jobfile.setting.SourceSettings;
import io.contactsync.jobfile.setting.TargetSettings;
import io.contactsync.jobfile.setting.TargetSettings.Channel;
import io.contactsync.jobfile.yaml.Section;
import io.contactsync.jobfile.yaml.Types;
import io.contactsync.jobfile.yaml.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a job's two ends, source and target; their defaults stand here.
 *
 * @param jobFile the job file, absolute, beside which relative paths begin
 */
record EndReader(Path jobFile) {

    private static final String DIGIVAULT = "https://api.digivault.com/v1";
    private static final String HEYX = "https://app.heyx.io/api/v1";
    private static final String[] KINDS = {"digivault", "csv", "heyx"};
    private static final int MOST_IN_FLIGHT = 512;

    /**
     * Reads the source.
     *
     * @param value what stands behind {@code source}
     * @return the source
     */
    SourceSettings source(Value value) {
        Value end = value.section(KINDS).only();
        return switch (end.key()) {
            case "digivault" ->
                digivaultSource(end.section("url", "token", "page-size", "calls-per-minute", "allow-insecure"));
            case "heyx" ->
                heyxSource(end.section("url", "token", "where", "viber", "calls-per-minute", "allow-insecure"));
            default -> csvSource(end.section("file", "id", "delimiter", "charset", "guard-formulas"));
        };
    }

    /**
     * Reads the target.
     *
     * @param value what stands behind {@code target}
     * @return the target
     */
    TargetSettings target(Value value) {
        Value end = value.section(KINDS).only();
        return switch (end.key()) {
            case "digivault" -> digivaultTarget(end.section("url", "token", "calls-per-minute", "allow-insecure"));
            case "heyx" -> heyxTarget(end.section("url", "channels", "in-flight", "allow-insecure"));
            default -> csvTarget(end.section("file", "guard-formulas"));
        };
    }

    private static SourceSettings digivaultSource(Section section) {
        return new SourceSettings.Digivault(
                WebAddress.api(section, DIGIVAULT),
                Terms.token(section.get("token")),
                section.find("page-size")
                        .map(value -> Types.whole(value, 1, 100))
                        .orElse(100),
                rate(section, 100));
    }

    private SourceSettings csvSource(Section section) {
        return new SourceSettings.Csv(
                Terms.file(section.get("file"), jobFile),
                Types.text(section.get("id")),
                section.find("delimiter").flatMap(Terms::delimiter),
                section.find("charset").flatMap(Terms::charset),
                guardFormulas(section));
    }

    private static SourceSettings heyxSource(Section section) {
        return new SourceSettings.Heyx(
                WebAddress.api(section, HEYX),
                Terms.token(section.get("token")),
                Terms.fieldIs(section.get("where")),
                truth(section, "viber"),
                rate(section, 200));
    }

    private static TargetSettings digivaultTarget(Section section) {
        return new TargetSettings.Digivault(
                WebAddress.api(section, DIGIVAULT), Terms.token(section.get("token")), rate(section, 100));
    }

    private TargetSettings csvTarget(Section section) {
        return new TargetSettings.Csv(Terms.file(section.get("file"), jobFile), guardFormulas(section));
    }

    private static TargetSettings heyxTarget(Section section) {
        return new TargetSettings.Heyx(
                WebAddress.api(section, HEYX), channels(section.get("channels")), inFlight(section.find("in-flight")));
    }

    private static List<Channel> channels(Value value) {
        List<Channel> channels = new ArrayList<>();
        for (Value item : value.list()) {
            Section section = item.section("name", "token", "calls-per-minute", "reserve", "viber", "when");
            Channel channel = channel(section);
            for (Channel other : channels) {
                refuseTwin(section, channel, other);
            }
            channels.add(channel);
        }
        if (channels.isEmpty()) {
            throw value.error(value.path() + " is empty; allowed: at least one channel with name and token");
        }
        return channels;
    }

    private static void refuseTwin(Section section, Channel channel, Channel other) {
        if (channel.name().equals(other.name())) {
            Value name = section.get("name");
            throw name.error(name.path() + " is the name of another channel; allowed: each name once");
        }
        if (channel.token().equals(other.token())) {
            Value token = section.get("token");
            throw token.error(
                    token.path() + " is the token of another channel; allowed: each token once, for it is what"
                            + " makes a channel");
        }
    }

    private static Channel channel(Section section) {
        OptionalInt rate = rate(section, 200);
        return new Channel(
                Terms.name(section.get("name")),
                Terms.token(section.get("token")),
                rate,
                section.find("reserve").map(value -> reserve(value, rate)).orElse(0),
                truth(section, "viber"),
                section.find("when").map(Types::text).orElse("true"));
    }

    private static int reserve(Value value, OptionalInt rate) {
        int reserve = Types.whole(value, 0, Terms.MOST_CALLS_PER_MINUTE);
        if (rate.isEmpty() && reserve > 0) {
            throw value.error(value.path() + " is set, but calls-per-minute is unlimited; allowed: 0");
        }
        if (rate.isPresent() && reserve >= rate.getAsInt()) {
            throw value.not("a whole number below calls-per-minute");
        }
        return reserve;
    }

    private static OptionalInt inFlight(Optional<Value> value) {
        return value.filter(given -> !Types.is(given, "auto"))
                .map(given -> OptionalInt.of(Types.whole(given, 1, MOST_IN_FLIGHT, "auto")))
                .orElse(OptionalInt.empty());
    }

    private static OptionalInt rate(Section section, int otherwise) {
        return section.find("calls-per-minute").map(Terms::rate).orElse(OptionalInt.of(otherwise));
    }

    private static boolean truth(Section section, String key) {
        return section.find(key).map(Types::truth).orElse(false);
    }

    private static boolean guardFormulas(Section section) {
        return section.find("guard-formulas").map(Types::truth).orElse(true);
    }
}
