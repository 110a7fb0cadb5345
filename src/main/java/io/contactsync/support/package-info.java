/**
 * Small general-purpose classes that every package may use. They depend on no other package of ours, so that the
 * simulator can use them without sharing code with the clients it tests.
 */
@NullMarked
package io.contactsync.support;

import org.jspecify.annotations.NullMarked;
