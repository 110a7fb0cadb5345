package io.contactsync.cli;

import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.Stock;
import io.contactsync.simulator.digivault.DigivaultOptions;
import io.contactsync.simulator.heyx.ChannelOptions;
import io.contactsync.simulator.heyx.HeyxOptions;
import io.contactsync.simulator.heyx.inbox.Search;
import io.contactsync.simulator.limit.Limit;
import io.contactsync.simulator.limit.WindowKind;
import io.contactsync.simulator.wire.Latency;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Starts both services on loopback, so that a migration can be rehearsed. */
@Command(
        name = "simulate",
        description = {
            "Starts DigiVault and HeyX on loopback and prints their URLs and tokens, until it is stopped.",
            "A job file that takes its URLs and tokens from the environment can be rehearsed with it."
        },
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "the port on 127.0.0.1 (default: any free one)")
    private int port;

    @Option(names = "--contacts", paramLabel = "N", description = "contacts to generate in DigiVault")
    private int contacts;

    @Option(names = "--seed", paramLabel = "S", description = "the same seed generates the same contacts")
    private long seed = 1;

    @Option(
            names = "--in-heyx",
            paramLabel = "SHARE",
            description = "how many of the generated contacts HeyX has already, by phone, from 0 to 1")
    private double inHeyx;

    @Option(names = "--digivault", paramLabel = "FILE", description = "DigiVault's contacts, as samples/ has them")
    private @Nullable Path digivault;

    @Option(names = "--heyx", paramLabel = "FILE", description = "HeyX's contacts by channel, as samples/ has them")
    private @Nullable Path heyx;

    @Option(names = "--channel", paramLabel = "NAME", description = "a HeyX channel; repeatable (default: support)")
    private List<String> channels = List.of("support");

    @Option(names = "--viber", paramLabel = "NAME", description = "a Viber channel; repeatable")
    private List<String> viber = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "calls a minute on each HeyX channel, 0 for no limit")
    private int limit = 200;

    @Option(names = "--digivault-limit", paramLabel = "N", description = "calls a minute to DigiVault, 0 for no limit")
    private int digivaultLimit = 100;

    @Option(
            names = "--window",
            paramLabel = "KIND",
            description = "how HeyX counts its minute: first_call, wall_clock or sliding")
    private WindowKind window = WindowKind.FIRST_CALL;

    @Option(names = "--latency", paramLabel = "MS", description = "the median of log-normal answer times, 0 for none")
    private int latency;

    @Option(names = "--fuzzy", description = "have HeyX's lookups find what only resembles the value")
    private boolean fuzzy;

    @Option(names = "--json", description = "print URLs and tokens as one JSON object")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        require(port >= 0 && port <= 65_535, "--port is a number from 1 to 65535, not " + port);
        require(inHeyx >= 0 && inHeyx <= 1, "--in-heyx is a share from 0 to 1, such as 0.2, not " + inHeyx);
        require(contacts >= 0, "--contacts is a number from 0, not " + contacts);
        require(limit >= 0 && digivaultLimit >= 0, "--limit and --digivault-limit are numbers from 0");
        require(latency >= 0, "--latency is a number from 0, not " + latency);
        try (Simulator simulator = Simulator.start(options())) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? asJson(simulator) : asText(simulator));
            out.flush();
            new CountDownLatch(1).await();
        }
        return ExitCode.DONE;
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private SimulatorOptions options() {
        Latency answers = latency == 0 ? Latency.none() : Latency.logNormal(Duration.ofMillis(latency), 0.5, seed);
        ChannelOptions[] all = java.util.stream.Stream.concat(
                        channels.stream().filter(name -> !viber.contains(name)).map(ChannelOptions::named),
                        viber.stream().map(name -> ChannelOptions.named(name).asViber()))
                .toArray(ChannelOptions[]::new);
        Limit heyxLimit =
                limit == 0 ? Limit.unlimited() : Limit.perMinute(limit).withKind(window);
        HeyxOptions heyxOptions = HeyxOptions.defaults()
                .withChannels(all)
                .withLimit(heyxLimit)
                .withSearch(fuzzy ? Search.FUZZY : Search.EXACT)
                .withLatency(answers);
        DigivaultOptions digivaultOptions = DigivaultOptions.defaults()
                .withLimit(digivaultLimit == 0 ? Limit.unlimited() : Limit.perMinute(digivaultLimit))
                .withLatency(answers);
        Stock stock = new Stock(contacts, seed, java.time.Instant.now(), inHeyx, digivault, heyx);
        return SimulatorOptions.defaults()
                .withPort(port)
                .withHeyx(heyxOptions)
                .withDigivault(digivaultOptions)
                .withSeedData(stock);
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
        StringBuilder text = new StringBuilder("Both services are running until this program is stopped (Ctrl-C).\n\n")
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
        return text.append("\n\nWhat the services hold: http://127.0.0.1:")
                .append(simulator.port())
                .append("/_simulator/state")
                .toString();
    }
}
