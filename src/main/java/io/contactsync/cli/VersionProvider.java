package io.contactsync.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The program's version from the jar's manifest. */
final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String built = VersionProvider.class.getPackage().getImplementationVersion();
        return new String[] {"contact-sync " + Objects.requireNonNullElse(built, "(not built)")};
    }
}
