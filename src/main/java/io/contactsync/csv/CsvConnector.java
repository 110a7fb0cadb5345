package io.contactsync.csv;

import io.contactsync.connector.Connector;
import io.contactsync.connector.SettingReaders;
import io.contactsync.connector.SourceSettings;
import io.contactsync.connector.TargetSettings;
import io.contactsync.jobfile.yaml.ScalarReaders;
import io.contactsync.jobfile.yaml.YamlSection;
import io.contactsync.jobfile.yaml.YamlValue;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CSV files as sources and targets; the defaults of their settings are here. */
public final class CsvConnector implements Connector {

    static final String KEY = "csv";

    private static final Map<String, Character> DELIMITERS =
            Map.of(",", ',', ";", ';', "|", '|', "\t", '\t', "tab", '\t', "TAB", '\t');

    /** Creates the connector. */
    public CsvConnector() {}

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String title() {
        return "CSV";
    }

    @Override
    public SourceSettings readSource(YamlValue value, Path jobFile) {
        YamlSection section = value.section("file", "id", "delimiter", "charset", "guard-formulas");
        return new CsvSourceSettings(
                SettingReaders.file(section, jobFile),
                ScalarReaders.text(section.get("id")),
                section.find("delimiter").flatMap(CsvConnector::delimiter),
                section.find("charset").flatMap(CsvConnector::charset),
                SettingReaders.bool(section, "guard-formulas", true));
    }

    @Override
    public TargetSettings readTarget(YamlValue value, Path jobFile) {
        YamlSection section = value.section("file", "guard-formulas");
        return new CsvTargetSettings(
                SettingReaders.file(section, jobFile), SettingReaders.bool(section, "guard-formulas", true));
    }

    private static Optional<Character> delimiter(YamlValue value) {
        String text = ScalarReaders.anyText(value);
        if (text.equals("auto")) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(DELIMITERS.get(text))
                .orElseThrow(() -> value.expected("auto, or one of ',' ';' '|' and tab")));
    }

    private static Optional<Charset> charset(YamlValue value) {
        String name = ScalarReaders.text(value);
        try {
            return name.equals("auto") ? Optional.empty() : Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw value.expected("auto, or a charset such as UTF-8 or windows-1252");
        }
    }

    /**
     * Contacts are not looked up in a file, and it has none that are missing from the source: it contains one run only.
     */
    @Override
    public Set<TargetSettings.Capability> targetCapabilities() {
        return Set.of(TargetSettings.Capability.TAGS, TargetSettings.Capability.SNAPSHOT);
    }

    @Override
    public boolean isFile() {
        return true;
    }
}
