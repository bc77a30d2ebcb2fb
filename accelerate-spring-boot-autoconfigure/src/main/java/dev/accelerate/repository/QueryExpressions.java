package dev.accelerate.repository;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * Check of the SpEL expressions in a query. One that reads anything but the method's
 * arguments, the current principal for example, gives the same call different answers.
 */
final class QueryExpressions {

	private static final Pattern EXPRESSION = Pattern.compile("[:?]#\\{(.*?)}", Pattern.DOTALL);

	/**
	 * Members of the root object that Spring Data JPA itself offers, and that only escape
	 * their arguments.
	 */
	private static final Set<String> ESCAPES = Set.of("escape", "escapeCharacter");

	private final Set<String> variables;

	private QueryExpressions(Set<String> variables) {
		this.variables = variables;
	}

	/**
	 * Return the first expression of a query that reads more than the arguments.
	 * @return the expression, or {@code null} if there is none
	 */
	static @Nullable String firstHidden(String query, ParameterNames parameters) {
		QueryExpressions expressions = new QueryExpressions(parameters.all());
		Matcher matcher = EXPRESSION.matcher(query);
		while (matcher.find()) {
			if (expressions.isHidden(matcher.group(1))) {
				return matcher.group();
			}
		}
		return null;
	}

	private boolean isHidden(String expression) {
		try {
			return isHidden(new SpelExpressionParser().parseRaw(expression).getAST());
		}
		catch (ParseException ex) {
			return true;
		}
	}

	private boolean isHidden(SpelNode node) {
		if (node instanceof BeanReference || node instanceof TypeReference || node instanceof ConstructorReference
				|| node instanceof FunctionReference) {
			return true;
		}
		if (node instanceof VariableReference) {
			String name = node.toStringAST().substring(1);
			return !this.variables.contains(name) && !name.equals("entityName");
		}
		if (node instanceof PropertyOrFieldReference property) {
			return !ESCAPES.contains(property.getName());
		}
		if (node instanceof MethodReference method && !ESCAPES.contains(method.getName())) {
			return true;
		}
		if (node instanceof CompoundExpression) {
			return isCompoundHidden(node);
		}
		return isAnyChildHidden(node);
	}

	/**
	 * Only the first part of a path is a member of the root object; the rest belong to
	 * what comes before them.
	 */
	private boolean isCompoundHidden(SpelNode path) {
		if (isHidden(path.getChild(0))) {
			return true;
		}
		for (int i = 1; i < path.getChildCount(); i++) {
			SpelNode part = path.getChild(i);
			if (!(part instanceof PropertyOrFieldReference) && isAnyChildHidden(part)) {
				return true;
			}
		}
		return false;
	}

	private boolean isAnyChildHidden(SpelNode node) {
		for (int i = 0; i < node.getChildCount(); i++) {
			if (isHidden(node.getChild(i))) {
				return true;
			}
		}
		return false;
	}

}
