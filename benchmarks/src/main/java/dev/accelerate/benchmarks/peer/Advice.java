package dev.accelerate.benchmarks.peer;

import dev.accelerate.benchmarks.domain.UserQueries;
import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.framework.ProxyFactory;

/**
 * One advice of Spring AOP around the queries.
 */
final class Advice {

	private Advice() {
	}

	static UserQueries around(UserQueries target, MethodInterceptor advice) {
		ProxyFactory proxy = new ProxyFactory(UserQueries.class, advice);
		proxy.setTarget(target);
		return (UserQueries) proxy.getProxy(UserQueries.class.getClassLoader());
	}

}
