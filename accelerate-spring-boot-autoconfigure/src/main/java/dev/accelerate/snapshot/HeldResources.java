package dev.accelerate.snapshot;

import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Wrapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Types whose instances may hold a resource, such as a connection, or data that only its
 * transaction can read. Copying the fields of one would share the resource.
 */
final class HeldResources {

	private static final List<Class<?>> TYPES = List.of(AutoCloseable.class, Blob.class, Clob.class, SQLXML.class,
			Array.class, Ref.class, RowId.class, Struct.class, Wrapper.class);

	private static final ClassValue<Boolean> HELD = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return Proxy.isProxyClass(type) || TYPES.stream().anyMatch((resource) -> resource.isAssignableFrom(type));
		}

	};

	private HeldResources() {
	}

	static boolean contains(Class<?> type) {
		return HELD.get(type);
	}

	/**
	 * Returns whether a value is such an instance, or one can be reached from it. Copying
	 * the value might use the resource up, as reading a stream does.
	 */
	static boolean isReachableFrom(@Nullable Object value, Set<Object> walked) {
		if (value == null) {
			return false;
		}
		Class<?> type = value.getClass();
		if (contains(type)) {
			return true;
		}
		if (ImmutableTypes.isShareable(value) || CloneableTypes.contains(type) || !walked.add(value)) {
			return false;
		}
		return partsOf(value).anyMatch((part) -> isReachableFrom(part, walked));
	}

	private static Stream<@Nullable Object> partsOf(Object value) {
		if (value instanceof Object[] array) {
			return Arrays.stream(array);
		}
		if (ResultTypes.isApplicationType(value.getClass())) {
			return partsOfFields(value);
		}
		if (value instanceof Map<?, ?> map) {
			return Stream.concat(map.keySet().stream(), map.values().stream());
		}
		return (value instanceof Collection<?> collection) ? collection.stream().map((item) -> item) : Stream.empty();
	}

	private static Stream<@Nullable Object> partsOfFields(Object value) {
		try {
			return Arrays.stream(ValueObjectType.of(value.getClass()).read(value));
		}
		catch (RuntimeException ex) {
			// Where fields are closed to reflection, equals decides.
			return Stream.empty();
		}
	}

}
