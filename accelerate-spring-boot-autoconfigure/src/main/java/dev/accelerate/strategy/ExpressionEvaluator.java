package dev.accelerate.strategy;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.Expression;
import org.springframework.expression.ExpressionInvocationTargetException;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.expression.spel.SpelMessage;

/**
 * Evaluator of the expressions of a call. Unchecked exceptions of the methods that it
 * calls reach the caller unchanged. Checked ones cannot, because the repository's method
 * need not declare them.
 */
final class ExpressionEvaluator {

	private static final Set<SpelMessage> HARMLESS = EnumSet.of(SpelMessage.PROPERTY_OR_FIELD_NOT_READABLE,
			SpelMessage.PROPERTY_OR_FIELD_NOT_READABLE_ON_NULL, SpelMessage.METHOD_NOT_FOUND,
			SpelMessage.METHOD_CALL_ON_NULL_OBJECT_NOT_ALLOWED, SpelMessage.TYPE_CONVERSION_ERROR,
			SpelMessage.OPERATOR_NOT_SUPPORTED_BETWEEN_TYPES, SpelMessage.NOT_COMPARABLE,
			SpelMessage.FUNCTION_NOT_DEFINED, SpelMessage.CANNOT_INDEX_INTO_NULL_VALUE,
			SpelMessage.INDEXING_NOT_SUPPORTED_FOR_TYPE);

	private ExpressionEvaluator() {
	}

	/**
	 * Returns the value of an expression.
	 * @param what what the expression is, and of which method, for the message
	 * @throws AccelerateException with {@link ErrorCode#P6005} if it cannot be evaluated
	 */
	static <T> @Nullable T evaluate(Expression expression, EvaluationContext context, Class<T> type, String what) {
		try {
			return expression.getValue(context, type);
		}
		catch (EvaluationException ex) {
			// SpEL passes runtime exceptions on unchanged, but wraps errors.
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw new AccelerateException(ErrorCode.P6005, "The " + what + " cannot be evaluated: " + reason(ex),
					ownCause(ex));
		}
	}

	/**
	 * Returns the reason of a failure without any value. Only some messages of SpEL
	 * consist of names and types alone; others show values.
	 */
	private static String reason(EvaluationException failure) {
		if (failure instanceof SpelEvaluationException spel) {
			return HARMLESS.contains(spel.getMessageCode()) ? spel.getSimpleMessage()
					: spel.getMessageCode().name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}
		return "a method that it calls failed";
	}

	/**
	 * Returns the exception that the application itself threw, if it threw one.
	 * Exceptions of Spring are left out, because their messages show values.
	 */
	private static @Nullable Throwable ownCause(EvaluationException failure) {
		return (failure instanceof ExpressionInvocationTargetException) ? failure.getCause() : null;
	}

}
