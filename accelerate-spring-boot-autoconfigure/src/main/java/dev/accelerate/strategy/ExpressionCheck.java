package dev.accelerate.strategy;

import java.util.LinkedHashSet;
import java.util.Set;

import dev.accelerate.strategy.ExpressionWalker.Node;
import dev.accelerate.strategy.ExpressionWalker.Place;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.VariableReference;

/**
 * Checks of what a tag or a condition refers to: variables, members of the root object,
 * and beans, as in {@code @policy.admits(#name)}.
 */
final class ExpressionCheck {

	private static final String THIS = "this";

	private final Expression expression;

	private final String prefix;

	private ExpressionCheck(String what, Expression expression) {
		this.expression = expression;
		this.prefix = "the " + what + " '" + expression.getExpressionString() + "' refers to ";
	}

	/**
	 * Checks that an expression refers to known variables, members and beans only. No
	 * bean is created for that.
	 * @param what what the expression is, for the message
	 * @param expression the expression
	 * @param known the variables, among them {@link ExpressionWalker#ROOT} if there is a
	 * root object
	 * @param beans the beans
	 * @return the refusal, or {@code null} if it does
	 */
	static @Nullable Refusal check(String what, Expression expression, Set<String> known, BeanFactory beans) {
		ExpressionCheck check = new ExpressionCheck(what, expression);
		Refusal refusal = check.names(known);
		return (refusal != null) ? refusal : check.beans(beans);
	}

	private @Nullable Refusal names(Set<String> known) {
		Set<String> variables = new LinkedHashSet<>();
		Set<String> members = new LinkedHashSet<>();
		ExpressionWalker.walk(this.expression).forEach((found) -> collect(found, variables, members));
		if (!known.contains(ExpressionWalker.ROOT) && !members.isEmpty()) {
			return new Refusal(this.prefix + "something that is not an argument",
					"Write # before the name of an argument, as in #{#id}");
		}
		variables.removeAll(known);
		if (!variables.isEmpty()) {
			return new Refusal(this.prefix + variables + ", but the variables are " + known,
					"Compile with -parameters, name the parameter with @Param, or write #a0 for the first");
		}
		return members.stream()
			.filter((member) -> !ExpressionRoot.has(member))
			.findFirst()
			.map((member) -> new Refusal(this.prefix + member + ", which is not a member of the root object",
					known.contains(member) ? "Write #" + member
							: "Write # before the name of an argument; the members of #root are "
									+ "methodName, method, target, targetClass and args"))
			.orElse(null);
	}

	/**
	 * Collects the names of variables without a {@code #}, and those of members, methods
	 * with parentheses.
	 */
	private static void collect(Node found, Set<String> variables, Set<String> members) {
		boolean ofRoot = found.place() == Place.OF_ROOT;
		if (found.node() instanceof VariableReference variable && found.place() != Place.OF_VALUE) {
			String name = ExpressionWalker.nameOf(variable);
			if (!name.equals(THIS)) {
				variables.add(name);
			}
			else if (ofRoot) {
				members.add(THIS);
			}
		}
		else if (ofRoot && found.node() instanceof PropertyOrFieldReference property) {
			members.add(property.getName());
		}
		else if (ofRoot && found.node() instanceof MethodReference method) {
			members.add(method.getName() + "()");
		}
	}

	private @Nullable Refusal beans(BeanFactory beans) {
		return ExpressionWalker.walk(this.expression)
			.map(Node::node)
			.filter(BeanReference.class::isInstance)
			.map((reference) -> nameOf((BeanReference) reference))
			.filter((name) -> !beans.containsBean(name))
			.findFirst()
			.map((name) -> new Refusal(this.prefix + "the bean '" + name + "', but there is none of that name",
					"Correct the name, or declare the bean"))
			.orElse(null);
	}

	/**
	 * A name that is no identifier is written in quotes.
	 */
	private static String nameOf(BeanReference reference) {
		String name = reference.toStringAST().substring(1);
		return name.startsWith("'") ? name.substring(1, name.length() - 1) : name;
	}

}
