package io.contactsync.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers every path that no service handles: 404, and the login page to which HeyX redirects browsers on an error. */
final class NotFoundHandler implements HttpHandler {

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        boolean login = exchange.getRequestURI().getPath().equals("/login");
        byte[] page = "<!DOCTYPE html><title>Simulator</title><h1>%s</h1>"
                .formatted(login ? "Please sign in" : "Not found")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
        exchange.sendResponseHeaders(login ? 200 : 404, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }
}
