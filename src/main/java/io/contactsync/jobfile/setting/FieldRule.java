package io.contactsync.jobfile.setting;

import io.contactsync.contact.Write;

/**
 * How one field of the target gets its value.
 *
 * @param name the target's name of the field
 * @param expression the expression over the contact's fields
 * @param trigger whether a difference in it is reason enough for a call
 * @param write when it is written
 * @param required whether a blank value rejects the contact
 */
public record FieldRule(String name, String expression, boolean trigger, Write write, boolean required) {}
