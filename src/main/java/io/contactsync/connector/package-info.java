/**
 * What a system has to provide so that contacts can be read from it and written to it. This package knows no system:
 * each one is a package of its own that implements {@link io.contactsync.connector.Connector}, and the command line
 * hands the list of them to {@link io.contactsync.connector.ConnectorRegistry}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A connector reads its own section of the job file. The result, a
 *       {@link io.contactsync.connector.SourceSettings} or {@link io.contactsync.connector.TargetSettings}, answers
 *       every later question about the system and opens it. No other package tests which system it has.
 *   <li>What differs between targets is a {@link io.contactsync.connector.TargetSettings.Capability}. The job file is
 *       validated against it, so an error message names the systems that have a capability, whichever are registered.
 *   <li>A connector gets what it needs from the rest of the job file as a request record. It must not depend on the job
 *       file itself, because the job file asks connectors to read its sections.
 *   <li>Connectors do not open API clients themselves. {@link io.contactsync.connector.ConnectorContext} does, because
 *       rate limiter files, call counters and retry rules belong to the run.
 * </ul>
 *
 * <p>MERGED io.contactsync.contact.source: The port at which contacts come in: a source, one scan of it, and what a
 * source that was read remembers and fails with.
 */
@NullMarked
package io.contactsync.connector;

import org.jspecify.annotations.NullMarked;
