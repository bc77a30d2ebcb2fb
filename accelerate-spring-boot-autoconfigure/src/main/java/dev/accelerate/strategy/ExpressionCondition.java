package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import dev.accelerate.core.CacheCondition;
import dev.accelerate.core.QueryCall;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.util.StringUtils;

/**
 * {@link CacheCondition} in SpEL.
 */
final class ExpressionCondition implements CacheCondition {

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private final Method method;

	private final String where;

	private final ParameterNames parameters;

	private final StandardEvaluationContext shared;

	private final @Nullable Expression condition;

	private final @Nullable Expression unless;

	private ExpressionCondition(DeclaredStrategy strategy, Method method, String where,
			StandardEvaluationContext shared) {
		this.method = method;
		this.where = where;
		this.parameters = ParameterNames.of(method);
		this.shared = shared;
		this.condition = StringUtils.hasText(strategy.condition()) ? PARSER.parseExpression(strategy.condition())
				: null;
		this.unless = StringUtils.hasText(strategy.unless()) ? PARSER.parseExpression(strategy.unless()) : null;
	}

	/**
	 * Returns what all conditions and tags are evaluated with: the beans that they refer
	 * to, and what has been found out about the types of their values.
	 */
	static StandardEvaluationContext sharedContext(BeanFactory beans) {
		StandardEvaluationContext shared = new StandardEvaluationContext();
		shared.setBeanResolver(new BeanFactoryResolver(beans));
		return shared;
	}

	/**
	 * Creates a condition of expressions that have been checked.
	 */
	static CacheCondition of(DeclaredStrategy strategy, Method method, String where, StandardEvaluationContext shared) {
		return isConditional(strategy) ? new ExpressionCondition(strategy, method, where, shared)
				: CacheCondition.ALWAYS;
	}

	/**
	 * Checks that the expressions are well-formed and refer to known variables and beans
	 * only.
	 * @return the refusal, or {@code null} if they are
	 */
	static @Nullable Refusal check(DeclaredStrategy strategy, Method method, BeanFactory beans) {
		if (!isConditional(strategy)) {
			return null;
		}
		Set<String> known = new LinkedHashSet<>(ParameterNames.of(method).all());
		known.add(ExpressionWalker.ROOT);
		Refusal refusal = check("condition", strategy.condition(), known, beans);
		if (refusal != null) {
			return refusal;
		}
		known.add("result");
		return check("unless", strategy.unless(), known, beans);
	}

	private static boolean isConditional(DeclaredStrategy strategy) {
		return StringUtils.hasText(strategy.condition()) || StringUtils.hasText(strategy.unless());
	}

	private static @Nullable Refusal check(String what, String text, Set<String> known, BeanFactory beans) {
		if (!StringUtils.hasText(text)) {
			return null;
		}
		try {
			return ExpressionCheck.check(what, PARSER.parseExpression(text), known, beans);
		}
		catch (ParseException ex) {
			return new Refusal("the " + what + " '" + text + "' is not valid SpEL: " + ex.getSimpleMessage(),
					"Correct the expression");
		}
	}

	@Override
	public boolean admits(QueryCall call) {
		return this.condition == null || evaluate(this.condition, context(call));
	}

	@Override
	public boolean vetoes(QueryCall call, @Nullable Object result) {
		if (this.unless == null) {
			return false;
		}
		StandardEvaluationContext context = context(call);
		context.setVariable("result", (result instanceof Optional<?> optional) ? optional.orElse(null) : result);
		return evaluate(this.unless, context);
	}

	private StandardEvaluationContext context(QueryCall call) {
		StandardEvaluationContext context = new StandardEvaluationContext(
				new ExpressionRoot(this.method, call.target(), call.arguments()));
		this.shared.applyDelegatesTo(context);
		this.parameters.bind(call.arguments(), context::setVariable);
		return context;
	}

	private boolean evaluate(Expression expression, StandardEvaluationContext context) {
		return Boolean.TRUE.equals(ExpressionEvaluator.evaluate(expression, context, Boolean.class,
				"expression '" + expression.getExpressionString() + "' of " + this.where));
	}

}
