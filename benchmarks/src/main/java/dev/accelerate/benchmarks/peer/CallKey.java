package dev.accelerate.benchmarks.peer;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/**
 * Key of a call, as one would write it by hand.
 *
 * @param method the name of the method
 * @param arguments the arguments
 */
record CallKey(String method, List<Object> arguments) {

	static CallKey of(Method method, Object[] arguments) {
		return new CallKey(method.getName(),
				(arguments.length == 1) ? List.of(arguments[0]) : Arrays.asList(arguments));
	}

}
