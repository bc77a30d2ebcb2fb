package dev.accelerate.repository;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.Expression;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;

/**
 * Variables that an expression speaks of.
 */
final class ExpressionVariables {

	/**
	 * Variable that stands for the root object, where there is one.
	 */
	static final String ROOT = "root";

	private static final String MEMBER_OF_ROOT = "";

	private ExpressionVariables() {
	}

	/**
	 * Check that an expression speaks of known variables only.
	 * @return the refusal, or {@code null} if it does
	 */
	static @Nullable Refusal check(String what, Expression expression, Set<String> known) {
		Set<String> unknown = of(expression);
		if (!known.contains(ROOT) && unknown.remove(MEMBER_OF_ROOT)) {
			return new Refusal(
					"the " + what + " '" + expression.getExpressionString()
							+ "' speaks of something that is no argument",
					"Write # before the name of an argument, as in #{#id}");
		}
		unknown.remove(MEMBER_OF_ROOT);
		unknown.removeAll(known);
		if (unknown.isEmpty()) {
			return null;
		}
		return new Refusal(
				"the " + what + " '" + expression.getExpressionString() + "' speaks of " + unknown
						+ ", but the variables are " + known,
				"Compile with -parameters, name the parameter with @Param, or write #a0 for the first");
	}

	private static Set<String> of(Expression expression) {
		Set<String> names = new LinkedHashSet<>();
		if (expression instanceof CompositeStringExpression composite) {
			for (Expression part : composite.getExpressions()) {
				names.addAll(of(part));
			}
		}
		else if (expression instanceof SpelExpression spel) {
			collect(spel.getAST(), names);
		}
		return names;
	}

	/**
	 * Collect the variables. Within a path only the first part may be a member of the
	 * root object; the others are members of what comes before them.
	 */
	private static void collect(SpelNode node, Set<String> names) {
		if (node instanceof VariableReference) {
			String name = node.toStringAST().substring(1);
			if (!name.equals("this")) {
				names.add(name);
			}
		}
		else if (node instanceof PropertyOrFieldReference || node instanceof MethodReference) {
			names.add(MEMBER_OF_ROOT);
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			SpelNode child = node.getChild(i);
			if (!(node instanceof CompoundExpression) || i == 0) {
				collect(child, names);
			}
			else if (child instanceof MethodReference || child instanceof Indexer) {
				for (int j = 0; j < child.getChildCount(); j++) {
					// A bare name in an index is the key of a map.
					if (!(child instanceof Indexer) || !(child.getChild(j) instanceof PropertyOrFieldReference)) {
						collect(child.getChild(j), names);
					}
				}
			}
		}
	}

}
