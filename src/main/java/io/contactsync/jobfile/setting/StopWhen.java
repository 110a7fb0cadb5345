package io.contactsync.jobfile.setting;

/**
 * When a run stops before doing harm.
 *
 * @param rejected how many of the contacts read in this run may be rejected; a percentage counts from the 100th on
 * @param missing how many of a channel's links may be missing from the source
 */
public record StopWhen(Threshold rejected, Threshold missing) {}
