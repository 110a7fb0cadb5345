package io.contactsync.connector;

import io.contactsync.contact.Contact;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A source of contacts. */
public interface Source extends AutoCloseable {

    /**
     * Starts a scan.
     *
     * @param position the position of the last item that need not be read again, or null to scan from the beginning
     * @return the items after that position, in the source's order
     */
    Scan scanFrom(@Nullable String position);

    /**
     * Reads one contact.
     *
     * @param id the contact's id in this source
     * @return the contact as it is now, or empty if it no longer exists
     */
    Optional<Contact> get(String id);

    /**
     * The number of contacts in a complete scan.
     *
     * @return the number, or empty if it is not known in advance
     */
    OptionalLong total();

    /**
     * The number of contacts that one call to the source returns, and that are therefore available at about the same
     * time. 1 or more.
     */
    int pageSize();

    @Override
    void close();
}
