package io.contactsync.job.batch;

import io.contactsync.contact.Reading;
import io.contactsync.road.preparation.Preparation;
import io.contactsync.road.preparation.Prepared;
import java.util.List;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Maps what was read, on all processors. */
class ContactProcessor implements ItemProcessor<List<Reading>, List<Prepared>> {

    private final Preparation preparation;

    ContactProcessor(Preparation preparation) {
        this.preparation = preparation;
    }

    @Override
    public List<Prepared> process(List<Reading> stretch) {
        return stretch.parallelStream().map(preparation::of).toList();
    }
}
