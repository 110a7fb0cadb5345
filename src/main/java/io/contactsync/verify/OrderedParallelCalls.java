package io.contactsync.verify;

import io.contactsync.run.RunStoppedException;
import io.contactsync.support.NamedThreadFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Many questions at once, whose answers are taken one by one, in the order of the questions. */
final class OrderedParallelCalls {
    private OrderedParallelCalls() {}

    /**
     * Asks and takes.
     *
     * @param questions what is asked about
     * @param atOnce how many at once, 1 or more
     * @param read asks, on any thread
     * @param taker told of each answer, on the caller's thread
     */
    static <Q, A> void forEach(Collection<Q> questions, int atOnce, Function<Q, A> read, BiConsumer<Q, A> taker) {
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.max(1, Math.min(atOnce, questions.size())), new NamedThreadFactory("read-back"));
        try {
            List<Future<A>> answers = new ArrayList<>();
            questions.forEach(question -> answers.add(threads.submit(() -> read.apply(question))));
            int next = 0;
            for (Q question : questions) {
                taker.accept(question, answers.get(next++).get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunStoppedException();
        } finally {
            threads.shutdownNow();
        }
    }
}
