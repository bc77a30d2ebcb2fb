package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.strategy.MethodIdentity;
import dev.accelerate.strategy.RepositoryScope;
import jakarta.persistence.QueryHint;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.DelegatingTransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;

/**
 * Factory of the {@link QueryTimeout timeouts} of one repository's methods. A load is
 * ended by its transaction, which is the method's own except for its timeout. A query
 * without a transaction gets a read-only one, if it is known to do nothing but read.
 */
final class QueryTimeoutFactory {

	/**
	 * Hints with which a query declares a timeout of its own.
	 */
	private static final Set<String> TIMEOUTS = Set.of("jakarta.persistence.query.timeout",
			"javax.persistence.query.timeout", "org.hibernate.timeout");

	/**
	 * Longest timeout of a transaction, about 24 days. Spring and drivers convert it to
	 * milliseconds, which have to fit into an {@code int}.
	 */
	private static final int MOST = Integer.MAX_VALUE / 1_000;

	private final Duration timeout;

	private final int seconds;

	private final QueryTimeoutAttributeSource deadlines;

	private final TransactionManagerFinder managers;

	private final RepositoryScope scope;

	/**
	 * Creates the factory of a repository.
	 * @param timeout how long a load may take; transactions count in whole seconds,
	 * rounded up
	 * @param deadlines the attribute source of the repository's transactions
	 * @param managers the transaction managers of all repositories
	 * @param scope the repository
	 */
	QueryTimeoutFactory(Duration timeout, QueryTimeoutAttributeSource deadlines, TransactionManagerFinder managers,
			RepositoryScope scope) {
		this.timeout = timeout;
		this.seconds = (int) Math.min(timeout.plusNanos(999_999_999).toSeconds(), MOST);
		this.deadlines = deadlines;
		this.managers = managers;
		this.scope = scope;
	}

	/**
	 * Returns the deadline of the loads of a method.
	 * @param method the method
	 * @return the deadline, or {@code null} if the method's own transaction ends sooner,
	 * if the method declares that it does not begin one, or if it declares nothing and
	 * may do more than read, since its writes would fail or be lost in a read-only
	 * transaction
	 * @throws AccelerateException with {@link ErrorCode#P6005} if the deadline cannot be
	 * enforced, because there is no transaction manager for the repository
	 */
	@Nullable QueryTimeout deadline(Method method) {
		TransactionAttribute declared = this.deadlines.declared(method,
				this.scope.repository().getRepositoryBaseClass());
		if (declared == null) {
			return this.scope.methodKind().isKnownRead(method) ? deadline(method, readOnly()) : null;
		}
		return beginsTransaction(declared) ? deadline(method, declared) : null;
	}

	private @Nullable QueryTimeout deadline(Method method, TransactionAttribute attribute) {
		TransactionManager manager = manager(method, attribute.getQualifier());
		int own = attribute.getTimeout();
		if (own == TransactionDefinition.TIMEOUT_DEFAULT
				&& manager instanceof AbstractPlatformTransactionManager platform) {
			own = platform.getDefaultTimeout();
		}
		if (own != TransactionDefinition.TIMEOUT_DEFAULT && own <= this.seconds) {
			return null;
		}
		return new QueryTimeout(this.timeout, tolerance(method), method, new TimedAttribute(attribute, this.seconds),
				this.deadlines);
	}

	/**
	 * Returns by how much Hibernate may end a load early. It counts the remaining time in
	 * whole seconds, rounded down to no less than one. A query with a timeout of its own
	 * has no tolerance, because its own timeout ends it.
	 */
	private Duration tolerance(Method method) {
		Duration tolerance = this.timeout.minusSeconds(Math.max(this.seconds - 1, 1));
		return (tolerance.isNegative() || declaresTimeout(method)) ? Duration.ZERO : tolerance;
	}

	private static boolean declaresTimeout(Method method) {
		QueryHints hints = AnnotatedElementUtils.findMergedAnnotation(method, QueryHints.class);
		return hints != null && Arrays.stream(hints.value()).map(QueryHint::name).anyMatch(TIMEOUTS::contains);
	}

	private TransactionManager manager(Method method, @Nullable String qualifier) {
		return this.managers.find(this.scope.name(), qualifier)
			.filter(this.scope.unit()::isManagedBy)
			.findFirst()
			.orElseThrow(() -> new AccelerateException(ErrorCode.P6005, "accelerate.query-timeout cannot be "
					+ "enforced by " + MethodIdentity.full(method, this.scope.repository().getRepositoryInterface())
					+ ": it is the timeout of a transaction, and "
					+ this.managers.describe(this.scope.name(), qualifier)
					+ " is not a transaction manager of the repository's entity manager factory. "
					+ "Name its JpaTransactionManager in the transactionManagerRef of @EnableJpaRepositories, or remove accelerate.query-timeout."));
	}

	private static boolean beginsTransaction(TransactionAttribute attribute) {
		return switch (attribute.getPropagationBehavior()) {
			case TransactionDefinition.PROPAGATION_REQUIRED, TransactionDefinition.PROPAGATION_REQUIRES_NEW,
					TransactionDefinition.PROPAGATION_NESTED ->
				true;
			default -> false;
		};
	}

	private static TransactionAttribute readOnly() {
		DefaultTransactionAttribute attribute = new DefaultTransactionAttribute();
		attribute.setReadOnly(true);
		return attribute;
	}

	/**
	 * Transaction with another timeout.
	 */
	private static final class TimedAttribute extends DelegatingTransactionAttribute {

		private final int seconds;

		TimedAttribute(TransactionAttribute attribute, int seconds) {
			super(attribute);
			this.seconds = seconds;
		}

		@Override
		public int getTimeout() {
			return this.seconds;
		}

	}

}
