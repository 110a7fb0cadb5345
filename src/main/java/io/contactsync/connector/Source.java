package io.contactsync.connector;

import io.contactsync.contact.Contact;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Where contacts come from. */
public interface Source extends AutoCloseable {

    /**
     * Begins a scan.
     *
     * @param position the position of the last reading that need not come again, or null for a scan from the start
     * @return the readings behind that position, in the source's order
     */
    Scan scanFrom(@Nullable String position);

    /**
     * Reads one contact again.
     *
     * @param id the contact's id in this source
     * @return the contact as it is now, or nothing when the source has it no more
     */
    Optional<Contact> get(String id);

    /**
     * How many contacts there are, where the source knows it beforehand.
     *
     * @return the number of contacts of a whole scan, or nothing
     */
    OptionalLong total();

    /**
     * How many contacts one call to the source returns.
     *
     * @return the number of contacts that are available at about the same time, 1 or more
     */
    int pageSize();

    @Override
    void close();
}
