package dev.accelerate.repository;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.Expression;

/**
 * Evaluation of an expression for a call. Unchecked exceptions of the methods that it
 * calls reach the caller unchanged. Checked ones cannot, because the repository's method
 * need not declare them.
 */
final class ExpressionEvaluation {

	private ExpressionEvaluation() {
	}

	/**
	 * Return the value of an expression.
	 * @param what what the expression is, and of which method, for the message
	 * @throws AccelerateException with {@link ErrorCode#P6005} if it cannot be evaluated
	 */
	static <T> @Nullable T evaluate(Expression expression, EvaluationContext context, Class<T> type, String what) {
		try {
			return expression.getValue(context, type);
		}
		catch (EvaluationException ex) {
			// SpEL itself lets exceptions through only if they are no errors.
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw new AccelerateException(ErrorCode.P6005,
					"The " + what + " cannot be evaluated: " + ex.getSimpleMessage(), ex);
		}
	}

}
