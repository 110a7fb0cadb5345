package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of the README, in its order. */
class ReadmeIT {

    private static final String PROGRAM = "java -jar target/contact-sync.jar ";
    private static final String BUILD = "./mvnw -q -B -DskipTests package && ";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void everyCommandOfTheReadmeSucceeds() throws Exception {
        copy("jobs");
        copy("samples");
        environment.put("CONTACT_SYNC_STATE", folder.resolve("state").toString());
        int port = freePort();
        List<String> ran = new ArrayList<>();
        CliRunner.Running simulator = null;
        try {
            for (String line : commands()) {
                String command = line.replace("8080", Integer.toString(port));
                if (command.startsWith("export ")) {
                    export(command);
                } else if (command.contains(" simulate ")) {
                    // Few contacts, so that one window of the rate limit is enough for all commands.
                    simulator = start(command.replace("--contacts 250", "--contacts 12"));
                    awaitServices(port);
                } else if (!command.equals("./mvnw -B verify")) {
                    CliRunner.Result ended = start(command.replace(BUILD, "")).await();
                    assertThat(ended.exitCode())
                            .as("%s%n%s%n%s", command, ended.out(), ended.err())
                            .isBetween(0, 1);
                }
                ran.add(line);
            }
        } finally {
            if (simulator != null) {
                simulator.kill();
            }
        }
        assertThat(ran).hasSizeGreaterThan(12);
        assertThat(folder.resolve("run.html")).exists();
        assertThat(folder.resolve("rejects.csv")).exists();
        assertThat(folder.resolve("contacts.yaml")).exists();
    }

    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        boolean shell = false;
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            if (line.startsWith("```")) {
                shell = line.equals("```sh");
            } else if (shell) {
                commands.add(line);
            }
        }
        return commands;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void export(String command) {
        Arrays.stream(command.substring("export ".length()).split(" "))
                .forEach(one ->
                        environment.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1)));
    }

    private CliRunner.Running start(String command) {
        assertThat(command).startsWith(PROGRAM);
        return new CliRunner(folder, environment)
                .start(command.substring(PROGRAM.length()).split(" "));
    }

    private static void awaitServices(int port) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/_simulator/calls"))
                .build();
        for (int tries = 0; tries < 2_400; tries++) {
            try {
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new AssertionError("the simulators did not start");
    }

    private void copy(String from) throws IOException {
        Path to = Files.createDirectory(folder.resolve(from));
        try (Stream<Path> files = Files.list(Path.of(from))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
