package dev.accelerate.strategy;

import java.lang.reflect.Method;

import dev.accelerate.core.QueryPlan;

/**
 * Method that is cached, with its plan and the strategy that it was made of.
 *
 * @param repository the interface of its repository
 * @param method the method
 * @param strategy its strategy
 * @param plan its plan
 */
public record PlannedMethod(Class<?> repository, Method method, DeclaredStrategy strategy, QueryPlan plan) {

	/**
	 * Returns the name of the method, with its repository and the types of its
	 * parameters.
	 * @return the name that messages show
	 */
	public String fullName() {
		return MethodIdentity.full(this.method, this.repository);
	}

}
