package dev.accelerate.autoconfigure;

import dev.accelerate.invalidation.table.MissingInvalidationTableException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * {@link AbstractFailureAnalyzer} of a table of the invalidation log that does not exist.
 * It shows the statement that creates the table.
 */
class MissingInvalidationTableFailureAnalyzer extends AbstractFailureAnalyzer<MissingInvalidationTableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingInvalidationTableException cause) {
		String description = String.format(
				"The table of the invalidation log does not exist (%s).%n%n    Where: %s%n%n%s", cause.code(),
				cause.database(), cause.ddl().indent(4));
		return new FailureAnalysis(description,
				"Create the table by the statement above, for example in a migration, or set "
						+ "accelerate.invalidation.table.initialize-schema=always.",
				cause);
	}

}
