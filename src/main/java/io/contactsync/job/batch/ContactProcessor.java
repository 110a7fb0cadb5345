package io.contactsync.job.batch;

import io.contactsync.contact.Reading;
import io.contactsync.road.preparation.Preparation;
import io.contactsync.road.preparation.Prepared;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Maps one item for the channel. It never filters: an item that cannot be mapped or belongs to other channels reaches
 * the writer as well, because the writer counts the items and moves the checkpoint over them in the source's order.
 */
final class ContactProcessor implements ItemProcessor<Reading, Prepared> {

    private final Preparation preparation;

    ContactProcessor(Preparation preparation) {
        this.preparation = preparation;
    }

    @Override
    public Prepared process(Reading item) {
        return preparation.of(item);
    }
}
