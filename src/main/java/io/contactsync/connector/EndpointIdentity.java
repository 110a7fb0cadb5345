package io.contactsync.connector;

import java.net.URI;

/**
 * What a ledger remembers a source or target by.
 *
 * @param kind what gives its ids their meaning, such as {@code heyx} or {@code csv by customer_id}
 * @param address its URL, of which only a keyed hash is stored; empty where the place does not matter
 * @param shown the readable part of the address, such as the host; may be empty
 */
public record EndpointIdentity(String kind, String address, String shown) {

    /**
     * The identity of an API.
     *
     * @param kind what gives its ids their meaning
     * @param url its URL
     * @return an identity that shows host and port
     */
    public static EndpointIdentity of(String kind, URI url) {
        return new EndpointIdentity(kind, url.toString(), url.getAuthority());
    }

    /**
     * The identity of something whose place does not matter, such as a daily export.
     *
     * @param kind what gives its ids their meaning
     * @return an identity without an address
     */
    public static EndpointIdentity anywhere(String kind) {
        return new EndpointIdentity(kind, "", "");
    }
}
