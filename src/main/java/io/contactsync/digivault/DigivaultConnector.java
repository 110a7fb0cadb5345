package io.contactsync.digivault;

import io.contactsync.connector.Connector;
import io.contactsync.connector.SettingReaders;
import io.contactsync.connector.SourceSettings;
import io.contactsync.connector.TargetSettings;
import io.contactsync.connector.UrlReader;
import io.contactsync.jobfile.yaml.ScalarReaders;
import io.contactsync.jobfile.yaml.YamlSection;
import io.contactsync.jobfile.yaml.YamlValue;
import java.nio.file.Path;
import java.util.Set;

/** DigiVault as a source and as a target; the defaults of its settings are here. */
public final class DigivaultConnector implements Connector {

    static final String KEY = "digivault";
    static final String TITLE = "DigiVault";

    private static final String DEFAULT_URL = "https://api.digivault.com/v1";
    private static final int DEFAULT_CALLS_PER_MINUTE = 100;
    private static final int MAX_PAGE_SIZE = 100;

    /** Creates the connector. */
    public DigivaultConnector() {}

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
        YamlSection section = value.section("url", "token", "page-size", "calls-per-minute", "allow-insecure");
        return new DigivaultSourceSettings(
                UrlReader.api(section, DEFAULT_URL),
                SettingReaders.token(section),
                section.find("page-size")
                        .map(size -> ScalarReaders.integer(size, 1, MAX_PAGE_SIZE))
                        .orElse(MAX_PAGE_SIZE),
                SettingReaders.callsPerMinute(section, DEFAULT_CALLS_PER_MINUTE));
    }

    @Override
    public TargetSettings readTarget(YamlValue value, Path jobFile) {
        YamlSection section = value.section("url", "token", "calls-per-minute", "allow-insecure");
        return new DigivaultTargetSettings(
                UrlReader.api(section, DEFAULT_URL),
                SettingReaders.token(section),
                SettingReaders.callsPerMinute(section, DEFAULT_CALLS_PER_MINUTE));
    }

    @Override
    public Set<TargetSettings.Capability> targetCapabilities() {
        return Set.of(TargetSettings.Capability.LOOKUP, TargetSettings.Capability.DELETE_MISSING);
    }
}
