package dev.accelerate.jpa.unkeyed;

import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatementInspector} that stands before the one of the application.
 */
public interface DelegatingInspector extends StatementInspector {

	/**
	 * Returns the application's own inspector, or {@code null} if there is none.
	 */
	@Nullable StatementInspector next();

}
