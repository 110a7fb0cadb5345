package io.contactsync.cli;

import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A fixture: both simulators without rate limits, a job file for them, a state directory, and the commands. */
final class CliFixture implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    final Simulator simulator;
    final Path directory;
    final Path job;

    CliFixture(Path folder, int contacts, double inHeyx) throws IOException {
        this.directory = folder;
        this.simulator = Simulator.start(SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(contacts, 7).withShareInHeyx(inHeyx))
                .unlimited());
        this.job = jobFile("job.yaml", "firstWord(display_name)", simulator.heyxToken("support"));
    }

    /** A command's exit code and output. */
    record Result(int code, String out, String err) {
        JsonNode json() {
            return JSON.readTree(out);
        }
    }

    Path jobFile(String name, String firstName, String token) throws IOException {
        return Files.writeString(directory.resolve(name), """
                name: workshop
                source:
                  digivault: {url: "%s", token: "%s", calls-per-minute: unlimited}
                target:
                  heyx:
                    url: "%s"
                    channels: [{name: support, token: "%s", calls-per-minute: unlimited}]
                match: [digivault_id, phone]
                preload: {field: source, value: digivault}
                fields:
                  digivault_id: id
                  firstName: %s
                  phone: e164(phone_number, 'US')
                  source: "'digivault'"
                tags:
                  DigiVault: "true"
                """.formatted(
                        simulator.digivaultUrl(), simulator.digivaultToken(), simulator.heyxUrl(), token, firstName));
    }

    Result run(String command, String... arguments) {
        return runIn(state(), command, arguments);
    }

    /** Runs a command with another state directory. */
    Result runIn(Path state, String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--state", state.toString()));
        all.addAll(List.of(arguments));
        return execute(all);
    }

    /** Runs a command as it is. */
    static Result execute(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Commands.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        return new Result(code, out.toString(), err.toString());
    }

    Path state() {
        return directory.resolve("state");
    }

    @Override
    public void close() {
        simulator.close();
    }
}
