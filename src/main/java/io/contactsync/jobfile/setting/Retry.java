package io.contactsync.jobfile.setting;

import java.time.Duration;

/**
 * How often and how long a call is tried again.
 *
 * @param attempts tries of one call while others succeed, 1 to 20
 * @param outage how long nothing may succeed before the run stops, resumable
 */
public record Retry(int attempts, Duration outage) {}
