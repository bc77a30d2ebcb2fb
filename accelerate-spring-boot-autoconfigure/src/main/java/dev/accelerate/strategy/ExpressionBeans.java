package dev.accelerate.strategy;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.expression.Expression;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.standard.SpelExpression;

/**
 * Beans that an expression speaks of, as in {@code @policy.admits(#name)}.
 */
final class ExpressionBeans {

	private ExpressionBeans() {
	}

	/**
	 * Check that an expression speaks of known beans only. None is created for that.
	 * @return the refusal, or {@code null} if it does
	 */
	static @Nullable Refusal check(String what, Expression expression, BeanFactory beans) {
		String unknown = firstUnknown(expression, beans);
		return (unknown != null)
				? new Refusal("the " + what + " '" + expression.getExpressionString() + "' speaks of the bean '"
						+ unknown + "', but there is none of that name", "Correct the name, or declare the bean")
				: null;
	}

	private static @Nullable String firstUnknown(Expression expression, BeanFactory beans) {
		if (expression instanceof CompositeStringExpression composite) {
			return Arrays.stream(composite.getExpressions())
				.map((part) -> firstUnknown(part, beans))
				.filter(Objects::nonNull)
				.findFirst()
				.orElse(null);
		}
		return (expression instanceof SpelExpression spel) ? firstUnknown(spel.getAST(), beans) : null;
	}

	private static @Nullable String firstUnknown(SpelNode node, BeanFactory beans) {
		if (node instanceof BeanReference reference && !beans.containsBean(nameOf(reference))) {
			return nameOf(reference);
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			String unknown = firstUnknown(node.getChild(i), beans);
			if (unknown != null) {
				return unknown;
			}
		}
		return null;
	}

	/**
	 * A name that is no identifier is written in quotes.
	 */
	private static String nameOf(BeanReference reference) {
		String name = reference.toStringAST().substring(1);
		return name.startsWith("'") ? name.substring(1, name.length() - 1) : name;
	}

}
