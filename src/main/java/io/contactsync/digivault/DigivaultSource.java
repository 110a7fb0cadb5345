package io.contactsync.digivault;

import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import io.contactsync.contact.Contact;
import io.contactsync.http.ApiClient;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The contacts of DigiVault as a source. A position is the id of a contact. */
final class DigivaultSource implements Source {

    private final DigivaultApi api;
    private final int pageSize;

    /**
     * Creates the source.
     *
     * @param client sends the calls; closed with the source
     * @param pageSize contacts per page, 1 to 100
     */
    public DigivaultSource(ApiClient client, int pageSize) {
        this.api = new DigivaultApi(client, pageSize, "source");
        this.pageSize = pageSize;
    }

    /** Returns the eight fields of a contact (digivault-contacts.md, "Properties"). */
    public static List<String> fields() {
        return DigivaultPage.FIELDS;
    }

    @Override
    public Scan scanFrom(@Nullable String position) {
        return position == null || position.isEmpty()
                ? DigivaultScan.fromStart(api)
                : DigivaultScan.after(api, position);
    }

    @Override
    public Optional<Contact> get(String id) {
        return api.contact(id).map(item -> new Contact(id, DigivaultPage.fields(item), id));
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.empty();
    }

    @Override
    public int pageSize() {
        return pageSize;
    }

    @Override
    public void close() {
        api.close();
    }
}
