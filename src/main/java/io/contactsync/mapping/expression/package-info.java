/**
 * The language of the expressions: text to a term, a term to a value for one contact after the other. No other room
 * knows it.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Expressions are SpEL by grammar only. Spring parses them; the tree is then translated, node by node, into
 *       {@link io.contactsync.mapping.expression.Term}s of our own, and Spring's evaluator never runs. What the
 *       translation does not know cannot happen, so the fence has no gap to look for; values meet as the job file's
 *       author expects, not as Java's conversions do; and a contact costs no reflection and no context.
 *   <li>Values are text in NFC, {@link java.lang.Long}, {@link java.math.BigInteger}, {@link java.math.BigDecimal},
 *       {@link java.lang.Boolean} and lists of text. Numbers are exact; a whole one is never a decimal.
 *   <li>Null goes through: a function of null is null, but {@code concat} takes it as "". {@code + - * /} with null are
 *       null, but beside text {@code +} takes it as "". {@code and or not ? :} take null as false.
 *   <li>Whole numbers divide to a whole number, as in SpEL: {@code 7 / 2} is 3.
 *   <li>{@code a ?: b} and {@code ifBlank(a, b)} are one: b when a is null or text of nothing but white space. In SpEL
 *       only "" counts as empty; here a blank value is nothing everywhere, so it is here too.
 *   <li>{@code == !=} between unlike kinds are false and true; {@code < > <= >=} between them fail, for no order would
 *       be what the author meant. Text is compared by code point.
 *   <li>White space is Unicode's, the no-break space included.
 *   <li>A field whose name is not one word is written {@code ['First Name']}, which SpEL's grammar has already.
 *   <li>A part of an expression that depends on no contact is worked out when the job file is read, and what fails in
 *       it is an error of the job file.
 *   <li>A regular expression has a budget of steps for each text: a contact that exceeds it is unmappable, the run goes
 *       on.
 * </ul>
 */
@NullMarked
package io.contactsync.mapping.expression;

import org.jspecify.annotations.NullMarked;
