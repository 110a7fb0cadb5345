package io.contactsync.connector;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the settings of a source and of a target have in common. */
public interface EndpointSettings {

    /** The connector that read these settings. */
    Connector connector();

    /**
     * The values that identify this source or target. An unfinished run is resumed only if they are unchanged. Ledgers
     * store a hash of them, so this list must not change between versions.
     *
     * @return the connector's key, then the other values; no secret
     */
    List<String> identity();

    /** The identity that a ledger is bound to. Ledgers store it, so it must not change between versions. */
    LedgerIdentity ledgerIdentity();

    /**
     * The base URL of its API.
     *
     * @return the URL, or empty if no API is called
     */
    default Optional<URI> apiUrl() {
        return Optional.empty();
    }

    /**
     * The local file that it reads or writes.
     *
     * @return the file, absolute, or empty if there is none
     */
    default Optional<Path> localFile() {
        return Optional.empty();
    }

    /**
     * The identity of a source or target in the ledger. A ledger is not used with another one.
     *
     * @param kind the system that its ids belong to, such as {@code heyx} or {@code csv by customer_id}
     * @param address its URL, of which only a keyed hash is stored; empty if the location does not matter
     * @param shown the readable part of the address, such as the host; may be empty
     */
    record LedgerIdentity(String kind, String address, String shown) {

        /** Returns the identity of an API, which shows host and port. */
        public static LedgerIdentity of(String kind, URI url) {
            return new LedgerIdentity(kind, url.toString(), url.getAuthority());
        }

        /** Returns the identity of something whose location does not matter, such as a daily export. */
        public static LedgerIdentity anywhere(String kind) {
            return new LedgerIdentity(kind, "", "");
        }
    }
}
