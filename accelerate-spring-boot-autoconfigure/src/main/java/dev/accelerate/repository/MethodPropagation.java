package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.Arrays;

import dev.accelerate.core.Bypass;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Propagation of a repository method by which a call fails, or runs in another session
 * than that of its caller, depending on whether there is a transaction.
 */
enum MethodPropagation {

	/**
	 * The call fails without a transaction.
	 */
	NEEDS_TRANSACTION,

	/**
	 * The call fails in a transaction, or suspends it and reads in a session of its own.
	 */
	AVOIDS_TRANSACTION;

	static final Bypass BYPASS = new Bypass("propagation",
			"By its propagation the method fails where it is called, or suspends the transaction of its caller: "
					+ "declare REQUIRED or SUPPORTS");

	/**
	 * Returns the transaction of a method, or {@code null} if it has none.
	 * @param proxy the proxy of its repository, with Spring Data's transactions in it
	 */
	static @Nullable TransactionAttribute transaction(Method method, Class<?> targetClass, Advised proxy) {
		return Arrays.stream(proxy.getAdvisors())
			.map((advisor) -> advisor.getAdvice())
			.filter(TransactionInterceptor.class::isInstance)
			.findFirst()
			.map((advice) -> ((TransactionInterceptor) advice).getTransactionAttributeSource())
			.map((source) -> source.getTransactionAttribute(method, targetClass))
			.orElse(null);
	}

	/**
	 * Returns the propagation of a method, or {@code null} if it takes calls as they
	 * come.
	 * @param declared its transaction, or {@code null} if it has none
	 */
	static @Nullable MethodPropagation of(@Nullable TransactionAttribute declared) {
		if (declared == null) {
			return null;
		}
		return switch (declared.getPropagationBehavior()) {
			case TransactionDefinition.PROPAGATION_MANDATORY -> NEEDS_TRANSACTION;
			case TransactionDefinition.PROPAGATION_NEVER, TransactionDefinition.PROPAGATION_NOT_SUPPORTED,
					TransactionDefinition.PROPAGATION_REQUIRES_NEW ->
				AVOIDS_TRANSACTION;
			default -> null;
		};
	}

	/**
	 * Returns whether a method begins a read-write transaction if none is in progress.
	 * @param declared its transaction, or {@code null} if it has none
	 */
	static boolean beginsReadWrite(@Nullable TransactionAttribute declared) {
		return declared != null && !declared.isReadOnly() && switch (declared.getPropagationBehavior()) {
			case TransactionDefinition.PROPAGATION_REQUIRED, TransactionDefinition.PROPAGATION_REQUIRES_NEW,
					TransactionDefinition.PROPAGATION_NESTED ->
				true;
			default -> false;
		};
	}

	/**
	 * Returns whether a call at this moment fails, or runs in another session.
	 */
	boolean isApart() {
		return (this == AVOIDS_TRANSACTION) == TransactionSynchronizationManager.isActualTransactionActive();
	}

}
