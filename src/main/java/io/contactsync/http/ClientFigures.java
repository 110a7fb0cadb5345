package io.contactsync.http;

import io.contactsync.http.wire.WireMeter.CallsOverTime;
import io.contactsync.http.wire.WireMeter.Latency;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client can say of itself at a moment.
 *
 * @param name whose client it is
 * @param callsLastMinute attempts that count into the last minute of the limit: those of all who share the token's
 *     pace, a run before this one included; without a limit those of this client
 * @param configured calls a minute that are ours; empty when unlimited
 * @param limit calls a minute kept now, lower than configured while the server answers 429 nevertheless
 * @param onTheWire calls that have room now: on the wire, or waiting for their permit
 * @param inFlight how many calls at once are useful
 * @param pausedFor how long the token is paused after a 429; zero when it is not
 * @param troubledFor how long nothing has succeeded although it was tried; zero in good times
 * @param latency how long answers took
 * @param callsOverTime attempts since the client was opened
 */
public record ClientFigures(
        String name,
        long callsLastMinute,
        Optional<Integer> configuredLimit,
        Optional<Integer> currentLimit,
        int callsInFlight,
        int inFlightLimit,
        Duration pausedFor,
        Duration failingFor,
        Latency latency,
        CallsOverTime callsOverTime) {}
