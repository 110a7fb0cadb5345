package io.contactsync.mapping;

import io.contactsync.mapping.CompiledExpression.Constant;
import io.contactsync.mapping.CompiledExpression.Evaluation;
import io.contactsync.mapping.ExpressionFunctions.Signature;
import io.contactsync.mapping.MappingException.Problem;
import io.contactsync.mapping.Operators.Binary;
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

/** Compiles SpEL syntax trees of a rule's expressions and collects the problems in them. */
final class ExpressionCompiler {

    /** Deeper than any real expression, and small enough for the stack of any thread. */
    private static final int MAX_DEPTH = 300;

    private final KnownFields known;
    private final Evaluation constantContext;
    private final ExpressionValidator validator;
    private final Set<String> sourceFields = new LinkedHashSet<>();

    /**
     * Creates a compiler for the expressions of one rule.
     *
     * @param path the rule's path in the job file
     * @param known the source fields that may be used
     * @param runStart the start of the run, from which {@code daysAgo} counts
     * @param problems receives the problems found
     */
    public ExpressionCompiler(String path, KnownFields known, Instant runStart, List<Problem> problems) {
        this.known = known;
        this.constantContext = new Evaluation(Map.of(), runStart);
        this.validator = new ExpressionValidator(path, known, problems);
    }

    /** {@return the compiled expression; it must not be evaluated if a problem was added} */
    public CompiledExpression compile(String text) {
        SpelNode tree = validator.parse(text);
        return tree == null ? ExpressionValidator.INVALID : compileNode(tree, 0);
    }

    /** {@return the source fields that the expressions use} */
    public Set<String> sourceFields() {
        return sourceFields;
    }

    private CompiledExpression compileNode(SpelNode node, int depth) {
        if (node instanceof Literal literal) {
            return validator.evaluateConstant(node, () -> ExpressionValidator.literalValue(literal));
        }
        if (node instanceof PropertyOrFieldReference field) {
            return compileField(node, field.getName());
        }
        if (node instanceof Indexer && node.getChild(0) instanceof StringLiteral name) {
            return compileField(node, String.valueOf(ExpressionValidator.literalValue(name)));
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
        return ExpressionValidator.INVALID;
    }

    private CompiledExpression[] compileChildren(SpelNode node, int depth) {
        CompiledExpression[] operands = new CompiledExpression[node.getChildCount()];
        if (depth == MAX_DEPTH && operands.length > 0) {
            validator.add(node, "the expression is nested too deeply", "at most " + MAX_DEPTH + " levels");
            Arrays.fill(operands, ExpressionValidator.INVALID);
            return operands;
        }
        for (int i = 0; i < operands.length; i++) {
            operands[i] = compileNode(node.getChild(i), depth + 1);
        }
        return operands;
    }

    private CompiledExpression compileField(SpelNode node, String name) {
        if (!known.accepts(name)) {
            validator.addUnknownField(node, name);
        }
        sourceFields.add(name);
        return evaluation -> evaluation.field(name);
    }

    private CompiledExpression compileCall(MethodReference call, CompiledExpression[] operands) {
        Signature function = ExpressionFunctions.ALL.get(call.getName());
        if (function == null) {
            validator.addUnknownFunction(call, call.getName());
            return ExpressionValidator.INVALID;
        }
        if (operands.length < function.minArguments() || operands.length > function.maxArguments()) {
            validator.addWrongArity(call, function);
            return ExpressionValidator.INVALID;
        }
        return switch (function.name()) {
            case "ifBlank" -> compileIfBlank(call, operands);
            case "e164" -> {
                validator.checkLiteral(call.getChild(1), operands[1], PhoneNumbers::checkRegion);
                // Not folded: a warning it may give belongs to a contact.
                yield function.call(operands);
            }
            case "number" ->
                operands[0] instanceof Constant
                        ? foldConstants(call, e -> ExpressionFunctions.numberLiteral(operands[0].evaluate(e)), operands)
                        : function.call(operands);
            case "split" -> {
                validator.checkLiteral(call.getChild(1), operands[1], ExpressionFunctions::checkSeparator);
                yield foldConstants(call, function.call(operands), operands);
            }
            case "replace" -> compileReplace(function, call, operands);
            default -> foldConstants(call, function.call(operands), operands);
        };
    }

    /** Compiles a constant regular expression once. */
    private CompiledExpression compileReplace(Signature function, SpelNode call, CompiledExpression[] operands) {
        CompiledExpression regex = compileRegex("replace", call.getChild(1), operands[1]);
        if (regex instanceof Constant constant && constant.value() instanceof BoundedRegex literal) {
            validator.checkLiteral(
                    call.getChild(2),
                    operands[2],
                    replacement -> literal.checkReplacement(ValueConversions.toText("replace", replacement)));
        }
        return foldConstants(call, function.call(operands[0], regex, operands[2]), operands);
    }

    private CompiledExpression compileRegex(String operation, SpelNode node, CompiledExpression source) {
        return validator.checkLiteral(node, source, text -> BoundedRegex.compileLiteral(operation, text));
    }

    private CompiledExpression compileIfBlank(SpelNode node, CompiledExpression[] operands) {
        CompiledExpression ifBlank = evaluation -> {
            Object first = operands[0].evaluate(evaluation);
            return ValueConversions.isBlank(first) ? operands[1].evaluate(evaluation) : first;
        };
        return foldConstants(node, ifBlank, operands);
    }

    private CompiledExpression compileChoice(SpelNode node, CompiledExpression[] operands) {
        if (node instanceof Elvis) {
            return compileIfBlank(node, operands);
        }
        if (node instanceof Ternary) {
            return foldConstants(
                    node,
                    e -> operands[ValueConversions.toBoolean("'?'", operands[0].evaluate(e)) ? 1 : 2].evaluate(e),
                    operands);
        }
        return foldConstants(node, e -> !ValueConversions.toBoolean("'not'", operands[0].evaluate(e)), operands);
    }

    private CompiledExpression compileOperator(String name, SpelNode node, CompiledExpression[] operands) {
        return switch (name) {
            case "and" ->
                foldConstants(
                        node,
                        e -> ValueConversions.toBoolean("'and'", operands[0].evaluate(e))
                                && ValueConversions.toBoolean("'and'", operands[1].evaluate(e)),
                        operands);
            case "or" ->
                foldConstants(
                        node,
                        e -> ValueConversions.toBoolean("'or'", operands[0].evaluate(e))
                                || ValueConversions.toBoolean("'or'", operands[1].evaluate(e)),
                        operands);
            case "matches" ->
                compileBinary(name, node, operands[0], compileRegex("'matches'", node.getChild(1), operands[1]));
            default ->
                operands.length == 1
                        ? foldConstants(node, e -> Operators.applySign(name, operands[0].evaluate(e)), operands)
                        : compileBinary(name, node, operands);
        };
    }

    private CompiledExpression compileBinary(String operator, SpelNode node, CompiledExpression... operands) {
        Binary binary = Operators.binary(operator);
        return foldConstants(node, e -> binary.apply(operands[0].evaluate(e), operands[1].evaluate(e)), operands);
    }

    /** Evaluates an expression that depends on no contact now, so that its errors are found with the job file. */
    private CompiledExpression foldConstants(
            SpelNode node, CompiledExpression expression, CompiledExpression[] operands) {
        boolean isConstant = Arrays.stream(operands).allMatch(Constant.class::isInstance);
        return isConstant ? validator.evaluateConstant(node, () -> expression.evaluate(constantContext)) : expression;
    }
}
