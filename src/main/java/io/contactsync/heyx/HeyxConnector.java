package io.contactsync.heyx;

import io.contactsync.connector.Connector;
import io.contactsync.connector.SettingReaders;
import io.contactsync.connector.SourceSettings;
import io.contactsync.connector.TargetCapability;
import io.contactsync.connector.TargetSettings;
import io.contactsync.connector.UrlReader;
import io.contactsync.jobfile.yaml.Section;
import io.contactsync.jobfile.yaml.Types;
import io.contactsync.jobfile.yaml.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** HeyX as a source and as a target; the defaults of its settings are here. */
public final class HeyxConnector implements Connector {

    static final String KEY = "heyx";
    static final String TITLE = "HeyX";

    private static final String DEFAULT_URL = "https://app.heyx.io/api/v1";
    private static final int DEFAULT_CALLS_PER_MINUTE = 200;
    private static final int MAX_IN_FLIGHT = 512;

    /** HeyX. */
    public HeyxConnector() {}

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public SourceSettings readSource(Value value, Path jobFile) {
        Section section = value.section("url", "token", "where", "viber", "calls-per-minute", "allow-insecure");
        return new HeyxSourceSettings(
                UrlReader.api(section, DEFAULT_URL),
                SettingReaders.token(section),
                SettingReaders.fieldFilter(section.get("where")),
                SettingReaders.bool(section, "viber", false),
                SettingReaders.callsPerMinute(section, DEFAULT_CALLS_PER_MINUTE));
    }

    @Override
    public TargetSettings readTarget(Value value, Path jobFile) {
        Section section = value.section("url", "channels", "in-flight", "allow-insecure");
        return new HeyxTargetSettings(
                UrlReader.api(section, DEFAULT_URL),
                channels(section.get("channels")),
                inFlight(section.find("in-flight")));
    }

    private static List<HeyxChannel> channels(Value value) {
        List<HeyxChannel> channels = new ArrayList<>();
        for (Value item : value.list()) {
            Section section = item.section("name", "token", "calls-per-minute", "reserve", "viber", "when");
            HeyxChannel channel = channel(section);
            for (HeyxChannel other : channels) {
                refuseSameNameOrToken(section, channel, other);
            }
            channels.add(channel);
        }
        if (channels.isEmpty()) {
            throw value.error(value.path() + " is empty; allowed: at least one channel with name and token");
        }
        return channels;
    }

    private static void refuseSameNameOrToken(Section section, HeyxChannel channel, HeyxChannel other) {
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

    private static HeyxChannel channel(Section section) {
        OptionalInt rate = SettingReaders.callsPerMinute(section, DEFAULT_CALLS_PER_MINUTE);
        return new HeyxChannel(
                SettingReaders.name(section.get("name")),
                SettingReaders.token(section),
                rate,
                section.find("reserve").map(value -> reserve(value, rate)).orElse(0),
                SettingReaders.bool(section, "viber", false),
                section.find("when").map(Types::text).orElse("true"));
    }

    private static int reserve(Value value, OptionalInt rate) {
        int reserve = Types.whole(value, 0, SettingReaders.MAX_CALLS_PER_MINUTE);
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
                .map(given -> OptionalInt.of(Types.whole(given, 1, MAX_IN_FLIGHT, "auto")))
                .orElse(OptionalInt.empty());
    }

    @Override
    public Set<TargetCapability> targetCapabilities() {
        return Set.of(
                TargetCapability.CHANNELS,
                TargetCapability.LOOKUP,
                TargetCapability.PRELOAD,
                TargetCapability.TAGS,
                TargetCapability.TAG_MISSING);
    }
}
