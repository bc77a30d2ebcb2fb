package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.core.TagResolver;
import dev.accelerate.invalidation.Tags;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.common.LiteralExpression;
import org.springframework.expression.common.TemplateParserContext;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * {@link TagResolver} over the tags of a strategy: plain tags are resolved once, SpEL
 * templates for every call.
 */
final class TagTemplates implements TagResolver {

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private final String where;

	private final ParameterNames parameters;

	private final List<String> plain;

	private final Map<String, Expression> templates;

	private final StandardEvaluationContext shared;

	private TagTemplates(String where, ParameterNames parameters, List<String> plain, Map<String, Expression> templates,
			StandardEvaluationContext shared) {
		this.where = where;
		this.parameters = parameters;
		this.plain = plain;
		this.templates = templates;
		this.shared = shared;
	}

	/**
	 * Check everything about some tags that does not depend on a method.
	 * @return the refusal, or {@code null} if they are fine
	 */
	static @Nullable Refusal check(List<String> tags, int maximum) {
		if (tags.size() > maximum) {
			return new Refusal("it has " + tags.size() + " tags",
					"Give it at most " + maximum + " (accelerate.limits.tags-per-query)");
		}
		for (String tag : tags) {
			try {
				for (Expression part : parts(parse(tag))) {
					if (part instanceof LiteralExpression literal && !isPartOfTag(literal.getExpressionString())) {
						return malformed(tag);
					}
				}
			}
			catch (ParseException ex) {
				return new Refusal("the tag '" + tag + "' is not a valid SpEL template: " + ex.getSimpleMessage(),
						"Correct the expression in #{...}");
			}
			if (parse(tag) instanceof LiteralExpression && !Tags.isValid(tag)) {
				return malformed(tag);
			}
		}
		return null;
	}

	private static boolean isPartOfTag(String text) {
		return text.isEmpty() || Tags.isValid(text);
	}

	private static Refusal malformed(String tag) {
		return new Refusal("the tag '" + tag + "' is malformed",
				"A tag is 1 to 64 letters, digits and underscores (A-Z, a-z, 0-9, _)");
	}

	/**
	 * Check tags that hold no templates.
	 * @return the refusal, or {@code null} if they are fine
	 */
	static @Nullable Refusal checkPlain(List<String> tags, int maximum) {
		return tags.stream()
			.filter((tag) -> !Tags.isValid(tag))
			.findFirst()
			.map(TagTemplates::malformed)
			.orElseGet(() -> check(tags, maximum));
	}

	/**
	 * Check that the tags speak of no variables but the method's parameters, and of known
	 * beans only.
	 * @return the refusal, or {@code null} if they are fine
	 */
	static @Nullable Refusal check(List<String> tags, Method method, BeanFactory beans) {
		List<Expression> templates = tags.stream()
			.map(TagTemplates::parse)
			.filter((tag) -> !(tag instanceof LiteralExpression))
			.toList();
		if (templates.isEmpty()) {
			return null;
		}
		Set<String> known = ParameterNames.of(method).all();
		return templates.stream()
			.map((template) -> check(template, known, beans))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable Refusal check(Expression tag, Set<String> known, BeanFactory beans) {
		Refusal refusal = ExpressionVariables.check("tag", tag, known);
		return (refusal != null) ? refusal : ExpressionBeans.check("tag", tag, beans);
	}

	/**
	 * Create a resolver of tags that have been checked.
	 */
	static TagResolver of(List<String> tags, Method method, String where, StandardEvaluationContext shared) {
		List<String> plain = new ArrayList<>();
		Map<String, Expression> templates = new LinkedHashMap<>();
		for (String tag : tags) {
			Expression expression = parse(tag);
			if (expression instanceof LiteralExpression) {
				plain.add(tag);
			}
			else {
				templates.put(tag, expression);
			}
		}
		if (templates.isEmpty()) {
			Tags resolved = Tags.of(plain);
			return (arguments) -> resolved;
		}
		return new TagTemplates(where, ParameterNames.of(method), plain, templates, shared);
	}

	@Override
	public Tags resolve(Object[] arguments) {
		StandardEvaluationContext context = new StandardEvaluationContext();
		this.shared.applyDelegatesTo(context);
		this.parameters.bind(arguments, context::setVariable);
		List<String> names = new ArrayList<>(this.plain);
		this.templates.forEach((tag, template) -> names.add(evaluate(tag, template, context)));
		return Tags.of(names);
	}

	private String evaluate(String declared, Expression template, StandardEvaluationContext context) {
		String tag = ExpressionEvaluation.evaluate(template, context, String.class,
				"tag '" + declared + "' of " + this.where);
		if (tag == null || !Tags.isValid(tag)) {
			throw new AccelerateException(ErrorCode.P6005,
					"The tag '" + declared + "' of " + this.where + " evaluates to '" + tag
							+ "': a tag is 1 to 64 letters, digits and underscores (A-Z, a-z, 0-9, _)");
		}
		return tag;
	}

	private static Expression parse(String tag) {
		return PARSER.parseExpression(tag, new TemplateParserContext("#{", "}"));
	}

	private static List<Expression> parts(Expression expression) {
		return (expression instanceof CompositeStringExpression composite) ? List.of(composite.getExpressions())
				: List.of(expression);
	}

}
