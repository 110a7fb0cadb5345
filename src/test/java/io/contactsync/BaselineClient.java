package io.contactsync;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The baseline of {@link WritesBenchIT}: OkHttp with default settings, for each contact a lookup, a create and its
 * tags, without counting, storing or retrying anything. Prints the elapsed seconds.
 */
final class BaselineClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final MediaType TYPE = MediaType.get("application/json");

    private final OkHttpClient client = new OkHttpClient();
    private final HttpUrl contact;
    private final String token;

    private BaselineClient(String url, String token) {
        this.contact = HttpUrl.get(url).newBuilder().addPathSegment("contact").build();
        this.token = token;
    }

    /**
     * Sends the calls.
     *
     * @param args HeyX's URL, its token, the number of contacts, the number of concurrent calls
     */
    public static void main(String[] args) throws Exception {
        BaselineClient client = new BaselineClient(args[0], args[1]);
        int contacts = Integer.parseInt(args[2]);
        AtomicInteger next = new AtomicInteger();
        long startedAt = System.nanoTime();
        List<Thread> threads = java.util.stream.IntStream.range(0, Integer.parseInt(args[3]))
                .mapToObj(i -> new Thread(() -> {
                    for (int n = next.getAndIncrement(); n < contacts; n = next.getAndIncrement()) {
                        client.sync("contact" + n);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println((System.nanoTime() - startedAt) / 1e9);
        System.exit(0);
    }

    private void sync(String id) {
        call(new Request.Builder()
                .url(contact.newBuilder()
                        .addPathSegment("by_custom_field")
                        .addQueryParameter("name", "digivault_id")
                        .addQueryParameter("value", id)
                        .build()));
        JsonNode created = call(new Request.Builder().url(contact).post(RequestBody.create("""
                {"custom_fields":[{"name":"digivault_id","value":"%s"},{"name":"firstName","value":"Some"},
                 {"name":"lastName","value":"Body"},{"name":"phone","value":"+14155550123"},{"name":"source","value":"digivault"},
                 {"name":"profilePic","value":"https://assets.digivault.com/avatars/7.jpg"},{"name":"last_seen","value":"2026-01-01"}]}""".formatted(id), TYPE)));
        HttpUrl tags = contact.newBuilder()
                .addPathSegment(created.path("data").path("id").asString())
                .addPathSegment("tags")
                .build();
        call(new Request.Builder().url(tags).post(RequestBody.create("{\"tags\":[\"DigiVault\"]}", TYPE)));
    }

    private JsonNode call(Request.Builder request) {
        Request sent = request.header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build();
        try (Response response = client.newCall(sent).execute()) {
            String body = Objects.requireNonNull(response.body(), "a body").string();
            if (!response.isSuccessful()) {
                throw new IllegalStateException(sent.url() + ": " + response.code() + " " + body);
            }
            return JSON.readTree(body);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
