package io.contactsync.simulator;

import io.contactsync.simulator.digivault.DigivaultOptions;
import io.contactsync.simulator.heyx.HeyxOptions;
import io.contactsync.simulator.limit.Limit;

/**
 * How the simulators start.
 *
 * @param port the port on 127.0.0.1, 0 for any free one
 * @param digivault how DigiVault behaves
 * @param heyx how HeyX behaves
 * @param stock the contacts to start with
 * @param logEntries most calls that each log keeps in full; counts are kept of all
 */
public record SimulatorOptions(int port, DigivaultOptions digivault, HeyxOptions heyx, Stock stock, int logEntries) {

    /** {@return any free port, both services as documented, no contacts, 100,000 calls in each log} */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(0, DigivaultOptions.defaults(), HeyxOptions.defaults(), Stock.empty(), 100_000);
    }

    public SimulatorOptions withPort(int newPort) {
        return new SimulatorOptions(newPort, digivault, heyx, stock, logEntries);
    }

    public SimulatorOptions withDigivault(DigivaultOptions newDigivault) {
        return new SimulatorOptions(port, newDigivault, heyx, stock, logEntries);
    }

    public SimulatorOptions withHeyx(HeyxOptions newHeyx) {
        return new SimulatorOptions(port, digivault, newHeyx, stock, logEntries);
    }

    public SimulatorOptions withStock(Stock newStock) {
        return new SimulatorOptions(port, digivault, heyx, newStock, logEntries);
    }

    public SimulatorOptions withLogEntries(int most) {
        return new SimulatorOptions(port, digivault, heyx, stock, most);
    }

    /** {@return the same without any rate limit} */
    public SimulatorOptions unlimited() {
        DigivaultOptions open = digivault.withLimit(Limit.unlimited()).withWriteLimit(Limit.unlimited());
        return withDigivault(open).withHeyx(heyx.withLimit(Limit.unlimited()));
    }
}
