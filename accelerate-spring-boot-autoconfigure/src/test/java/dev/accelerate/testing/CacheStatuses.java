package dev.accelerate.testing;

import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;

import org.springframework.beans.factory.BeanFactory;

/**
 * Statuses of calls whose results a test does not look at.
 */
public final class CacheStatuses {

	private CacheStatuses() {
	}

	/**
	 * Makes a call and returns how it was answered.
	 * @param application the running application, which has one cache
	 * @param call the call of a repository
	 * @return the status of its result
	 */
	public static CacheStatus statusOf(BeanFactory application, Supplier<?> call) {
		return statusOf(application.getBean(AccelerateOperations.class), call);
	}

	/**
	 * Makes a call and returns how it was answered.
	 * @param accelerate the operations of the cache
	 * @param call the call of a repository
	 * @return the status of its result
	 */
	public static CacheStatus statusOf(AccelerateOperations accelerate, Supplier<?> call) {
		return accelerate.withAccelerateInfo(call::get).info().cacheStatus();
	}

}
