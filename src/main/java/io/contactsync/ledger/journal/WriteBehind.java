package io.contactsync.ledger.journal;

import io.contactsync.ledger.state.LedgerFailed;
import io.contactsync.ledger.step.Step;
import io.contactsync.ledger.step.StepForm;
import io.contactsync.ledger.store.Statements;
import io.contactsync.ledger.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Writes steps into the journal, where they are safe at once, and brings them into the database later, many together.
 * For several threads.
 */
public final class WriteBehind implements AutoCloseable {

    private final Store store;
    private final Journal journal;
    private final Backlog backlog;
    private final Thread thread;
    private final AtomicLong batches = new AtomicLong();

    private WriteBehind(Store store, Journal journal) {
        this.store = store;
        this.journal = journal;
        this.backlog = new Backlog(journal);
        this.thread = new Thread(this::serve, "ledger-tables");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Opens the journal of a database, and brings into the database what a run that was killed has left in it.
     *
     * @param store the database
     * @return the open journal
     * @throws io.contactsync.ledger.state.LedgerUnusable if the journal is damaged, or cannot be made
     */
    public static WriteBehind open(Store store) {
        return new WriteBehind(store, Recovery.open(store));
    }

    /**
     * Writes steps of one contact or of several, all together or none.
     *
     * @param steps the steps, in their order
     * @param sync whether they shall be safe from a power loss, too, and not only from the death of the process
     * @throws LedgerFailed if they cannot be written
     */
    public void write(List<Step> steps, boolean sync) {
        long number = backlog.add(steps, StepForm.bytes(steps));
        if (sync) {
            try {
                journal.sync(number);
            } catch (IOException e) {
                throw backlog.fail(e);
            }
        }
    }

    /**
     * Returns when the database has all steps that were written before.
     *
     * @throws LedgerFailed if it does not take them
     */
    public void settle() {
        backlog.settle();
    }

    /**
     * How the contacts stand whose last steps the database does not have yet. Who asks the database as well asks here
     * first.
     *
     * @return what the steps say
     */
    public Pending pending() {
        return backlog.pending();
    }

    /**
     * Asks a question of the pending steps and of the database, again where steps went from the ones to the other
     * meanwhile.
     *
     * @param <T> the answer
     * @param question changes nothing
     * @return an answer as of one moment
     */
    public <T> T ask(Supplier<T> question) {
        while (true) {
            long before = batches.get();
            T answer = question.get();
            if (batches.get() == before) {
                return answer;
            }
        }
    }

    private void serve() {
        try {
            for (List<Entry> entries = backlog.next(); !entries.isEmpty(); entries = backlog.next()) {
                Recovery.bring(store, entries);
                // Before they are forgotten: who asked the database too early then asks again.
                batches.incrementAndGet();
                if (backlog.forget(entries)) {
                    store.write(Statements::sync);
                    backlog.emptyFile();
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            backlog.fail(e);
        }
    }

    /**
     * Brings everything into the database, and removes the journal.
     *
     * @throws LedgerFailed if that cannot be done; the next opening does it then
     */
    @Override
    public void close() {
        backlog.close();
        awaitEnd();
        try (journal) {
            backlog.requireNoFailure();
            store.write(Statements::sync);
            journal.forgetAll();
            for (Path path : store.journals()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new LedgerFailed("the ledger's journal cannot be removed: " + e, e);
        }
    }

    /** An interrupt does not cut short what is being written; it is passed on afterwards. */
    private void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
