/**
 * Claims on match values, by which the jobs of one state directory do not create the same contact twice.
 *
 * <p>A job that looks up a contact, finds none and creates it must be the only one that does so. Therefore it first
 * claims the contact's match values in the channel; another job that needs one of them waits until the first one has
 * settled the contact, and looks it up then. All values of a contact are claimed at once or not at all, and a job that
 * has a claim never waits for another one, so jobs cannot block each other. A contact with a link needs no claim.
 *
 * <p>The claims of a process that died in the middle of a create are in doubt: the create may have been executed
 * without being visible yet. The same applies for a short time to creates that were answered.
 *
 * <p>{@link io.contactsync.claim.MatchClaims} is the interface; the implementation shares a memory-mapped file between
 * the processes of one machine.
 */
@org.jspecify.annotations.NullMarked
package io.contactsync.claim;
