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

import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.Advised;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Finder of the data sources that a data source, or a connection provider for tenants, is
 * made of: itself, the targets of proxies and wrappers, and what they keep in fields. No
 * data source is asked what it wraps, because a routing one would have to choose.
 */
public final class DataSourceChain {

	private DataSourceChain() {
	}

	/**
	 * Returns the parts of the data sources that Hibernate connects by. There are none if
	 * it connects in another way.
	 */
	public static List<DataSource> of(SessionFactoryImplementor sessionFactory) {
		List<DataSource> parts = of(connected(sessionFactory));
		parts.addAll(from(sessionFactory.getServiceRegistry().getService(MultiTenantConnectionProvider.class)));
		return parts;
	}

	/**
	 * Returns the parts of a data source, itself first.
	 */
	public static List<DataSource> of(@Nullable DataSource dataSource) {
		return from(dataSource);
	}

	private static List<DataSource> from(@Nullable Object start) {
		List<DataSource> parts = new ArrayList<>();
		Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Object> open = new ArrayDeque<>();
		add(open, start);
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

	/**
	 * Returns the data source that Hibernate connects by, or {@code null} if it connects
	 * in another way. Spring knows the data source only of a factory that it has set up
	 * itself.
	 */
	static @Nullable DataSource connected(SessionFactoryImplementor sessionFactory) {
		ConnectionProvider connections = sessionFactory.getServiceRegistry().getService(ConnectionProvider.class);
		return (connections != null && connections.isUnwrappableAs(DataSource.class))
				? connections.unwrap(DataSource.class) : null;
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
	 * Returns whether a field of a type may hold a data source. Some wrappers declare
	 * theirs by a supertype.
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
			// Classes of the platform are not open to reflection.
			return null;
		}
	}

}
