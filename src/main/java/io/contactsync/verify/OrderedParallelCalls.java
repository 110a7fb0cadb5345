package io.contactsync.verify;

import io.contactsync.run.RunStoppedException;
import io.contactsync.support.FatalErrorHandler;
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

/** Makes calls in parallel and processes their results in order. */
final class OrderedParallelCalls {
    private OrderedParallelCalls() {}

    /**
     * Makes one call for each input.
     *
     * @param maxParallel the maximum number of parallel calls, at least 1
     * @param call executed on any thread
     * @param action receives each input with its result, on the caller's thread and in the order of the inputs
     */
    static <T, R> void forEach(Collection<T> inputs, int maxParallel, Function<T, R> call, BiConsumer<T, R> action) {
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.max(1, Math.min(maxParallel, inputs.size())), new NamedThreadFactory("read-back"));
        try {
            List<Future<R>> results = new ArrayList<>();
            inputs.forEach(input -> results.add(threads.submit(() -> call.apply(input))));
            int next = 0;
            for (T input : inputs) {
                action.accept(input, results.get(next++).get());
            }
        } catch (ExecutionException e) {
            FatalErrorHandler.check(e);
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunStoppedException();
        } finally {
            threads.shutdownNow();
        }
    }
}
