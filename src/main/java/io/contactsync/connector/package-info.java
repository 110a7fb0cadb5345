/**
 * The interfaces through which contacts are read from a system and written to it. This package knows no system.
 *
 * <p>To add a system, write one package that implements {@link io.contactsync.connector.Connector} and add one line to
 * {@code cli.StandardConnectors}. The interfaces are used in this order:
 *
 * <ol>
 *   <li>{@link io.contactsync.connector.Connector}: its key in the job file, the readers of its sections and what its
 *       targets support. {@link io.contactsync.connector.ConnectorRegistry} lists all connectors.
 *   <li>{@link io.contactsync.connector.SourceSettings} and {@link io.contactsync.connector.TargetSettings}: one
 *       section of a job file. They identify the source or target, name its fields and channels, and open it.
 *   <li>{@link io.contactsync.connector.Source}, which starts a {@link io.contactsync.connector.Scan}, and
 *       {@link io.contactsync.connector.Target}: the open system. {@link io.contactsync.connector.ReadBack} is optional
 *       and allows {@code verify} to compare the target with the ledger.
 *   <li>{@link io.contactsync.connector.WriteListener}: called by a target for each step of a write, so that the ledger
 *       records it.
 * </ol>
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A connector reads its own section of the job file. The settings answer every later question about the system.
 *       No other package tests which system it is.
 *   <li>What differs between targets is a {@link io.contactsync.connector.TargetSettings.Capability}. The job file is
 *       validated against the capabilities, and an error message lists the registered connectors that have one.
 *   <li>A connector receives what it needs from the rest of the job file as a request record. It must not depend on the
 *       job file itself, because the job file calls connectors to read its sections.
 *   <li>Connectors do not open API clients themselves. {@link io.contactsync.connector.ConnectorContext} does, because
 *       rate limiter files, call counters and retry rules belong to the run.
 * </ul>
 */
@NullMarked
package io.contactsync.connector;

import org.jspecify.annotations.NullMarked;
