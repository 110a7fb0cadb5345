package io.contactsync.cli;

import io.contactsync.connector.ConnectorRegistry;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Creates what picocli needs. Commands and arguments whose constructor takes the connectors get them.
 *
 * @param connectors the systems that a job file can name
 */
record CommandFactory(ConnectorRegistry connectors) implements IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Optional<Constructor<?>> constructor = Arrays.stream(type.getDeclaredConstructors())
                .filter(one -> Arrays.equals(one.getParameterTypes(), new Class<?>[] {ConnectorRegistry.class}))
                .findFirst();
        if (constructor.isEmpty()) {
            return CommandLine.defaultFactory().create(type);
        }
        constructor.get().setAccessible(true);
        return type.cast(constructor.get().newInstance(connectors));
    }
}
