package io.contactsync.simulator;

import com.sun.net.httpserver.HttpHandler;
import io.contactsync.simulator.digivault.DigivaultContactStore;
import io.contactsync.simulator.digivault.DigivaultService;
import io.contactsync.simulator.heyx.ChannelContacts;
import io.contactsync.simulator.heyx.HeyxService;
import io.contactsync.simulator.server.CallLog;
import io.contactsync.simulator.server.FaultRegistry;
import io.contactsync.simulator.server.LoopbackServer;
import io.contactsync.simulator.server.RequestPipeline;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Both services, running. Other processes use the endpoints of {@link ControlEndpoints}. */
public final class Simulator implements AutoCloseable {

    private final SimulatorOptions options;
    private final DigivaultContactStore digivault;
    private final HeyxService heyx;
    private final CallLog digivaultCalls;
    private final CallLog heyxCalls;
    private final FaultRegistry faults = new FaultRegistry();
    private final LoopbackServer server;

    private Simulator(SimulatorOptions options, LongSupplier clock) {
        SeedData seedData = options.seedData();
        GeneratedContacts generated = new GeneratedContacts(seedData.contacts(), seedData.seed(), seedData.now());
        this.options = options;
        this.digivault = new DigivaultContactStore(generated);
        this.heyx = new HeyxService(options.heyx(), clock);
        this.digivaultCalls = new CallLog(clock, options.digivault().limit().length(), options.logEntries());
        this.heyxCalls =
                new CallLog(clock, options.heyx().channels().get(0).limit().length(), options.logEntries());
        load(seedData, generated);
        DigivaultService service = new DigivaultService(options.digivault(), digivault, clock);
        this.server = LoopbackServer.start(options.port(), handlers(service));
    }

    /**
     * Starts both services; they accept calls when this method returns.
     *
     * @throws java.io.UncheckedIOException if the port is in use
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

    private void load(SeedData seedData, GeneratedContacts generated) {
        heyx.channels().forEach(channel -> generated.addTo(heyx.channel(channel), seedData.shareInHeyx()));
        if (seedData.digivaultFile() != null) {
            SampleFileReader.loadDigivault(seedData.digivaultFile(), digivault);
        }
        if (seedData.heyxFile() != null) {
            SampleFileReader.loadHeyx(seedData.heyxFile(), heyx::channel);
        }
    }

    private Map<String, HttpHandler> handlers(DigivaultService service) {
        return Map.of(
                "/api/v1/",
                        new RequestPipeline(
                                heyx, heyxCalls, faults, options.heyx().latency()),
                "/v1/",
                        new RequestPipeline(
                                service,
                                digivaultCalls,
                                faults,
                                options.digivault().latency()),
                "/_simulator/", new ControlEndpoints(digivault, heyx, digivaultCalls, heyxCalls, faults),
                "/", new NotFoundHandler());
    }

    /** {@return the port on 127.0.0.1} */
    public int port() {
        return server.port();
    }

    /** {@return DigiVault's base URL, to which /contacts is appended} */
    public String digivaultUrl() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    public String digivaultToken() {
        return options.digivault().token();
    }

    /** {@return HeyX's base URL for all channels, to which /contact is appended} */
    public String heyxUrl() {
        return "http://127.0.0.1:" + port() + "/api/v1";
    }

    /** {@return the channel names} */
    public List<String> channels() {
        return heyx.channels();
    }

    /**
     * {@return the token of a channel}
     *
     * @throws IllegalArgumentException if there is no such channel
     */
    public String heyxToken(String channel) {
        return heyx.token(channel);
    }

    /** {@return DigiVault's contacts; direct access to them is not logged as a call} */
    public DigivaultContactStore digivault() {
        return digivault;
    }

    /**
     * {@return the contacts of a channel; direct access to them is not logged as a call}
     *
     * @throws IllegalArgumentException if there is no such channel
     */
    public ChannelContacts heyx(String channel) {
        return heyx.channel(channel);
    }

    public CallLog digivaultCalls() {
        return digivaultCalls;
    }

    public CallLog heyxCalls() {
        return heyxCalls;
    }

    /** {@return the faults of both services} */
    public FaultRegistry faults() {
        return faults;
    }

    /** Stops immediately and closes the connections of calls in progress. */
    @Override
    public void close() {
        server.close();
    }
}
