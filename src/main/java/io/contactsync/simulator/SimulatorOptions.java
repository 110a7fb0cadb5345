package io.contactsync.simulator;

import io.contactsync.simulator.digivault.DigivaultOptions;
import io.contactsync.simulator.heyx.HeyxOptions;
import io.contactsync.simulator.server.CallLimit;

/**
 * Settings of the simulators.
 *
 * @param port the port on 127.0.0.1, 0 for any free one
 * @param logEntries the number of entries that each call log keeps; the counts cover all calls
 */
public record SimulatorOptions(
        int port, DigivaultOptions digivault, HeyxOptions heyx, SeedData seedData, int logEntries) {

    /** {@return a free port, both services as documented, no contacts, 100,000 entries in each log} */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(0, DigivaultOptions.defaults(), HeyxOptions.defaults(), SeedData.empty(), 100_000);
    }

    public SimulatorOptions withPort(int newPort) {
        return new SimulatorOptions(newPort, digivault, heyx, seedData, logEntries);
    }

    public SimulatorOptions withDigivault(DigivaultOptions newDigivault) {
        return new SimulatorOptions(port, newDigivault, heyx, seedData, logEntries);
    }

    public SimulatorOptions withHeyx(HeyxOptions newHeyx) {
        return new SimulatorOptions(port, digivault, newHeyx, seedData, logEntries);
    }

    public SimulatorOptions withSeedData(SeedData newSeedData) {
        return new SimulatorOptions(port, digivault, heyx, newSeedData, logEntries);
    }

    public SimulatorOptions withLogEntries(int newLogEntries) {
        return new SimulatorOptions(port, digivault, heyx, seedData, newLogEntries);
    }

    /** {@return a copy without rate limits} */
    public SimulatorOptions unlimited() {
        DigivaultOptions unlimited = digivault.withLimit(CallLimit.unlimited()).withWriteLimit(CallLimit.unlimited());
        return withDigivault(unlimited).withHeyx(heyx.withLimit(CallLimit.unlimited()));
    }
}
