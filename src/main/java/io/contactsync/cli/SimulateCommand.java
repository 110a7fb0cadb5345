package io.contactsync.cli;

import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultOptions;
import io.contactsync.simulator.heyx.ChannelOptions;
import io.contactsync.simulator.heyx.HeyxOptions;
import io.contactsync.simulator.server.CallLimit;
import io.contactsync.simulator.server.Latency;
import io.contactsync.support.RegularFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Starts both simulators on loopback, for trying out a job. */
@Command(
        name = "simulate",
        description = {
            "Starts simulators of DigiVault and HeyX on loopback and prints their URLs and tokens.",
            "They run until you press Ctrl-C. Any job file that takes its URLs and tokens from the environment, such as "
                    + "those in jobs/, can be run against them."
        },
        exitCodeList = {ExitCode.Help.WRONG_USAGE, ExitCode.Help.FAILED, "130:stopped with Ctrl-C"},
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "The port on 127.0.0.1 (default: any free port).")
    private int port;

    @Option(
            names = "--contacts",
            paramLabel = "N",
            description = "Number of contacts to generate in DigiVault (default: 0).")
    private int contacts;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the generated contacts (default: 1).")
    private long seed = 1;

    @Option(
            names = "--in-heyx",
            paramLabel = "SHARE",
            description = "Share of the generated contacts that HeyX already has, by phone, from 0 to 1 (default: 0).")
    private double inHeyx;

    @Option(
            names = "--digivault",
            paramLabel = "FILE",
            description = "File with DigiVault's contacts, such as samples/digivault-contacts.json.")
    private @Nullable Path digivault;

    @Option(
            names = "--heyx",
            paramLabel = "FILE",
            description = "File with HeyX's contacts by channel, such as samples/heyx-contacts.json.")
    private @Nullable Path heyx;

    @Option(names = "--channel", paramLabel = "NAME", description = "A HeyX channel; repeatable (default: support).")
    private List<String> channels = List.of("support");

    @Option(names = "--viber", paramLabel = "NAME", description = "A Viber channel; repeatable.")
    private List<String> viber = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Calls per minute on each HeyX channel, 0 for no limit (default: 200).")
    private int limit = 200;

    @Option(
            names = "--digivault-limit",
            paramLabel = "N",
            description = "Calls per minute to DigiVault, 0 for no limit (default: 100).")
    private int digivaultLimit = 100;

    @Option(
            names = "--window",
            paramLabel = "KIND",
            description = "HeyX's kind of rate limit window: first_call, wall_clock or sliding (default: first_call).")
    private CallLimit.WindowKind window = CallLimit.WindowKind.FIRST_CALL;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            description = "Median of the log-normal response times, in milliseconds; 0 for none (default: 0).")
    private int latency;

    @Option(names = "--fuzzy", description = "Let HeyX's lookups also return contacts with a similar value.")
    private boolean fuzzy;

    @Option(names = "--json", description = "Print URLs and tokens as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        require(port >= 0 && port <= 65_535, "--port must be from 1 to 65535, not " + port);
        require(inHeyx >= 0 && inHeyx <= 1, "--in-heyx must be a share from 0 to 1, such as 0.2, not " + inHeyx);
        require(contacts >= 0, "--contacts must be 0 or more, not " + contacts);
        require(limit >= 0 && digivaultLimit >= 0, "--limit and --digivault-limit must be 0 or more");
        require(latency >= 0, "--latency must be 0 or more, not " + latency);
        requireRegular("--digivault", digivault);
        requireRegular("--heyx", heyx);
        try (Simulator simulator = start()) {
            PrintWriter out = spec.commandLine().getOut();
            out.print((json ? asJson(simulator) : asText(simulator)) + System.lineSeparator());
            out.flush();
            new CountDownLatch(1).await();
        }
        return ExitCode.DONE;
    }

    private void require(boolean valid, String message) {
        if (!valid) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private void requireRegular(String option, @Nullable Path file) {
        if (file != null) {
            String problem = RegularFile.otherKind(file)
                    .map(kind -> "is " + kind)
                    .orElse(Files.isReadable(file) ? "" : "does not exist or may not be read");
            require(
                    problem.isEmpty(),
                    option + " " + file + " " + problem + "; allowed: " + RegularFile.ALLOWED
                            + " in JSON, such as samples/digivault-contacts.json or samples/heyx-contacts.json");
        }
    }

    private Simulator start() {
        try {
            return Simulator.start(options());
        } catch (JacksonException | IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "the contacts of --digivault or --heyx cannot be read: " + e.getMessage(), e);
        }
    }

    private SimulatorOptions options() {
        Latency responses = latency == 0 ? Latency.none() : Latency.logNormal(Duration.ofMillis(latency), 0.5, seed);
        ChannelOptions[] allChannels = Stream.concat(
                        channels.stream().filter(name -> !viber.contains(name)).map(ChannelOptions::named),
                        viber.stream().map(name -> ChannelOptions.named(name).asViber()))
                .toArray(ChannelOptions[]::new);
        CallLimit heyxLimit =
                limit == 0 ? CallLimit.unlimited() : CallLimit.perMinute(limit).withKind(window);
        HeyxOptions heyxOptions = HeyxOptions.defaults()
                .withChannels(allChannels)
                .withLimit(heyxLimit)
                .withSearch(fuzzy ? HeyxOptions.Search.FUZZY : HeyxOptions.Search.EXACT)
                .withLatency(responses);
        DigivaultOptions digivaultOptions = DigivaultOptions.defaults()
                .withLimit(digivaultLimit == 0 ? CallLimit.unlimited() : CallLimit.perMinute(digivaultLimit))
                .withLatency(responses);
        SeedData seedData = new SeedData(contacts, seed, Instant.now(), inHeyx, digivault, heyx);
        return SimulatorOptions.defaults()
                .withPort(port)
                .withHeyx(heyxOptions)
                .withDigivault(digivaultOptions)
                .withSeedData(seedData);
    }

    private static String asJson(Simulator simulator) {
        ObjectNode root = new JsonMapper().createObjectNode();
        root.putObject("digivault").put("url", simulator.digivaultUrl()).put("token", simulator.digivaultToken());
        ObjectNode tokens =
                root.putObject("heyx").put("url", simulator.heyxUrl()).putObject("tokens");
        simulator.channels().forEach(channel -> tokens.put(channel, simulator.heyxToken(channel)));
        root.put("control", "http://127.0.0.1:" + simulator.port() + "/_simulator/");
        return root.toString();
    }

    private static String asText(Simulator simulator) {
        StringBuilder text = new StringBuilder("Both simulators are running. Press Ctrl-C to stop them.\n\n")
                .append("export DIGIVAULT_URL=")
                .append(simulator.digivaultUrl())
                .append(" DIGIVAULT_TOKEN=")
                .append(simulator.digivaultToken())
                .append("\nexport HEYX_URL=")
                .append(simulator.heyxUrl());
        for (String channel : simulator.channels()) {
            String name = simulator.channels().get(0).equals(channel)
                    ? "HEYX_TOKEN"
                    : "HEYX_TOKEN_" + channel.toUpperCase(Locale.ROOT).replace('-', '_');
            text.append(' ').append(name).append('=').append(simulator.heyxToken(channel));
        }
        return text.append("\n\nState of the simulators: http://127.0.0.1:")
                .append(simulator.port())
                .append("/_simulator/state")
                .toString();
    }
}
