package io.contactsync.heyx;

import io.contactsync.connector.Connector;
import io.contactsync.connector.SettingReaders;
import io.contactsync.connector.SourceSettings;
import io.contactsync.connector.TargetSettings;
import io.contactsync.connector.UrlReader;
import io.contactsync.jobfile.yaml.ScalarReaders;
import io.contactsync.jobfile.yaml.YamlSection;
import io.contactsync.jobfile.yaml.YamlValue;
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

    /** Creates the connector. */
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
    public SourceSettings readSource(YamlValue value, Path jobFile) {
        YamlSection section = value.section("url", "token", "where", "viber", "calls-per-minute", "allow-insecure");
        return new HeyxSourceSettings(
                UrlReader.api(section, DEFAULT_URL),
                SettingReaders.token(section),
                SettingReaders.fieldFilter(section.get("where")),
                SettingReaders.bool(section, "viber", false),
                SettingReaders.callsPerMinute(section, DEFAULT_CALLS_PER_MINUTE));
    }

    @Override
    public TargetSettings readTarget(YamlValue value, Path jobFile) {
        YamlSection section = value.section("url", "channels", "in-flight", "allow-insecure");
        return new HeyxTargetSettings(
                UrlReader.api(section, DEFAULT_URL),
                channels(section.get("channels")),
                inFlight(section.find("in-flight")));
    }

    private static List<HeyxTargetSettings.ChannelSettings> channels(YamlValue value) {
        List<HeyxTargetSettings.ChannelSettings> channels = new ArrayList<>();
        for (YamlValue item : value.list()) {
            YamlSection section = item.section("name", "token", "calls-per-minute", "reserve", "viber", "when");
            HeyxTargetSettings.ChannelSettings channel = channel(section);
            for (HeyxTargetSettings.ChannelSettings other : channels) {
                refuseSameNameOrToken(section, channel, other);
            }
            channels.add(channel);
        }
        if (channels.isEmpty()) {
            throw value.error(value.path() + " is empty; allowed: at least one channel with name and token");
        }
        return channels;
    }

    private static void refuseSameNameOrToken(
            YamlSection section, HeyxTargetSettings.ChannelSettings channel, HeyxTargetSettings.ChannelSettings other) {
        if (channel.name().equals(other.name())) {
            YamlValue name = section.get("name");
            throw name.error(name.path() + " is the name of another channel; allowed: each name once");
        }
        if (channel.token().equals(other.token())) {
            YamlValue token = section.get("token");
            throw token.error(token.path() + " is the token of another channel; allowed: each token once, because it"
                    + " identifies a channel");
        }
    }

    private static HeyxTargetSettings.ChannelSettings channel(YamlSection section) {
        OptionalInt rate = SettingReaders.callsPerMinute(section, DEFAULT_CALLS_PER_MINUTE);
        return new HeyxTargetSettings.ChannelSettings(
                SettingReaders.name(section.get("name")),
                SettingReaders.token(section),
                rate,
                section.find("reserve").map(value -> reserve(value, rate)).orElse(0),
                SettingReaders.bool(section, "viber", false),
                section.find("when").map(ScalarReaders::text).orElse("true"));
    }

    private static int reserve(YamlValue value, OptionalInt rate) {
        int reserve = ScalarReaders.integer(value, 0, SettingReaders.MAX_CALLS_PER_MINUTE);
        if (rate.isEmpty() && reserve > 0) {
            throw value.error(value.path() + " is set, but calls-per-minute is unlimited; allowed: 0");
        }
        if (rate.isPresent() && reserve >= rate.getAsInt()) {
            throw value.expected("a whole number below calls-per-minute");
        }
        return reserve;
    }

    private static OptionalInt inFlight(Optional<YamlValue> value) {
        return value.filter(given -> !ScalarReaders.is(given, "auto"))
                .map(given -> OptionalInt.of(ScalarReaders.integer(given, 1, MAX_IN_FLIGHT, "auto")))
                .orElse(OptionalInt.empty());
    }

    @Override
    public Set<TargetSettings.Capability> targetCapabilities() {
        return Set.of(
                TargetSettings.Capability.CHANNELS,
                TargetSettings.Capability.LOOKUP,
                TargetSettings.Capability.PRELOAD,
                TargetSettings.Capability.TAGS,
                TargetSettings.Capability.TAG_MISSING);
    }
}
