package io.contactsync.job.batch;

import io.contactsync.job.run.StoppedEarly;
import java.util.function.IntSupplier;

/**
 * As many contacts in hand as there are calls that are useful at once. More would only stand half done while they wait
 * for their turn: a stop would find them so, and could not finish them in time.
 */
final class Lanes {

    private final IntSupplier open;
    private int taken;

    /**
     * Lanes of which some are open.
     *
     * @param open how many, asked anew each time
     */
    Lanes(IntSupplier open) {
        this.open = open;
    }

    /** Waits for a lane and takes it. */
    synchronized void enter() {
        while (taken >= Math.max(1, open.getAsInt())) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedEarly();
            }
        }
        taken++;
    }

    /** Gives a lane back. */
    synchronized void leave() {
        taken--;
        notifyAll();
    }
}
