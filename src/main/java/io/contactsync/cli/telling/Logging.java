package io.contactsync.cli.telling;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import org.slf4j.LoggerFactory;

/**
 * How log lines look and where they go: logback asks for it. Read from XML, the same takes a twentieth of a short run.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {

    /** Made by logback. */
    public Logging() {}

    /**
     * Has everything logged as lines for people.
     *
     * @param context logback's
     * @return that nobody else need be asked
     */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        // Spring Boot would set it up again, its own way.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setCharset(UTF_8);
        lines.setPattern("%d{HH:mm:ss} %-5level %msg%n");
        begin(context, lines);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Has everything logged as JSON, an object a line, from now on. */
    public static void asJson() {
        JsonEncoder objects = new JsonEncoder();
        objects.setWithSequenceNumber(false);
        objects.setWithNanoseconds(false);
        objects.setWithContext(false);
        objects.setWithMDC(false);
        objects.setWithMarkers(false);
        objects.setWithKVPList(false);
        objects.setWithMessage(false);
        objects.setWithArguments(false);
        objects.setWithFormattedMessage(true);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        begin(context, objects);
    }

    private static void begin(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        // People read stderr; stdout belongs to results, and what logback has to say of itself would go there.
        context.getStatusManager().add(new NopStatusListener());
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(stderr);
        context.getLogger("io.contactsync").setLevel(Level.INFO);
        // What ends a run is said once, by us.
        context.getLogger("org.springframework").setLevel(Level.OFF);
    }
}
