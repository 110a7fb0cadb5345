package io.contactsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import io.contactsync.support.TerminalText;
import org.slf4j.LoggerFactory;

/**
 * Configures logback, which finds this class as a service. Reading the same configuration from XML takes 5 % of a short
 * run's time.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogbackConfigurator extends ContextAwareBase implements Configurator {

    /** Created by logback. */
    public LogbackConfigurator() {}

    /**
     * Configures text lines on stderr.
     *
     * @return {@code DO_NOT_INVOKE_NEXT_IF_ANY}: no other configurator is needed
     */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        // Otherwise Spring Boot replaces this configuration.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        install(context, new LogLineEncoder());
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Switches the log to JSON, one object per line. */
    public static void asJson() {
        JsonEncoder objects = new JsonLineEncoder();
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
        install(context, objects);
    }

    /** Escapes also what JSON permits and a terminal would execute or not display; the object keeps its meaning. */
    static final class JsonLineEncoder extends JsonEncoder {
        @Override
        public byte[] encode(ILoggingEvent event) {
            return TerminalText.escapeLines(new String(super.encode(event), UTF_8))
                    .getBytes(UTF_8);
        }
    }

    private static void install(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        // Logback prints its own status messages to stdout, which is reserved for results.
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
        // Spring Batch also logs a run's exception; the command reports it once.
        context.getLogger("org.springframework").setLevel(Level.OFF);
    }
}
