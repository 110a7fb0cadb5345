/** contact-sync: brings contacts from where they are kept to where they are needed. */
@NullMarked
package io.contactsync;

import org.jspecify.annotations.NullMarked;
