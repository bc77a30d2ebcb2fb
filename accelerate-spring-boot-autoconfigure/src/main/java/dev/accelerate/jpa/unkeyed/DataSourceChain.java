package dev.accelerate.jpa.unkeyed;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.Advised;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Finder of a data source and of all those that it is made of: what proxies and wrappers
 * stand for, and what else they keep in a field. None is asked for what it wraps, because
 * one that routes would have to choose.
 */
public final class DataSourceChain {

	private DataSourceChain() {
	}

	/**
	 * Returns the parts of a data source, itself first.
	 */
	public static List<DataSource> of(@Nullable DataSource dataSource) {
		List<DataSource> parts = new ArrayList<>();
		Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Object> open = new ArrayDeque<>();
		add(open, dataSource);
		while (!open.isEmpty()) {
			Object next = open.remove();
			if (!visited.add(next)) {
				continue;
			}
			if (next instanceof DataSource part) {
				parts.add(part);
			}
			if (next instanceof Advised advised) {
				add(open, target(advised.getTargetSource()));
			}
			else if (Proxy.isProxyClass(next.getClass())) {
				add(open, Proxy.getInvocationHandler(next));
			}
			else {
				if (next instanceof DelegatingDataSource delegating) {
					add(open, delegating.getTargetDataSource());
				}
				addFields(open, next);
			}
		}
		return parts;
	}

	private static void add(Deque<Object> open, @Nullable Object next) {
		if (next != null) {
			open.add(next);
		}
	}

	private static @Nullable Object target(TargetSource source) {
		try {
			return source.getTarget();
		}
		catch (Exception ex) {
			return null;
		}
	}

	private static void addFields(Deque<Object> open, Object owner) {
		for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers()) && mayHoldDataSource(field.getType())) {
					add(open, dataSource(field, owner));
				}
			}
		}
	}

	/**
	 * Not every wrapper declares what it wraps as what it is.
	 */
	private static boolean mayHoldDataSource(Class<?> type) {
		return DataSource.class.isAssignableFrom(type) || type.isAssignableFrom(DataSource.class);
	}

	private static @Nullable Object dataSource(Field field, Object owner) {
		try {
			field.setAccessible(true);
			return (field.get(owner) instanceof DataSource found) ? found : null;
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			// Not open to reflection, as what belongs to the platform.
			return null;
		}
	}

}
