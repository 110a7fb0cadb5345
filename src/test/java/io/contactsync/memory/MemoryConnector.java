package io.contactsync.memory;

import io.contactsync.connector.Connector;
import io.contactsync.connector.ConnectorContext;
import io.contactsync.connector.EndpointSettings;
import io.contactsync.connector.SettingReaders;
import io.contactsync.connector.SourceSettings;
import io.contactsync.connector.TargetSettings;
import io.contactsync.jobfile.yaml.ScalarReaders;
import io.contactsync.jobfile.yaml.YamlSection;
import io.contactsync.jobfile.yaml.YamlValue;
import io.contactsync.mapping.KnownFields;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A connector for tests: contacts in memory. It depends only on what any connector may use. */
public final class MemoryConnector implements Connector {

    private static final String KEY = "memory";
    private static final Set<String> FIELDS = Set.of("id", "name", "phone");

    private final Map<String, MemoryStore> stores = new ConcurrentHashMap<>();

    /** Returns the store with a name, and creates it on first use. */
    public MemoryStore store(String name) {
        return stores.computeIfAbsent(name, created -> new MemoryStore());
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String title() {
        return "Memory";
    }

    @Override
    public SourceSettings readSource(YamlValue value, Path jobFile) {
        YamlSection section = value.section("store", "password");
        return new Source(this, SettingReaders.name(section.get("store")));
    }

    @Override
    public TargetSettings readTarget(YamlValue value, Path jobFile) {
        YamlSection section = value.section("store", "password", "channels");
        String store = SettingReaders.name(section.get("store"));
        String password = section.find("password").map(ScalarReaders::secret).orElse("");
        List<TargetSettings.Channel> channels = section.find("channels")
                .map(list -> list.list().stream()
                        .map(item -> channel(item, password))
                        .toList())
                .orElse(List.of(TargetSettings.Channel.local("main")));
        return new Target(this, store, channels);
    }

    private static TargetSettings.Channel channel(YamlValue item, String password) {
        YamlSection section = item.section("name", "when");
        return new TargetSettings.Channel(
                SettingReaders.name(section.get("name")),
                section.find("when").map(ScalarReaders::text).orElse("true"),
                OptionalInt.empty(),
                List.of(password));
    }

    @Override
    public Set<TargetSettings.Capability> targetCapabilities() {
        return Set.of(
                TargetSettings.Capability.CHANNELS,
                TargetSettings.Capability.LOOKUP,
                TargetSettings.Capability.TAGS,
                TargetSettings.Capability.DELETE_MISSING);
    }

    @Override
    public Set<String> secretKeys() {
        return Set.of("password");
    }

    private record Source(MemoryConnector connector, String store) implements SourceSettings {

        @Override
        public List<String> identity() {
            return List.of(KEY, store);
        }

        @Override
        public EndpointSettings.LedgerIdentity ledgerIdentity() {
            return new EndpointSettings.LedgerIdentity(KEY, store, store);
        }

        @Override
        public KnownFields knownFields(SourceSettings.Request request) {
            return KnownFields.closed(FIELDS);
        }

        @Override
        public SourceSettings.Connection open(SourceSettings.Request request, ConnectorContext context) {
            return SourceSettings.Connection.local(new MemorySource(connector.store(store)));
        }
    }

    private record Target(MemoryConnector connector, String store, List<TargetSettings.Channel> targetChannels)
            implements TargetSettings {

        @Override
        public List<String> identity() {
            return List.of(KEY, store);
        }

        @Override
        public EndpointSettings.LedgerIdentity ledgerIdentity() {
            return new EndpointSettings.LedgerIdentity(KEY, store, store);
        }

        @Override
        public Optional<String> fieldProblem(String field, boolean hasTags) {
            return FIELDS.contains(field) && !field.equals("id")
                    ? Optional.empty()
                    : Optional.of("the field '" + field + "' of Memory cannot be written; allowed: name, phone");
        }

        /** Each channel has its own store. */
        @Override
        public TargetSettings.Connection open(TargetSettings.Request request, ConnectorContext context) {
            MemoryStore channel = connector.store(store + "-" + request.channel());
            return TargetSettings.Connection.local(new MemoryTarget(channel, request.match(), request.preferOldest()));
        }
    }
}
