package io.contactsync.simulator;

import com.sun.net.httpserver.HttpHandler;
import io.contactsync.simulator.call.CallLog;
import io.contactsync.simulator.digivault.DigivaultContacts;
import io.contactsync.simulator.digivault.DigivaultService;
import io.contactsync.simulator.fault.Faults;
import io.contactsync.simulator.heyx.HeyxService;
import io.contactsync.simulator.heyx.inbox.HeyxChannel;
import io.contactsync.simulator.people.GeneratedContacts;
import io.contactsync.simulator.people.SampleFiles;
import io.contactsync.simulator.wire.LoopbackServer;
import io.contactsync.simulator.wire.ServiceDesk;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Both services, running; {@link Control} tells what other processes can ask of them. */
public final class Simulator implements AutoCloseable {

    private final SimulatorOptions options;
    private final DigivaultContacts digivault;
    private final HeyxService heyx;
    private final CallLog digivaultCalls;
    private final CallLog heyxCalls;
    private final Faults faults = new Faults();
    private final LoopbackServer server;

    private Simulator(SimulatorOptions options, LongSupplier clock) {
        Stock stock = options.stock();
        GeneratedContacts people = new GeneratedContacts(stock.contacts(), stock.seed(), stock.now());
        this.options = options;
        this.digivault = new DigivaultContacts(people);
        this.heyx = new HeyxService(options.heyx(), clock);
        this.digivaultCalls = new CallLog(clock, options.digivault().limit().length(), options.logEntries());
        this.heyxCalls =
                new CallLog(clock, options.heyx().channels().get(0).limit().length(), options.logEntries());
        fill(stock, people);
        DigivaultService service = new DigivaultService(options.digivault(), digivault, clock);
        this.server = LoopbackServer.start(options.port(), handlers(service));
    }

    /**
     * Starts both services.
     *
     * @return them, ready to be called
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public static Simulator start(SimulatorOptions options) {
        return start(options, new EpochClock());
    }

    /**
     * Starts both services on another clock, which counts the windows of the limits and the time for which a new
     * contact is invisible.
     *
     * @param epochNanos the time in nanoseconds since 1970
     * @return the services, ready to be called
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public static Simulator start(SimulatorOptions options, LongSupplier epochNanos) {
        return new Simulator(options, epochNanos);
    }

    private void fill(Stock stock, GeneratedContacts people) {
        heyx.channels().forEach(channel -> people.settle(heyx.channel(channel), stock.shareInHeyx()));
        if (stock.digivaultFile() != null) {
            SampleFiles.digivault(stock.digivaultFile(), digivault);
        }
        if (stock.heyxFile() != null) {
            SampleFiles.heyx(stock.heyxFile(), heyx::channel);
        }
    }

    private Map<String, HttpHandler> handlers(DigivaultService service) {
        return Map.of(
                "/api/v1/",
                        new ServiceDesk(heyx, heyxCalls, faults, options.heyx().latency()),
                "/v1/",
                        new ServiceDesk(
                                service,
                                digivaultCalls,
                                faults,
                                options.digivault().latency()),
                "/_simulator/", new Control(digivault, heyx, digivaultCalls, heyxCalls, faults),
                "/", new NoService());
    }

    /** {@return the port on 127.0.0.1} */
    public int port() {
        return server.port();
    }

    /** {@return DigiVault's base URL, everything before /contacts} */
    public String digivaultUrl() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    public String digivaultToken() {
        return options.digivault().token();
    }

    /** {@return HeyX's base URL for all channels, everything before /contact} */
    public String heyxUrl() {
        return "http://127.0.0.1:" + port() + "/api/v1";
    }

    /** {@return the names of the channels} */
    public List<String> channels() {
        return heyx.channels();
    }

    /** {@return a channel's token}; an unknown name is an IllegalArgumentException */
    public String heyxToken(String channel) {
        return heyx.token(channel);
    }

    /** {@return DigiVault's contacts; what is done to them here counts as no call} */
    public DigivaultContacts digivault() {
        return digivault;
    }

    /** {@return a channel's contacts; what is done to them here counts as no call} */
    public HeyxChannel heyx(String channel) {
        return heyx.channel(channel);
    }

    public CallLog digivaultCalls() {
        return digivaultCalls;
    }

    public CallLog heyxCalls() {
        return heyxCalls;
    }

    /** {@return the faults of both services} */
    public Faults faults() {
        return faults;
    }

    /** Stops at once; calls that are still open lose their connection. */
    @Override
    public void close() {
        server.close();
    }
}
