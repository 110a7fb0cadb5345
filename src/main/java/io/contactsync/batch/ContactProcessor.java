package io.contactsync.batch;

import io.contactsync.contact.SourceItem;
import io.contactsync.sync.ContactMapper;
import io.contactsync.sync.MappedContact;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Maps one item for the channel. It never filters: an item that cannot be mapped or belongs to other channels reaches
 * the writer as well, because the writer counts the items and moves the checkpoint over them in the source's order.
 */
final class ContactProcessor implements ItemProcessor<SourceItem, MappedContact> {

    private final ContactMapper mapper;

    ContactProcessor(ContactMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public MappedContact process(SourceItem item) {
        return mapper.map(item);
    }
}
