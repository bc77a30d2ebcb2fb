package dev.accelerate.strategy;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.Expression;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;

/**
 * Variables that an expression speaks of, and members of its root object.
 */
final class ExpressionVariables {

	/**
	 * Variable that stands for the root object, where there is one.
	 */
	static final String ROOT = "root";

	private static final String THIS = "this";

	private final Set<String> variables = new LinkedHashSet<>();

	/**
	 * Names without a {@code #}, those of methods with parentheses.
	 */
	private final Set<String> members = new LinkedHashSet<>();

	private ExpressionVariables(Expression expression) {
		collect(expression);
	}

	/**
	 * Check that an expression speaks of known variables only, and of members that the
	 * root object has.
	 * @return the refusal, or {@code null} if it does
	 */
	static @Nullable Refusal check(String what, Expression expression, Set<String> known) {
		ExpressionVariables found = new ExpressionVariables(expression);
		String speaks = "the " + what + " '" + expression.getExpressionString() + "' speaks of ";
		if (!known.contains(ROOT) && !found.members.isEmpty()) {
			return new Refusal(speaks + "something that is no argument",
					"Write # before the name of an argument, as in #{#id}");
		}
		found.variables.removeAll(known);
		if (!found.variables.isEmpty()) {
			return new Refusal(speaks + found.variables + ", but the variables are " + known,
					"Compile with -parameters, name the parameter with @Param, or write #a0 for the first");
		}
		return found.members.stream()
			.filter((member) -> !ExpressionRoot.has(member))
			.findFirst()
			.map((member) -> new Refusal(speaks + member + ", which is no member of the root object",
					known.contains(member) ? "Write #" + member
							: "Write # before the name of an argument; the members of #root are "
									+ "methodName, method, target, targetClass and args"))
			.orElse(null);
	}

	private void collect(Expression expression) {
		if (expression instanceof CompositeStringExpression composite) {
			for (Expression part : composite.getExpressions()) {
				collect(part);
			}
		}
		else if (expression instanceof SpelExpression spel) {
			collect(spel.getAST(), true);
		}
	}

	/**
	 * Collect what an expression speaks of.
	 * @param rooted whether a bare name is a member of the root object, and not of an
	 * element of a selection or projection
	 */
	private void collect(SpelNode node, boolean rooted) {
		if (node instanceof CompoundExpression) {
			collectPath(node, rooted);
		}
		else if (node instanceof VariableReference) {
			String name = nameOf(node);
			if (!name.equals(THIS)) {
				this.variables.add(name);
			}
			else if (rooted) {
				this.members.add(THIS);
			}
		}
		else {
			if (rooted) {
				addMember(node);
			}
			collectInside(node, rooted);
		}
	}

	/**
	 * Within a path only the first part may be a member of the root object; the others
	 * are members of what comes before them.
	 */
	private void collectPath(SpelNode path, boolean rooted) {
		SpelNode first = path.getChild(0);
		collect(first, rooted);
		if (first instanceof VariableReference && nameOf(first).equals(ROOT)) {
			addMember(path.getChild(1));
		}
		for (int i = 1; i < path.getChildCount(); i++) {
			collectInside(path.getChild(i), rooted);
		}
	}

	/**
	 * Collect from the arguments, indexes and elements that a part has. A bare name in an
	 * index, or before a colon, is the key of a map.
	 */
	private void collectInside(SpelNode node, boolean rooted) {
		boolean ofElements = node instanceof Selection || node instanceof Projection;
		for (int i = 0; i < node.getChildCount(); i++) {
			SpelNode child = node.getChild(i);
			boolean key = node instanceof Indexer || (node instanceof InlineMap && i % 2 == 0);
			if (!key || !(child instanceof PropertyOrFieldReference)) {
				collect(child, rooted && !ofElements);
			}
		}
	}

	private void addMember(SpelNode node) {
		if (node instanceof PropertyOrFieldReference property) {
			this.members.add(property.getName());
		}
		else if (node instanceof MethodReference method) {
			this.members.add(method.getName() + "()");
		}
	}

	private static String nameOf(SpelNode variable) {
		return variable.toStringAST().substring(1);
	}

}
