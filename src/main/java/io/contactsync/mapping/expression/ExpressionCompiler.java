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
    private static final int MAX_DEPTH = 300;

    private final KnownFields known;
    private final Evaluation constantContext;
    private final Findings validator;
    private final Set<String> sourceFields = new LinkedHashSet<>();

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
        this.constantContext = new Evaluation(Map.of(), runStart);
        this.validator = new Findings(path, known, problems);
    }

    /** The term of an expression; when a problem was found, one that is not to be used. */
    public Term compile(String text) {
        SpelNode tree = validator.parse(text);
        return tree == null ? Findings.INVALID : compileNode(tree, 0);
    }

    /** The source's fields that the expression uses. */
    public Set<String> sourceFields() {
        return sourceFields;
    }

    private Term compileNode(SpelNode node, int depth) {
        if (node instanceof Literal literal) {
            return validator.evaluateConstant(node, () -> Findings.literalValue(literal));
        }
        if (node instanceof PropertyOrFieldReference field) {
            return compileField(node, field.getName());
        }
        if (node instanceof Indexer && node.getChild(0) instanceof StringLiteral name) {
            return compileField(node, String.valueOf(Findings.literalValue(name)));
        }
        if (node instanceof MethodReference call) {
            return compileCall(call, compileChildren(node, depth));
        }
        if (node instanceof Operator operator && Operators.NAMES.contains(operator.getOperatorName())) {
            return compileOperator(operator.getOperatorName(), node, compileChildren(node, depth));
        }
        if (node instanceof OperatorNot || node instanceof Elvis || node instanceof Ternary) {
            return compileChoice(node, compileChildren(node, depth));
        }
        validator.addUnsupported(node);
        return Findings.INVALID;
    }

    private Term[] compileChildren(SpelNode node, int depth) {
        Term[] parts = new Term[node.getChildCount()];
        if (depth == MAX_DEPTH && parts.length > 0) {
            validator.add(node, "the expression is nested too deeply", MAX_DEPTH + " parts inside one another");
            Arrays.fill(parts, Findings.INVALID);
            return parts;
        }
        for (int i = 0; i < parts.length; i++) {
            parts[i] = compileNode(node.getChild(i), depth + 1);
        }
        return parts;
    }

    private Term compileField(SpelNode node, String name) {
        if (!known.accepts(name)) {
            validator.addUnknownField(node, name);
        }
        sourceFields.add(name);
        return evaluation -> evaluation.field(name);
    }

    private Term compileCall(MethodReference call, Term[] parts) {
        Signature function = Functions.ALL.get(call.getName());
        if (function == null) {
            validator.addUnknownFunction(call, call.getName());
            return Findings.INVALID;
        }
        if (parts.length < function.minArguments() || parts.length > function.maxArguments()) {
            validator.addWrongArity(call, function);
            return Findings.INVALID;
        }
        return switch (function.name()) {
            case "ifBlank" -> compileIfBlank(call, parts);
            case "e164" -> {
                validator.checkLiteral(call.getChild(1), parts[1], Phones::checkRegion);
                // Not folded: its warning belongs to a contact.
                yield function.call(parts);
            }
            case "split" -> {
                validator.checkLiteral(call.getChild(1), parts[1], Functions::checkSeparator);
                yield foldConstants(call, function.call(parts), parts);
            }
            case "replace" -> compileReplace(function, call, parts);
            default -> foldConstants(call, function.call(parts), parts);
        };
    }

    /** A regular expression that stands in the job file is compiled once. */
    private Term compileReplace(Signature function, SpelNode call, Term[] parts) {
        Term regex = compileRegex("replace", call.getChild(1), parts[1]);
        if (regex instanceof Constant compiled && compiled.value() instanceof Regex literal) {
            validator.checkLiteral(call.getChild(2), parts[2], with -> literal.checkReplacement(Values.toText("replace", with)));
        }
        return foldConstants(call, function.call(parts[0], regex, parts[2]), parts);
    }

    private Term compileRegex(String taker, SpelNode node, Term source) {
        return validator.checkLiteral(node, source, text -> Regex.compileLiteral(taker, text));
    }

    private Term compileIfBlank(SpelNode node, Term[] parts) {
        Term filled = evaluation -> {
            Object first = parts[0].evaluate(evaluation);
            return Values.isBlank(first) ? parts[1].evaluate(evaluation) : first;
        };
        return foldConstants(node, filled, parts);
    }

    private Term compileChoice(SpelNode node, Term[] parts) {
        if (node instanceof Elvis) {
            return compileIfBlank(node, parts);
        }
        if (node instanceof Ternary) {
            return foldConstants(node, e -> parts[Values.toBoolean("'?'", parts[0].evaluate(e)) ? 1 : 2].evaluate(e), parts);
        }
        return foldConstants(node, e -> !Values.toBoolean("'not'", parts[0].evaluate(e)), parts);
    }

    private Term compileOperator(String name, SpelNode node, Term[] parts) {
        return switch (name) {
            case "and" ->
                foldConstants(
                        node,
                        e -> Values.toBoolean("'and'", parts[0].evaluate(e)) && Values.toBoolean("'and'", parts[1].evaluate(e)),
                        parts);
            case "or" ->
                foldConstants(node, e -> Values.toBoolean("'or'", parts[0].evaluate(e)) || Values.toBoolean("'or'", parts[1].evaluate(e)), parts);
            case "matches" -> compileBinary(name, node, parts[0], compileRegex("'matches'", node.getChild(1), parts[1]));
            default ->
                parts.length == 1
                        ? foldConstants(node, e -> Operators.applySign(name, parts[0].evaluate(e)), parts)
                        : compileBinary(name, node, parts);
        };
    }

    private Term compileBinary(String operator, SpelNode node, Term... parts) {
        Binary binary = Operators.binary(operator);
        return foldConstants(node, e -> binary.apply(parts[0].evaluate(e), parts[1].evaluate(e)), parts);
    }

    /** What depends on no contact is worked out now, so that what fails in it is found now. */
    private Term foldConstants(SpelNode node, Term term, Term[] parts) {
        boolean fixed = Arrays.stream(parts).allMatch(Constant.class::isInstance);
        return fixed ? validator.evaluateConstant(node, () -> term.evaluate(constantContext)) : term;
    }
}
