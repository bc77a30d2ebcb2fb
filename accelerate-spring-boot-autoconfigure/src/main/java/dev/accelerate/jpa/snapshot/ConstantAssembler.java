package dev.accelerate.jpa.snapshot;

import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

import org.jspecify.annotations.Nullable;

/**
 * {@link EntityAssembler} by method handles that are constants. It is never used itself:
 * a hidden copy of it is defined for every class that is assembled, with the handles of
 * that class as its data.
 */
final class ConstantAssembler extends EntityAssembler {

	private static final MethodHandle INSTANTIATE = handle(0);

	private static final MethodHandle FILL = handle(1);

	private static MethodHandle handle(int index) {
		try {
			return MethodHandles.classDataAt(MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, MethodHandle.class,
					index);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("A class may ask for its own data", ex);
		}
	}

	@Override
	Object instantiate() {
		try {
			return (Object) INSTANTIATE.invokeExact();
		}
		catch (Throwable ex) {
			throw failure(ex);
		}
	}

	@Override
	void fill(Object instance, @Nullable Object id, @Nullable Object[] values) {
		try {
			FILL.invokeExact(instance, id, values);
		}
		catch (Throwable ex) {
			throw failure(ex);
		}
	}

	private static RuntimeException failure(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		return (failure instanceof RuntimeException runtime) ? runtime
				: new IllegalStateException("An instance could not be built", failure);
	}

}
