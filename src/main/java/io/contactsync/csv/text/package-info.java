@NullMarked
package io.contactsync.csv.text;

import org.jspecify.annotations.NullMarked;
