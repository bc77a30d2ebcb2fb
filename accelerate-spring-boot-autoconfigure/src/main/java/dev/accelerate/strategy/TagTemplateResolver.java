package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.accelerate.core.TagResolver;
import dev.accelerate.invalidation.Tags;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.common.LiteralExpression;
import org.springframework.expression.common.TemplateParserContext;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * {@link TagResolver} of the tags of a strategy: plain tags are resolved once, SpEL
 * templates for every call. What a template yields may be a value of the application, and
 * is never shown.
 */
public final class TagTemplateResolver implements TagResolver {

	private static final Log logger = LogFactory.getLog(TagTemplateResolver.class);

	private static final String REMEDY = "A tag is 1 to 64 letters, digits and underscores (A-Z, a-z, 0-9, _)";

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private final String where;

	private final ParameterNames parameters;

	private final List<String> plain;

	private final Map<String, Expression> templates;

	private final StandardEvaluationContext shared;

	private final AtomicBoolean warned = new AtomicBoolean();

	private TagTemplateResolver(String where, ParameterNames parameters, List<String> plain,
			Map<String, Expression> templates, StandardEvaluationContext shared) {
		this.where = where;
		this.parameters = parameters;
		this.plain = plain;
		this.templates = templates;
		this.shared = shared;
	}

	/**
	 * Checks everything about some tags that does not depend on a method.
	 * @return the refusal, or {@code null} if they are fine
	 */
	static @Nullable Refusal check(List<String> tags, int maximum) {
		if (tags.size() > maximum) {
			return tooMany(tags, maximum);
		}
		for (String tag : tags) {
			try {
				for (Expression part : ExpressionWalker.parts(parse(tag))) {
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

	private static Refusal tooMany(List<String> tags, int maximum) {
		return new Refusal("it has " + tags.size() + " tags",
				"Give it at most " + maximum + " (accelerate.limits.tags-per-query)");
	}

	private static boolean isPartOfTag(String text) {
		return text.isEmpty() || Tags.isValid(text);
	}

	private static Refusal malformed(String tag) {
		return new Refusal("the tag '" + tag + "' is malformed", REMEDY);
	}

	/**
	 * Checks tags that hold no templates.
	 * @return the refusal, or {@code null} if they are fine
	 */
	public static @Nullable Refusal checkPlain(List<String> tags, int maximum) {
		for (int i = 0; i < tags.size(); i++) {
			if (!Tags.isValid(tags.get(i))) {
				return new Refusal("number " + (i + 1) + " of their " + tags.size() + " tags is malformed", REMEDY);
			}
		}
		return (tags.size() > maximum) ? tooMany(tags, maximum) : null;
	}

	/**
	 * Checks that the tags refer to no variables but the method's parameters, and to
	 * known beans only.
	 * @return the refusal, or {@code null} if they are fine
	 */
	static @Nullable Refusal check(List<String> tags, Method method, BeanFactory beans) {
		List<Expression> templates = tags.stream()
			.map(TagTemplateResolver::parse)
			.filter((tag) -> !(tag instanceof LiteralExpression))
			.toList();
		if (templates.isEmpty()) {
			return null;
		}
		Set<String> known = ParameterNames.of(method).all();
		return templates.stream()
			.map((template) -> ExpressionCheck.check("tag", template, known, beans))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Creates a resolver of tags that have been checked.
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
			return new PlainTags(Tags.of(plain));
		}
		return new TagTemplateResolver(where, ParameterNames.of(method), plain, templates, shared);
	}

	@Override
	public @Nullable Tags resolve(Object[] arguments) {
		StandardEvaluationContext context = new StandardEvaluationContext();
		this.shared.applyDelegatesTo(context);
		this.parameters.bind(arguments, context::setVariable);
		List<String> names = new ArrayList<>(this.plain);
		for (Map.Entry<String, Expression> template : this.templates.entrySet()) {
			String tag = evaluate(template.getValue(), context);
			if (tag == null || !Tags.isValid(tag)) {
				warn(template.getKey(), tag);
				return null;
			}
			names.add(tag);
		}
		return Tags.of(names);
	}

	/**
	 * Returns what a template yields, or a text that is not a tag if it cannot be
	 * evaluated.
	 */
	private static @Nullable String evaluate(Expression template, StandardEvaluationContext context) {
		try {
			return template.getValue(context, String.class);
		}
		catch (EvaluationException ex) {
			// SpEL passes runtime exceptions on unchanged, but wraps errors.
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			return "";
		}
	}

	private void warn(String template, @Nullable String tag) {
		if (this.warned.compareAndSet(false, true)) {
			String kind = (tag == null) ? "null" : tag.isEmpty() ? "empty, or could not be evaluated"
					: "a text that is longer than 64 characters, or contains other characters than letters, digits "
							+ "and underscores";
			logger.warn("The tag '" + template + "' of " + this.where + " was " + kind
					+ ", so the call bypassed the query cache. Use an expression that yields a tag for every "
					+ "argument. Further such calls are only counted, as bypasses with the reason 'tag'.");
		}
	}

	@Override
	public @Nullable String declared(String tag) {
		if (this.plain.contains(tag)) {
			return tag;
		}
		return this.templates.entrySet()
			.stream()
			.filter((template) -> isOf(template.getValue(), tag))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns whether a tag may stem from a template: it has the template's literal
	 * parts.
	 */
	private static boolean isOf(Expression template, String tag) {
		String pattern = ExpressionWalker.parts(template)
			.stream()
			.map((part) -> (part instanceof LiteralExpression literal) ? Pattern.quote(literal.getExpressionString())
					: ".*")
			.collect(Collectors.joining());
		return tag.matches(pattern);
	}

	private static Expression parse(String tag) {
		return PARSER.parseExpression(tag, new TemplateParserContext("#{", "}"));
	}

	/**
	 * Tags that are the same for every call.
	 */
	private record PlainTags(Tags tags) implements TagResolver {

		@Override
		public Tags resolve(Object[] arguments) {
			return this.tags;
		}

		@Override
		public @Nullable String declared(String tag) {
			return this.tags.names().contains(tag) ? tag : null;
		}

	}

}
