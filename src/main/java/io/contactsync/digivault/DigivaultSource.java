package io.contactsync.digivault;

import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import io.contactsync.contact.Contact;
import io.contactsync.http.ApiClient;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** DigiVault as the source of contacts. A position is the id of a contact. */
final class DigivaultSource implements Source {

    private final DigivaultApi api;
    private final int pageSize;

    /**
     * DigiVault behind a client.
     *
     * @param client sends the calls, with DigiVault's token
     * @param pageSize how many contacts to ask for at once, 1 to 100
     */
    public DigivaultSource(ApiClient client, int pageSize) {
        this.api = new DigivaultApi(client, pageSize, "source");
        this.pageSize = pageSize;
    }

    /**
     * The fields of a contact.
     *
     * @return the eight names of digivault-contacts.md, "Properties"
     */
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
