package io.contactsync.connector;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a source and a target of a job have in common. */
public interface EndpointSettings {

    /**
     * The connector that read these settings.
     *
     * @return the connector
     */
    Connector connector();

    /**
     * What makes it this source or target and no other: an unfinished run is resumed only while this stays. Existing
     * ledgers hold a hash of it, so it must not change between versions.
     *
     * @return the connector's key, then what else counts; no secret
     */
    List<String> identity();

    /**
     * What a ledger remembers it by. Existing ledgers hold it, so it must not change between versions.
     *
     * @return the system and its address
     */
    EndpointIdentity endpoint();

    /**
     * The address of its API.
     *
     * @return the URL, or nothing where no API is called
     */
    default Optional<URI> apiUrl() {
        return Optional.empty();
    }

    /**
     * The local file that it reads or writes.
     *
     * @return the file, absolute, or nothing where there is none
     */
    default Optional<Path> localFile() {
        return Optional.empty();
    }
}
