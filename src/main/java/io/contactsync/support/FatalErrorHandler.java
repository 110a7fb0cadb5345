package io.contactsync.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process when an {@link Error} is thrown in any thread, with one line on stderr. The process is halted: after
 * an {@link OutOfMemoryError} other threads may wait forever for the one that failed, and shutdown hooks may do so,
 * too. It is like {@code kill -9}, which the next run can resume from.
 *
 * <p>Does nothing until it is installed, so that other programs, such as tests, can use the same classes. Everything
 * that it needs in order to end the process is created by {@link #install}: when the heap is full, nothing can be
 * created.
 */
public final class FatalErrorHandler implements Thread.UncaughtExceptionHandler {

    /** The exit code: stopped before the end. */
    public static final int EXIT_CODE = 3;

    /** A process with this heap, in MB, syncs some thousand contacts. */
    private static final long MIN_HEAP = 64;

    private static final int MAX_CAUSES = 50;
    private static final int MAX_MESSAGE = 300;
    /** How often, and for how many milliseconds, to wait for a result that is being printed. */
    private static final int PRINT_POLLS = 200;

    private static final int PRINT_POLL_MILLIS = 10;

    private static final int INDICATOR_MILLIS = 500;
    /** How often the heap may be found full, one after the other. */
    private static final int MAX_FULL = 20;

    private static final long FULL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static volatile @Nullable FatalErrorHandler installed;

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    private final Object lock = new Object();
    private final String next;
    private final @Nullable String jobFile;
    private final FinalOutput heap;
    private final FinalOutput buffers;
    private final FinalOutput metaspace;
    private final FinalOutput threads;
    private final FinalOutput system;
    private final FinalOutput stack;
    /**
     * The JVM clears it before it throws an {@link OutOfMemoryError}, also before one that a library catches and drops.
     * It is used twice a second, because the JVM otherwise clears it after one second for each MB of free heap.
     */
    private volatile SoftReference<Object> fullHeapIndicator = new SoftReference<>(new Object());

    /** When the heap was last found full, in the time of {@link System#nanoTime}. */
    private volatile long fullAt = System.nanoTime() - FULL_NANOS;

    private volatile boolean isPrinting;
    private volatile boolean isPrinted;

    /** What is printed at the end, encoded in advance. */
    private static final class FinalOutput {
        private final byte[] message;
        private final byte[] json;

        FinalOutput(String message, String json) {
            this.message = message.getBytes(UTF_8);
            this.json = json.getBytes(UTF_8);
        }
    }

    private FatalErrorHandler(String[] args) {
        String command = args.length == 0 ? "" : args[0];
        this.next = command.equals("run") ? "run again to resume" : "run again";
        this.jobFile = Arrays.asList(args).contains("--json") ? jobFile(args) : null;
        long megabytes = (Runtime.getRuntime().maxMemory() + (1 << 20) - 1) >> 20;
        String moreHeap = "start java with -Xmx" + Math.max(MIN_HEAP, 2 * megabytes) + "m or more";
        this.heap = output(
                "out of memory: this process may use " + megabytes + " MB of heap; " + moreHeap + ", and " + next);
        this.buffers = output("out of memory: the memory for direct buffers is used up; " + moreHeap
                + " and without -XX:MaxDirectMemorySize, and " + next);
        this.metaspace = output("out of memory: the memory for classes is used up; start java without"
                + " -XX:MaxMetaspaceSize and -XX:CompressedClassSpaceSize, or with 128m or more, and " + next);
        this.threads = output("out of memory: the system allows this process no more threads; raise its limit"
                + " (ulimit -u, or the pids limit of the container) to 1000 or more, and " + next);
        this.system = output("out of memory: the system has no more memory for this process; raise its limit"
                + " (ulimit -v, or the memory limit of the container) to 1 GB or more, and " + next);
        this.stack = output("stack overflow: start java with -Xss4m or more, and " + next);
    }

    /**
     * Installs the handler for all threads that have no handler of their own.
     *
     * @param args the command line
     */
    public static void install(String... args) {
        FatalErrorHandler handler = new FatalErrorHandler(args);
        handler.loadClasses();
        Thread.setDefaultUncaughtExceptionHandler(handler);
        NamedThreadFactory.daemon("memory", handler::watchHeap).start();
        installed = handler;
    }

    /**
     * Loads what {@link #halt(Throwable)} needs, among it the JDK's class that halts: later there may be no memory for
     * it.
     */
    private void loadClasses() {
        outputOf(new OutOfMemoryError());
        Thread unused = new Thread();
        Runtime.getRuntime().addShutdownHook(unused);
        Runtime.getRuntime().removeShutdownHook(unused);
    }

    /**
     * Ends the process if a throwable is an {@link Error} or was caused by one. Every place that catches more than it
     * understands calls this first.
     *
     * @param failure what was caught
     */
    public static void check(@Nullable Throwable failure) {
        FatalErrorHandler handler = installed;
        if (handler != null && failure != null && isFatal(failure)) {
            handler.halt(failure);
        }
    }

    /**
     * Ends the process because its main thread has failed.
     *
     * @param failure its reason; the stack trace is printed unless it is an {@link Error}
     */
    public static void end(Throwable failure) {
        FatalErrorHandler handler = installed;
        if (isFatal(failure)) {
            (handler == null ? new FatalErrorHandler(new String[0]) : handler).halt(failure);
        }
        failure.printStackTrace();
        System.exit(EXIT_CODE);
    }

    /**
     * Ends the process if its heap was full in the last minute. To be called after a failure: it is then a consequence,
     * even if it looks like another one because an {@link OutOfMemoryError} was caught in a library.
     */
    public static void checkMemory() {
        FatalErrorHandler handler = installed;
        if (handler != null && (handler.isHeapFull() || System.nanoTime() - handler.fullAt < FULL_NANOS)) {
            handler.halt(handler.heap);
        }
    }

    private boolean isHeapFull() {
        return fullHeapIndicator.get() == null;
    }

    /** Ends the process if its heap stays full: it could collect garbage without end, and make no progress. */
    private void watchHeap() {
        try {
            for (int full = 0; full < MAX_FULL; ) {
                Thread.sleep(INDICATOR_MILLIS);
                if (isHeapFull()) {
                    fullAt = System.nanoTime();
                    fullHeapIndicator = new SoftReference<>(new Object());
                    full++;
                } else {
                    full = Math.max(0, full - 1);
                }
            }
            halt(heap);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The line on stderr for an error, in a process with a command line. */
    static String message(Throwable failure, String... args) {
        return new String(new FatalErrorHandler(args).outputOf(failure).message, UTF_8);
    }

    /** Whether a throwable is an {@link Error} or was caused by one. */
    static boolean isFatal(Throwable failure) {
        return error(failure) != null;
    }

    /** The first {@link OutOfMemoryError} among a throwable and its causes, else the first {@link Error}. */
    private static @Nullable Throwable error(Throwable failure) {
        Throwable error = null;
        Throwable cause = failure;
        for (int depth = 0; depth < MAX_CAUSES && cause != null; depth++) {
            if (cause instanceof OutOfMemoryError) {
                return cause;
            }
            if (cause instanceof Error && error == null) {
                error = cause;
            }
            cause = cause.getCause();
        }
        return error;
    }

    /** Ends the process after an {@link Error}; prints every other exception, as the JVM does without a handler. */
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        check(failure);
        System.err.print("Exception in thread \"" + thread.getName() + "\" ");
        failure.printStackTrace();
    }

    private void halt(Throwable failure) {
        FinalOutput output;
        try {
            output = outputOf(failure);
        } catch (Throwable again) {
            output = heap;
        }
        halt(output);
    }

    /** Chooses what to print; allocates memory only if the error is none of memory. */
    private FinalOutput outputOf(Throwable failure) {
        Throwable error = error(failure);
        if (error instanceof OutOfMemoryError) {
            String message = error.getMessage();
            if (message == null) {
                return heap;
            }
            if (message.contains("Metaspace") || message.contains("class space")) {
                return metaspace;
            }
            if (message.contains("irect buffer memory")) {
                return buffers;
            }
            if (message.contains("native thread")) {
                return threads;
            }
            return message.contains("Map failed") || message.contains("Out of swap") ? system : heap;
        }
        if (error instanceof StackOverflowError) {
            return stack;
        }
        return isInitializedWithoutHeap(error) ? heap : output(describe(error == null ? failure : error));
    }

    /** The JVM reports a class whose initialization has failed with the name of the error only. */
    private static boolean isInitializedWithoutHeap(@Nullable Throwable error) {
        Throwable cause = error;
        for (int depth = 0; depth < MAX_CAUSES && cause instanceof LinkageError; depth++) {
            String message = cause.getMessage();
            if (message != null && message.contains("java.lang.OutOfMemoryError")) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private String describe(Throwable error) {
        String text = String.valueOf(error.getMessage()).replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
        StackTraceElement[] trace = error.getStackTrace();
        String reason = error.getClass().getName() + ": " + text.substring(0, Math.min(MAX_MESSAGE, text.length()))
                + (trace.length == 0 ? "" : " at " + trace[0]);
        return error instanceof LinkageError
                ? "the program is incomplete or was replaced while it was running (" + reason
                        + "); install it again, and " + next
                : "internal error (" + reason + "); " + next;
    }

    private FinalOutput output(String message) {
        String result = jobFile == null
                ? ""
                : "{\"job\":" + quoted(jobFile) + ",\"status\":\"FAILED\",\"error\":" + quoted(message) + "}\n";
        return new FinalOutput(message + "\n", result);
    }

    /** The job file of a command line; the handler is installed before the command line is parsed. */
    private static String jobFile(String... args) {
        String found = "";
        for (int i = 1; i < args.length; i++) {
            boolean isYaml = args[i].endsWith(".yaml") || args[i].endsWith(".yml");
            if (!args[i].startsWith("-") && (isYaml || found.isEmpty())) {
                found = args[i];
            }
        }
        return found;
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                json.append('\\').append(character);
            } else {
                json.append(character < ' ' ? ' ' : character);
            }
        }
        return json.append('"').toString();
    }

    private void halt(FinalOutput output) {
        // Another thread that fails meanwhile waits here until the process has ended.
        synchronized (lock) {
            try {
                err.write(output.message);
                awaitPrinted();
                if (!isPrinted && !isPrinting) {
                    out.write(output.json);
                }
            } catch (Throwable again) {
                // The exit code is all that can be told.
            } finally {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        }
    }

    private void awaitPrinted() throws InterruptedException {
        Thread.interrupted();
        for (int i = 0; i < PRINT_POLLS && isPrinting; i++) {
            Thread.sleep(PRINT_POLL_MILLIS);
        }
    }

    /** Writes bytes to stdout. The process is not ended meanwhile, so that it never prints half a result. */
    static void print(FileOutputStream stdout, byte[] bytes, int length) throws IOException {
        FatalErrorHandler handler = installed;
        if (handler == null) {
            stdout.write(bytes, 0, length);
            return;
        }
        handler.isPrinting = true;
        try {
            stdout.write(bytes, 0, length);
            handler.isPrinted = true;
        } finally {
            handler.isPrinting = false;
        }
    }
}
