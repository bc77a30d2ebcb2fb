package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.Arrays;

import dev.accelerate.tracking.ThreadSlot;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.util.Assert;

/**
 * {@link TransactionAttributeSource} of one repository that gives a single load another
 * timeout than its method declares. All other calls of the repository get the attributes
 * that they declare.
 */
final class QueryTimeoutAttributeSource implements TransactionAttributeSource {

	private final TransactionAttributeSource declared;

	private final ThreadSlot<QueryTimeout> next;

	private QueryTimeoutAttributeSource(TransactionAttributeSource declared, ThreadSlot<QueryTimeout> next) {
		this.declared = declared;
		this.next = next;
	}

	/**
	 * Creates the source of a repository and puts it into the interceptor of its
	 * transactions.
	 * @param proxy the proxy of the repository, with Spring Data's transactions in it
	 * @param next the slot in which a thread keeps the deadline of the load that it
	 * begins, whichever the repository
	 * @return the source
	 */
	static QueryTimeoutAttributeSource into(Advised proxy, ThreadSlot<QueryTimeout> next) {
		TransactionInterceptor transactions = Arrays.stream(proxy.getAdvisors())
			.map((advisor) -> advisor.getAdvice())
			.filter(TransactionInterceptor.class::isInstance)
			.map(TransactionInterceptor.class::cast)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("Spring Data puts transactions into every repository"));
		TransactionAttributeSource declared = transactions.getTransactionAttributeSource();
		Assert.state(declared != null, "Transactions have attributes");
		QueryTimeoutAttributeSource deadlines = new QueryTimeoutAttributeSource(declared, next);
		transactions.setTransactionAttributeSource(deadlines);
		return deadlines;
	}

	/**
	 * Returns what a method declares, Spring Data's own declarations included.
	 */
	@Nullable TransactionAttribute declared(Method method, Class<?> targetClass) {
		return this.declared.getTransactionAttribute(method, targetClass);
	}

	/**
	 * Runs a load. Its transaction is the next that begins for its method on this thread.
	 */
	@Nullable Object run(QueryTimeout deadline, Load load) throws Throwable {
		QueryTimeout outer = this.next.get();
		this.next.set(deadline);
		try {
			return load.run();
		}
		finally {
			this.next.set(outer);
		}
	}

	@Override
	public @Nullable TransactionAttribute getTransactionAttribute(Method method, @Nullable Class<?> targetClass) {
		QueryTimeout deadline = this.next.get();
		if (deadline == null || deadline.deadlines() != this || !deadline.method().equals(method)) {
			return this.declared.getTransactionAttribute(method, targetClass);
		}
		// If the method calls itself, the inner call takes part in this transaction.
		this.next.set(null);
		return deadline.attribute();
	}

	@Override
	public boolean hasTransactionAttribute(Method method, @Nullable Class<?> targetClass) {
		return this.declared.hasTransactionAttribute(method, targetClass);
	}

	@Override
	public boolean isCandidateClass(Class<?> targetClass) {
		return this.declared.isCandidateClass(targetClass);
	}

	/**
	 * Load to be run.
	 */
	@FunctionalInterface
	interface Load {

		@Nullable Object run() throws Throwable;

	}

}
