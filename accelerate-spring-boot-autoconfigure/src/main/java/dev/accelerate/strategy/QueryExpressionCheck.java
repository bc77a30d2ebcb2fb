package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.accelerate.strategy.ExpressionWalker.Node;
import dev.accelerate.strategy.ExpressionWalker.Place;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.IntLiteral;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.OpPlus;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * Checks of the SpEL expressions in a query. An expression that reads anything but the
 * method's arguments, for example the current principal, may give the same call different
 * answers. So may an expression that calls a method of an argument, unless it is known
 * what that method reads.
 */
final class QueryExpressionCheck {

	private static final Pattern EXPRESSION = Pattern.compile("[:?]#\\{(.*?)}", Pattern.DOTALL);

	/**
	 * Members of the root object that Spring Data JPA itself offers, and that only escape
	 * their arguments.
	 */
	private static final Set<String> ESCAPES = Set.of("escape", "escapeCharacter");

	private final Method method;

	private final Class<?> repository;

	private final Predicate<Class<?>> described;

	private final ParameterNames parameters;

	private QueryExpressionCheck(Method method, Class<?> repository, Predicate<Class<?>> described) {
		this.described = described;
		this.method = method;
		this.repository = repository;
		this.parameters = ParameterNames.of(method);
	}

	/**
	 * Returns the first expression of a query that reads more than the arguments.
	 * @param query the text of the query
	 * @param method the method whose arguments it may read
	 * @param repository the interface of its repository
	 * @param described whether the application itself encodes arguments of a type
	 * @return the expression, or {@code null} if there is none
	 */
	static @Nullable String firstUnkeyed(String query, Method method, Class<?> repository,
			Predicate<Class<?>> described) {
		QueryExpressionCheck expressions = new QueryExpressionCheck(method, repository, described);
		Matcher matcher = EXPRESSION.matcher(query);
		while (matcher.find()) {
			if (expressions.isUnkeyed(matcher.group(1))) {
				return matcher.group();
			}
		}
		return null;
	}

	private boolean isUnkeyed(String expression) {
		try {
			return ExpressionWalker.walk(new SpelExpressionParser().parseRaw(expression)).anyMatch(this::isUnkeyed);
		}
		catch (ParseException ex) {
			return true;
		}
	}

	/**
	 * Returns whether a node reads more than the arguments. The members of a path are not
	 * judged by themselves, since the type of the path tells what they read.
	 */
	private boolean isUnkeyed(Node found) {
		SpelNode node = found.node();
		if (node instanceof BeanReference || node instanceof TypeReference || node instanceof ConstructorReference
				|| node instanceof FunctionReference) {
			return true;
		}
		if (node instanceof VariableReference || node instanceof CompoundExpression) {
			return typeOf(node) == null;
		}
		if (found.place() != Place.OF_VALUE && node instanceof PropertyOrFieldReference property) {
			return !ESCAPES.contains(property.getName());
		}
		if (found.place() != Place.OF_VALUE && node instanceof MethodReference method) {
			return !ESCAPES.contains(method.getName());
		}
		return node instanceof OpPlus && isAnyChildUnknownText(node);
	}

	/**
	 * Returns the type of an argument, or of a path that begins with one.
	 * @return the type, or {@code null} if it may be read by code of the application
	 */
	private @Nullable ResolvableType typeOf(SpelNode node) {
		if (node instanceof CompoundExpression) {
			ResolvableType type = typeOf(node.getChild(0));
			for (int i = 1; i < node.getChildCount() && type != null; i++) {
				type = typeOfPart(type, node.getChild(i));
			}
			return type;
		}
		if (node instanceof VariableReference variable) {
			String name = ExpressionWalker.nameOf(variable);
			return name.equals("entityName") ? ResolvableType.forClass(String.class)
					: typeOfParameter(this.parameters.indexOf(name));
		}
		if (node instanceof Indexer && node.getChild(0) instanceof IntLiteral index) {
			return typeOfParameter(Integer.parseInt(index.toStringAST()));
		}
		boolean text = node instanceof StringLiteral || node instanceof MethodReference
				|| node instanceof PropertyOrFieldReference;
		return ResolvableType.forClass(text ? String.class : Object.class);
	}

	private @Nullable ResolvableType typeOfParameter(int index) {
		return (index >= 0 && index < this.method.getParameterCount())
				? ResolvableType.forMethodParameter(this.method, index, this.repository) : null;
	}

	private @Nullable ResolvableType typeOfPart(ResolvableType owner, SpelNode part) {
		if (part instanceof PropertyOrFieldReference property) {
			return this.described.test(owner.toClass()) ? ResolvableType.forClass(Object.class)
					: ArgumentAccess.property(owner, property.getName());
		}
		if (part instanceof MethodReference method) {
			return ArgumentAccess.method(owner, method.getName(), method.getChildCount());
		}
		return (part instanceof Indexer) ? ArgumentAccess.element(owner) : null;
	}

	/**
	 * Returns whether a value that is joined to a text may be converted by code of the
	 * application.
	 */
	private boolean isAnyChildUnknownText(SpelNode node) {
		for (int i = 0; i < node.getChildCount(); i++) {
			SpelNode child = node.getChild(i);
			ResolvableType type = (child instanceof VariableReference || child instanceof CompoundExpression
					|| child instanceof Indexer) ? typeOf(child) : null;
			if (type != null && !ArgumentAccess.isText(type)) {
				return true;
			}
		}
		return false;
	}

}
