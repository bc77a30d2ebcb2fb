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
import java.util.List;

/**
 * Types whose instances may hold a resource, such as a connection or what a transaction
 * made available. Copying the fields of one would share the resource.
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

}
