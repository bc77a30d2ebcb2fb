package dev.accelerate;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Result of a read together with the information on how it was answered. It can be the
 * return type of a query method, or the outcome of
 * {@link AccelerateOperations#withAccelerateInfo(java.util.function.Supplier)}.
 *
 * @param <T> the type of the result
 * @param data the result; {@code null} where the query itself would return {@code null}
 * @param info how the result was answered, never {@code null}
 */
public record Accelerated<T extends @Nullable Object>(T data, AccelerateInfo info) {

	public Accelerated {
		Objects.requireNonNull(info, "'info' must not be null");
	}

}
