package io.contactsync.mapping.expression;

import static java.util.Map.entry;

import io.contactsync.mapping.expression.Functions.Signature;
import io.contactsync.mapping.expression.MappingError.Problem;
import io.contactsync.mapping.expression.Term.Constant;
import io.contactsync.mapping.expression.Term.EvaluationException;
import java.math.BigDecimal;
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

/** Reads one expression into a tree, and says what is wrong in the words of its author. */
final class Findings {

    /** Stands where a problem was found. */
    static final Constant INVALID = new Constant(null);

    private static final int MAX_LENGTH = 10_000;
    private static final SpelExpressionParser PARSER = new SpelExpressionParser();

    private static final String ALLOWED_SYNTAX = "fields, 'text', numbers, true, false, null, == != < > <= >=, and or not,"
            + " a ? b : c, a ?: b, + - * /, matches, functions";

    private static final Map<Class<?>, String> UNSUPPORTED = Map.ofEntries(
            entry(TypeReference.class, "T(...) would reach a class"),
            entry(ConstructorReference.class, "'new' would make an object"),
            entry(BeanReference.class, "'@' would reach the program"),
            entry(VariableReference.class, "'#' is not needed: fields are written as bare names"),
            entry(FunctionReference.class, "'#' is not needed: functions are written as bare names"),
            entry(Assign.class, "'=' would assign; '==' compares"),
            entry(InlineList.class, "'{...}' would make a list; split(text, separator) does"),
            entry(InlineMap.class, "'{...}' would make a map"),
            entry(Selection.class, "'?[...]' would select from a list"),
            entry(Projection.class, "'![...]' would work on each of a list"),
            entry(Indexer.class, "'[...]' names a field, as in ['First Name'], and nothing else"));

    private static final String MEMBER_ACCESS =
            "'.' would reach into a value: write trim(name), not name.trim(), and ['a.b'] for a field named so";

    private final String path;
    private final KnownFields known;
    private final List<Problem> problems;

    Findings(String path, KnownFields known, List<Problem> problems) {
        this.path = path;
        this.known = known;
        this.problems = problems;
    }

    /** The tree of an expression, or null when it is none; then a problem was added. */
    @Nullable
    SpelNode parse(String text) {
        if (text.isBlank()) {
            return addParseProblem(1, "the expression is empty");
        }
        if (text.length() > MAX_LENGTH) {
            return addParseProblem(MAX_LENGTH + 1, "the expression is longer than 10,000 letters");
        }
        try {
            return ((SpelExpression) PARSER.parseExpression(text)).getAST();
        } catch (SpelParseException e) {
            // For this one message Spring counts from 1, for all others from 0.
            int first = e.getMessageCode() == SpelMessage.UNSUPPORTED_CHARACTER ? 0 : 1;
            return addParseProblem(e.getPosition() + first, describe(e));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return addParseProblem(1, "the expression cannot be read: a value is missing in it");
        } catch (StackOverflowError e) {
            // Spring's parser recurses for each bracket.
            return addParseProblem(1, "the expression is nested too deeply");
        }
    }

    /** The canonical value of a literal; decimals keep the digits that they are written with. */
    static @Nullable Object literalValue(Literal literal) {
        Object value = literal.getLiteralValue().getValue();
        String original = literal.getOriginalValue();
        if ((value instanceof Double || value instanceof Float) && original != null) {
            return Values.canonical(new BigDecimal(original.replaceAll("[dDfF]$", "")));
        }
        return Values.canonical(value);
    }

    private static String describe(SpelParseException e) {
        String said = e.getSimpleMessage().replaceFirst("^EL\\d+E: ", "");
        return switch (e.getMessageCode()) {
            case NOT_AN_INTEGER -> said + "; a whole number above 2147483647 is written with an L behind it";
            case MORE_INPUT -> said + "; text stands in quotes, and a field of several words is written ['First Name']";
            default -> said;
        };
    }

    private @Nullable SpelNode addParseProblem(int column, String sentence) {
        problems.add(new Problem(path, column, sentence, ALLOWED_SYNTAX));
        return null;
    }

    /** Adds what is wrong with one part of the expression. */
    void add(SpelNode node, String sentence, String allowed) {
        problems.add(new Problem(path, node.getStartPosition() + 1, sentence, allowed));
    }

    /** Says that a part of the grammar is not offered. */
    void addUnsupported(SpelNode node) {
        if (node instanceof CompoundExpression) {
            SpelNode worst = IntStream.range(0, node.getChildCount())
                    .mapToObj(node::getChild)
                    .filter(child -> UNSUPPORTED.containsKey(child.getClass())
                            && !(child instanceof Indexer && child == node.getChild(0)))
                    .findFirst()
                    .orElse(node.getChild(1));
            add(worst, UNSUPPORTED.getOrDefault(worst.getClass(), MEMBER_ACCESS), ALLOWED_SYNTAX);
        } else if (node instanceof Operator operator) {
            add(node, "the operator '" + operator.getOperatorName() + "' is not offered", ALLOWED_SYNTAX);
        } else {
            add(node, UNSUPPORTED.getOrDefault(node.getClass(), "this is not offered"), ALLOWED_SYNTAX);
        }
    }

    void addUnknownField(SpelNode node, String name) {
        Set<String> names = known.names();
        String hint = Functions.ALL.containsKey(name)
                ? "; the function is written " + name + "(...)"
                : Problem.didYouMean(name, names);
        add(node, "there is no field '" + name + "'" + hint, String.join(", ", names));
    }

    void addUnknownFunction(SpelNode node, String name) {
        Collection<String> names = Functions.ALL.keySet();
        String hint = known.names().contains(name)
                ? "; the field is written without brackets"
                : Problem.didYouMean(name, names);
        add(node, "there is no function '" + name + "'" + hint, String.join(", ", names));
    }

    void addWrongArity(SpelNode call, Signature function) {
        String sentence = function.name() + " takes " + function.arity() + ", not " + call.getChildCount();
        add(call, sentence, function.arity());
    }

    /** The constant that some work gives; when it fails, that is a problem of the expression. */
    Constant evaluateConstant(SpelNode node, Supplier<@Nullable Object> work) {
        try {
            return new Constant(work.get());
        } catch (EvaluationException failed) {
            add(node, String.valueOf(failed.getMessage()), "a value of the kind that it takes");
            return INVALID;
        }
    }

    /** Turns a part that stands in the job file into what is made of it; one that depends on the contact is left. */
    Term checkLiteral(SpelNode node, Term part, Function<Object, Object> made) {
        Object literal = part instanceof Constant constant ? constant.value() : null;
        return literal == null ? part : evaluateConstant(node, () -> made.apply(literal));
    }
}
