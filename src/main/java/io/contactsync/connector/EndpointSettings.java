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
    LedgerIdentity ledgerIdentity();

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

    /**
     * What a ledger remembers a source or target by.
     *
     * @param kind what gives its ids their meaning, such as {@code heyx} or {@code csv by customer_id}
     * @param address its URL, of which only a keyed hash is stored; empty where the place does not matter
     * @param shown the readable part of the address, such as the host; may be empty
     */
    record LedgerIdentity(String kind, String address, String shown) {

        /**
         * The identity of an API.
         *
         * @param kind what gives its ids their meaning
         * @param url its URL
         * @return an identity that shows host and port
         */
        public static LedgerIdentity of(String kind, URI url) {
            return new LedgerIdentity(kind, url.toString(), url.getAuthority());
        }

        /**
         * The identity of something whose place does not matter, such as a daily export.
         *
         * @param kind what gives its ids their meaning
         * @return an identity without an address
         */
        public static LedgerIdentity anywhere(String kind) {
            return new LedgerIdentity(kind, "", "");
        }
    }
}
