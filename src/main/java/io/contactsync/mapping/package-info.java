/**
 * Maps a contact to a draft: evaluates the job's {@code fields}, {@code tags} and {@code when}. The package is pure: it
 * uses no clock, no file and no network, and is thread-safe.
 *
 * <p>Decisions about the expression language:
 *
 * <ul>
 *   <li>Only the grammar is SpEL. Spring parses an expression; its syntax tree is translated, node by node, into our
 *       own {@link io.contactsync.mapping.CompiledExpression}s, and Spring's evaluator never runs. What the translation
 *       does not support cannot be executed, so there is no sandbox to escape from. Values are converted as the author
 *       of a job file expects, not by Java's rules, and evaluation needs no reflection.
 *   <li>Values are text in NFC, {@link java.lang.Long}, {@link java.math.BigInteger}, {@link java.math.BigDecimal},
 *       {@link java.lang.Boolean} and lists of text. Numbers are exact; an integer is never a decimal.
 *   <li>A function of null gives null, except that {@code concat} treats it as "". {@code + - * /} with null give null,
 *       except that {@code +} with text treats it as "". {@code and or not ? :} treat null as false.
 *   <li>Integers divide to an integer, as in SpEL: {@code 7 / 2} is 3.
 *   <li>{@code a ?: b} and {@code ifBlank(a, b)} are the same: b if a is null or contains only white space. In SpEL
 *       only "" counts as empty, but a job treats every blank value as missing.
 *   <li>{@code ==} between different types is false and {@code !=} is true; {@code < > <= >=} between them fail,
 *       because any order would be arbitrary. Text is compared by code point.
 *   <li>White space is as defined by Unicode, including the no-break space.
 *   <li>A field name that is not an identifier is written {@code ['First Name']}, which is valid SpEL syntax.
 *   <li>A constant part of an expression is evaluated when the job file is read, so its errors are errors of the job
 *       file.
 *   <li>A regular expression has a limited number of steps per text. A contact that exceeds it cannot be mapped; the
 *       run continues.
 * </ul>
 */
@NullMarked
package io.contactsync.mapping;

import org.jspecify.annotations.NullMarked;
