package io.contactsync.mapping;

import static java.util.Map.entry;

import io.contactsync.mapping.CompiledExpression.Constant;
import io.contactsync.mapping.CompiledExpression.EvaluationException;
import io.contactsync.mapping.ExpressionFunctions.Signature;
import io.contactsync.mapping.MappingException.Problem;
import io.contactsync.support.DecimalParser;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.spel.SpelMessage;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.SpelParseException;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineList;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.Literal;
import org.springframework.expression.spel.ast.Operator;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** Parses an expression and reports problems in the terms of the job file's author. */
final class ExpressionValidator {

    /** The placeholder for an expression with a problem. */
    static final Constant INVALID = new Constant(null);

    private static final int MAX_LENGTH = 10_000;
    private static final SpelExpressionParser PARSER = new SpelExpressionParser();

    private static final String ALLOWED_SYNTAX =
            "fields, 'text', numbers, true, false, null, == != < > <= >=, and or not,"
                    + " a ? b : c, a ?: b, + - * /, matches, functions";

    private static final Map<Class<?>, String> UNSUPPORTED = Map.ofEntries(
            entry(TypeReference.class, "T(...) is not supported: expressions cannot access classes"),
            entry(ConstructorReference.class, "'new' is not supported: expressions cannot create objects"),
            entry(BeanReference.class, "'@' is not supported: expressions cannot access beans"),
            entry(VariableReference.class, "'#' is not supported: write the field's name without it"),
            entry(FunctionReference.class, "'#' is not supported: write the function's name without it"),
            entry(Assign.class, "'=' is not supported: use '==' to compare"),
            entry(InlineList.class, "'{...}' is not supported: use split(text, separator) to create a list"),
            entry(InlineMap.class, "'{...}' is not supported: there are no maps"),
            entry(Selection.class, "'?[...]' is not supported: lists cannot be filtered"),
            entry(Projection.class, "'![...]' is not supported: lists cannot be transformed"),
            entry(Indexer.class, "'[...]' can only name a field, as in ['First Name']"));

    private static final String MEMBER_ACCESS =
            "'.' is not supported: write trim(name) instead of name.trim(), and ['a.b'] for a field with that name";

    private final String path;
    private final KnownFields known;
    private final List<Problem> problems;

    ExpressionValidator(String path, KnownFields known, List<Problem> problems) {
        this.path = path;
        this.known = known;
        this.problems = problems;
    }

    /** Returns the syntax tree of an expression, or null after adding a problem. */
    @Nullable
    SpelNode parse(String text) {
        if (text.isBlank()) {
            return addParseProblem(1, "the expression is empty");
        }
        if (text.length() > MAX_LENGTH) {
            return addParseProblem(MAX_LENGTH + 1, "the expression is longer than 10,000 characters");
        }
        try {
            return ((SpelExpression) PARSER.parseExpression(text)).getAST();
        } catch (SpelParseException e) {
            // Spring counts columns from 1 for this message and from 0 for all others.
            int first = e.getMessageCode() == SpelMessage.UNSUPPORTED_CHARACTER ? 0 : 1;
            return addParseProblem(e.getPosition() + first, describe(e));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return addParseProblem(1, "the expression is incomplete: a value is missing");
        } catch (StackOverflowError e) {
            // Spring's parser recurses for each parenthesis.
            return addParseProblem(1, "the expression is nested too deeply");
        }
    }

    /** Returns the canonical value of a literal; decimal numbers keep their digits. */
    static @Nullable Object literalValue(Literal literal) {
        Object value = literal.getLiteralValue().getValue();
        String original = literal.getOriginalValue();
        if ((value instanceof Double || value instanceof Float) && original != null) {
            return DecimalParser.parse(original.replaceAll("[dDfF]$", ""))
                    .map(Operators::normalize)
                    .orElseThrow(() -> new EvaluationException(Operators.TOO_LONG));
        }
        return ValueConversions.canonical(value);
    }

    private static String describe(SpelParseException e) {
        String message = e.getSimpleMessage().replaceFirst("^EL\\d+E: ", "");
        return switch (e.getMessageCode()) {
            case NOT_AN_INTEGER -> message + "; write an integer above 2147483647 with a trailing L";
            case MORE_INPUT ->
                message + "; put text in quotes, and write a field name with several words as ['First Name']";
            default -> message;
        };
    }

    private @Nullable SpelNode addParseProblem(int column, String message) {
        problems.add(new Problem(path, column, message, ALLOWED_SYNTAX));
        return null;
    }

    /** Adds a problem at a node of the expression. */
    void add(SpelNode node, String message, String allowed) {
        problems.add(new Problem(path, node.getStartPosition() + 1, message, allowed));
    }

    /** Adds a problem for syntax that is not supported. */
    void addUnsupported(SpelNode node) {
        if (node instanceof CompoundExpression) {
            SpelNode unsupported = IntStream.range(0, node.getChildCount())
                    .mapToObj(node::getChild)
                    .filter(child -> UNSUPPORTED.containsKey(child.getClass())
                            && !(child instanceof Indexer && child == node.getChild(0)))
                    .findFirst()
                    .orElse(node.getChild(1));
            add(unsupported, UNSUPPORTED.getOrDefault(unsupported.getClass(), MEMBER_ACCESS), ALLOWED_SYNTAX);
        } else if (node instanceof Operator operator) {
            add(node, "the operator '" + operator.getOperatorName() + "' is not supported", ALLOWED_SYNTAX);
        } else {
            add(node, UNSUPPORTED.getOrDefault(node.getClass(), "this syntax is not supported"), ALLOWED_SYNTAX);
        }
    }

    void addUnknownField(SpelNode node, String name) {
        Set<String> names = known.names();
        String hint = ExpressionFunctions.ALL.containsKey(name)
                ? "; write " + name + "(...) to call the function"
                : Problem.didYouMean(name, names);
        add(node, "unknown field '" + name + "'" + hint, String.join(", ", names));
    }

    void addUnknownFunction(SpelNode node, String name) {
        Collection<String> names = ExpressionFunctions.ALL.keySet();
        String hint = known.names().contains(name)
                ? "; write the field without parentheses"
                : Problem.didYouMean(name, names);
        add(node, "unknown function '" + name + "'" + hint, String.join(", ", names));
    }

    void addWrongArity(SpelNode call, Signature function) {
        String message = function.name() + " expects " + function.arity() + ", not " + call.getChildCount();
        add(call, message, function.arity());
    }

    /** Evaluates a constant; a failure becomes a problem of the expression. */
    Constant evaluateConstant(SpelNode node, Supplier<@Nullable Object> work) {
        try {
            return new Constant(work.get());
        } catch (EvaluationException failed) {
            add(node, String.valueOf(failed.getMessage()), "a value of the expected type");
            return INVALID;
        }
    }

    /** Converts a constant operand when the job file is read; other operands are returned as they are. */
    CompiledExpression checkLiteral(SpelNode node, CompiledExpression part, Function<Object, Object> made) {
        Object literal = part instanceof Constant constant ? constant.value() : null;
        return literal == null ? part : evaluateConstant(node, () -> made.apply(literal));
    }
}
