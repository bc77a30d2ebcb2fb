package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.Arrays;

import dev.accelerate.core.Bypass;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttributeSource;
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
	 * Returns the propagation of a method, or {@code null} if it takes calls as they
	 * come.
	 * @param proxy the proxy of its repository, with Spring Data's transactions in it
	 */
	static @Nullable MethodPropagation of(Method method, Class<?> targetClass, Advised proxy) {
		return Arrays.stream(proxy.getAdvisors())
			.map((advisor) -> advisor.getAdvice())
			.filter(TransactionInterceptor.class::isInstance)
			.findFirst()
			.map((advice) -> of(method, targetClass, ((TransactionInterceptor) advice).getTransactionAttributeSource()))
			.orElse(null);
	}

	private static @Nullable MethodPropagation of(Method method, Class<?> targetClass,
			@Nullable TransactionAttributeSource source) {
		TransactionAttribute declared = (source != null) ? source.getTransactionAttribute(method, targetClass) : null;
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
	 * Returns whether a call at this moment fails, or runs in another session.
	 */
	boolean isApart() {
		return (this == AVOIDS_TRANSACTION) == TransactionSynchronizationManager.isActualTransactionActive();
	}

}
