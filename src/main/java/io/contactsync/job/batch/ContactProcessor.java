package io.contactsync.job.batch;

import io.contactsync.contact.Reading;
import io.contactsync.road.preparation.Preparation;
import io.contactsync.road.preparation.Prepared;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Maps what was read. */
class ContactProcessor implements ItemProcessor<Reading, Prepared> {

    private final Preparation preparation;

    ContactProcessor(Preparation preparation) {
        this.preparation = preparation;
    }

    @Override
    public Prepared process(Reading reading) {
        return preparation.of(reading);
    }
}
