package io.contactsync.mapping.expression;

import io.contactsync.mapping.expression.Functions.Signature;
import io.contactsync.mapping.expression.MappingError.Problem;
import io.contactsync.mapping.expression.Operators.Binary;
import io.contactsync.mapping.expression.Term.Constant;
import io.contactsync.mapping.expression.Term.Evaluation;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Elvis;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.Literal;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Operator;
import org.springframework.expression.spel.ast.OperatorNot;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.ast.Ternary;

/** Translates the tree of one expression into a term, and gathers everything that is wrong with it. */
public final class ExpressionCompiler {

    /** So deep that no one's expression reaches it, and that no thread's stack is too small for it. */
    private static final int DEEPEST = 300;

    private final KnownFields known;
    private final Evaluation nowhere;
    private final Findings findings;
    private final Set<String> reads = new LinkedHashSet<>();

    /**
     * Compiles the expressions of one rule.
     *
     * @param path where the rule stands in the job file
     * @param known the names that may be used
     * @param runStart the moment that counts as now
     * @param problems takes what is wrong
     */
    public ExpressionCompiler(String path, KnownFields known, Instant runStart, List<Problem> problems) {
        this.known = known;
        this.nowhere = new Evaluation(Map.of(), runStart);
        this.findings = new Findings(path, known, problems);
    }

    /** The term of an expression; when a problem was found, one that is not to be used. */
    public Term compile(String text) {
        SpelNode tree = findings.parsed(text);
        return tree == null ? Findings.NOTHING : term(tree, 0);
    }

    /** The source's fields that the expression uses. */
    public Set<String> reads() {
        return reads;
    }

    private Term term(SpelNode node, int depth) {
        if (node instanceof Literal literal) {
            return findings.constant(node, () -> Findings.literal(literal));
        }
        if (node instanceof PropertyOrFieldReference field) {
            return field(node, field.getName());
        }
        if (node instanceof Indexer && node.getChild(0) instanceof StringLiteral name) {
            return field(node, String.valueOf(Findings.literal(name)));
        }
        if (node instanceof MethodReference call) {
            return call(call, parts(node, depth));
        }
        if (node instanceof Operator operator && Operators.NAMES.contains(operator.getOperatorName())) {
            return operator(operator.getOperatorName(), node, parts(node, depth));
        }
        if (node instanceof OperatorNot || node instanceof Elvis || node instanceof Ternary) {
            return choice(node, parts(node, depth));
        }
        findings.refuse(node);
        return Findings.NOTHING;
    }

    private Term[] parts(SpelNode node, int depth) {
        Term[] parts = new Term[node.getChildCount()];
        if (depth == DEEPEST && parts.length > 0) {
            findings.add(node, "the expression is nested too deeply", DEEPEST + " parts inside one another");
            Arrays.fill(parts, Findings.NOTHING);
            return parts;
        }
        for (int i = 0; i < parts.length; i++) {
            parts[i] = term(node.getChild(i), depth + 1);
        }
        return parts;
    }

    private Term field(SpelNode node, String name) {
        if (!known.accepts(name)) {
            findings.unknownField(node, name);
        }
        reads.add(name);
        return evaluation -> evaluation.field(name);
    }

    private Term call(MethodReference call, Term[] parts) {
        Signature function = Functions.ALL.get(call.getName());
        if (function == null) {
            findings.unknownFunction(call, call.getName());
            return Findings.NOTHING;
        }
        if (parts.length < function.least() || parts.length > function.most()) {
            findings.wrongArity(call, function);
            return Findings.NOTHING;
        }
        return switch (function.name()) {
            case "ifBlank" -> filled(call, parts);
            case "e164" -> {
                findings.check(call.getChild(1), parts[1], Phones::checkedRegion);
                // Not folded: its warning belongs to a contact.
                yield function.on(parts);
            }
            case "split" -> {
                findings.check(call.getChild(1), parts[1], Functions::separator);
                yield folded(call, function.on(parts), parts);
            }
            case "replace" -> replacing(function, call, parts);
            default -> folded(call, function.on(parts), parts);
        };
    }

    /** A regular expression that stands in the job file is compiled once. */
    private Term replacing(Signature function, SpelNode call, Term[] parts) {
        Term regex = regex("replace", call.getChild(1), parts[1]);
        if (regex instanceof Constant compiled && compiled.value() instanceof Regex literal) {
            findings.check(call.getChild(2), parts[2], with -> literal.checked(Values.text("replace", with)));
        }
        return folded(call, function.on(parts[0], regex, parts[2]), parts);
    }

    private Term regex(String taker, SpelNode node, Term source) {
        return findings.check(node, source, text -> Regex.literal(taker, text));
    }

    private Term filled(SpelNode node, Term[] parts) {
        Term filled = evaluation -> {
            Object first = parts[0].in(evaluation);
            return Values.isBlank(first) ? parts[1].in(evaluation) : first;
        };
        return folded(node, filled, parts);
    }

    private Term choice(SpelNode node, Term[] parts) {
        if (node instanceof Elvis) {
            return filled(node, parts);
        }
        if (node instanceof Ternary) {
            return folded(node, e -> parts[Values.truth("'?'", parts[0].in(e)) ? 1 : 2].in(e), parts);
        }
        return folded(node, e -> !Values.truth("'not'", parts[0].in(e)), parts);
    }

    private Term operator(String name, SpelNode node, Term[] parts) {
        return switch (name) {
            case "and" ->
                folded(
                        node,
                        e -> Values.truth("'and'", parts[0].in(e)) && Values.truth("'and'", parts[1].in(e)),
                        parts);
            case "or" ->
                folded(node, e -> Values.truth("'or'", parts[0].in(e)) || Values.truth("'or'", parts[1].in(e)), parts);
            case "matches" -> between(name, node, parts[0], regex("'matches'", node.getChild(1), parts[1]));
            default ->
                parts.length == 1
                        ? folded(node, e -> Operators.signed(name, parts[0].in(e)), parts)
                        : between(name, node, parts);
        };
    }

    private Term between(String operator, SpelNode node, Term... parts) {
        Binary binary = Operators.binary(operator);
        return folded(node, e -> binary.of(parts[0].in(e), parts[1].in(e)), parts);
    }

    /** What depends on no contact is worked out now, so that what fails in it is found now. */
    private Term folded(SpelNode node, Term term, Term[] parts) {
        boolean fixed = Arrays.stream(parts).allMatch(Constant.class::isInstance);
        return fixed ? findings.constant(node, () -> term.in(nowhere)) : term;
    }
}
