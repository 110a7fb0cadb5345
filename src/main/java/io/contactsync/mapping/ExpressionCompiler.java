package io.contactsync.mapping;

import io.contactsync.mapping.Functions.Signature;
import io.contactsync.mapping.MappingError.Problem;
import io.contactsync.mapping.Operators.Binary;
import io.contactsync.mapping.Term.Constant;
import io.contactsync.mapping.Term.Evaluation;
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
final class ExpressionCompiler {

    /** So deep that no one's expression reaches it, and that no thread's stack is too small for it. */
    private static final int DEEPEST = 300;

    private final KnownFields known;
    private final Evaluation nowhere;
    private final Findings findings;
    private final Set<String> reads = new LinkedHashSet<>();

    ExpressionCompiler(String path, KnownFields known, Instant runStart, List<Problem> problems) {
        this.known = known;
        this.nowhere = new Evaluation(Map.of(), runStart);
        this.findings = new Findings(path, known, problems);
    }

    /** The term of an expression; when a problem was found, one that is not to be used. */
    Term compile(String text) {
        SpelNode tree = findings.parsed(text);
        return tree == null ? Findings.NOTHING : term(tree, 0);
    }

    /** The source's fields that the expression uses. */
    Set<String> reads() {
        return reads;
    }

    private Term term(SpelNode node, int depth) {
        if (depth > DEEPEST) {
            findings.add(node, "the expression is nested too deeply", DEEPEST + " parts inside one another");
            return Findings.NOTHING;
        }
        if (node instanceof Literal literal) {
            return findings.constant(node, () -> Values.literal(literal));
        }
        if (node instanceof PropertyOrFieldReference field) {
            return field(node, field.getName());
        }
        if (node instanceof Indexer && node.getChild(0) instanceof StringLiteral name) {
            return field(node, String.valueOf(Values.literal(name)));
        }
        if (node instanceof MethodReference call) {
            return call(call, parts(node, depth));
        }
        if (node instanceof Operator
                || node instanceof OperatorNot
                || node instanceof Elvis
                || node instanceof Ternary) {
            return operation(node, parts(node, depth));
        }
        findings.refuse(node);
        return Findings.NOTHING;
    }

    private Term[] parts(SpelNode node, int depth) {
        Term[] parts = new Term[node.getChildCount()];
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
            findings.add(
                    call, function.name() + " takes " + function.arity() + ", not " + parts.length, function.arity());
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
        return findings.check(node, source, text -> Regex.of(taker, text));
    }

    private Term filled(SpelNode node, Term[] parts) {
        Term filled = evaluation -> {
            Object first = parts[0].in(evaluation);
            return Values.isBlank(first) ? parts[1].in(evaluation) : first;
        };
        return folded(node, filled, parts);
    }

    private Term operation(SpelNode node, Term[] parts) {
        if (node instanceof Elvis) {
            return filled(node, parts);
        }
        if (node instanceof Ternary) {
            return folded(node, e -> parts[Values.truth("'?'", parts[0].in(e)) ? 1 : 2].in(e), parts);
        }
        if (node instanceof OperatorNot) {
            return folded(node, e -> !Values.truth("'not'", parts[0].in(e)), parts);
        }
        return operator((Operator) node, parts);
    }

    private Term operator(Operator node, Term[] parts) {
        String name = node.getOperatorName();
        Binary binary = Operators.BINARY.get(name);
        if (parts.length == 1 && (name.equals("-") || name.equals("+"))) {
            return folded(node, e -> Operators.signed(name, parts[0].in(e)), parts);
        }
        if (name.equals("and") || name.equals("or")) {
            // What settles an "or" is a true left side, what settles an "and" a false one.
            boolean settling = name.equals("or");
            String taker = "'" + name + "'";
            return folded(
                    node,
                    e -> Values.truth(taker, parts[0].in(e)) == settling
                            ? settling
                            : Values.truth(taker, parts[1].in(e)),
                    parts);
        }
        if (binary == null || parts.length != 2) {
            findings.refuse(node);
            return Findings.NOTHING;
        }
        Term right = name.equals("matches") ? regex("'matches'", node.getChild(1), parts[1]) : parts[1];
        return folded(node, e -> binary.of(parts[0].in(e), right.in(e)), parts);
    }

    /** What depends on no contact is worked out now, so that what fails in it is found now. */
    private Term folded(SpelNode node, Term term, Term[] parts) {
        boolean fixed = Arrays.stream(parts).allMatch(Constant.class::isInstance);
        return fixed ? findings.constant(node, () -> term.in(nowhere)) : term;
    }
}
