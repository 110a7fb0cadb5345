package io.contactsync.simulator;

import io.contactsync.simulator.server.SimulatorJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** An HTTP client for one base URL and token. */
public record Client(String url, String token) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    public static Client heyx(Simulator simulator, String channel) {
        return new Client(simulator.heyxUrl(), simulator.heyxToken(channel));
    }

    public static Client digivault(Simulator simulator) {
        return new Client(simulator.digivaultUrl(), simulator.digivaultToken());
    }

    public static Client control(Simulator simulator) {
        return new Client("http://127.0.0.1:" + simulator.port() + "/_simulator", "none");
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    public Answer send(String method, String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder()
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .uri(URI.create(url + path)));
    }

    public Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(
                request.timeout(Duration.ofMinutes(2)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(response);
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return SimulatorJson.MAPPER.readTree(response.body());
        }
    }
}
