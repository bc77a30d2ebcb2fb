package dev.accelerate.testing;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.hibernate.Hibernate;

import org.springframework.data.domain.Page;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks over everything that can be reached from a result.
 */
public final class ObjectGraphs {

	private ObjectGraphs() {
	}

	/**
	 * Assert that a change of one result cannot be seen in another.
	 */
	public static void assertNothingMutableIsShared(Object one, Object other) {
		Set<Object> ofOther = mutables(other);
		assertThat(mutables(one))
			.allSatisfy((mutable) -> assertThat(ofOther).as("shares a " + mutable.getClass().getName())
				.noneMatch((candidate) -> candidate == mutable));
	}

	/**
	 * Return every object that can be reached and changed.
	 * @throws IllegalStateException at an object of which it is not known whether it can
	 * be changed
	 */
	public static Set<Object> mutables(Object root) {
		Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Set<Object> mutables = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Object> open = new ArrayDeque<>();
		reach(root, open);
		while (!open.isEmpty()) {
			Object reached = open.pop();
			if (seen.add(reached)) {
				if (!isImmutableItself(reached)) {
					mutables.add(reached);
				}
				if (Hibernate.isInitialized(reached)) {
					reachParts(Hibernate.unproxy(reached), open);
				}
			}
		}
		return mutables;
	}

	private static void reach(Object value, Deque<Object> open) {
		if (value != null && !isLeaf(value.getClass())) {
			open.push(value);
		}
	}

	private static void reachParts(Object whole, Deque<Object> open) {
		if (whole instanceof Optional<?> optional) {
			optional.ifPresent((value) -> reach(value, open));
		}
		else if (whole instanceof Page<?> page) {
			page.getContent().forEach((value) -> reach(value, open));
		}
		else if (whole instanceof Collection<?> collection) {
			collection.forEach((value) -> reach(value, open));
		}
		else if (whole instanceof Map<?, ?> map) {
			map.forEach((key, value) -> {
				reach(key, open);
				reach(value, open);
			});
		}
		else if (whole instanceof Object[] array) {
			Arrays.stream(array).forEach((value) -> reach(value, open));
		}
		else if (Proxy.isProxyClass(whole.getClass())) {
			reachProperties(whole, open);
		}
		else if (!whole.getClass().isArray() && !(whole instanceof Date) && !(whole instanceof Calendar)) {
			reachFields(whole, open);
		}
	}

	private static void reachProperties(Object projection, Deque<Object> open) {
		for (Class<?> type : projection.getClass().getInterfaces()) {
			if (type.getName().startsWith("dev.accelerate.")) {
				for (Method method : type.getMethods()) {
					if (method.getParameterCount() == 0) {
						ReflectionUtils.makeAccessible(method);
						reach(ReflectionUtils.invokeMethod(method, projection), open);
					}
				}
			}
		}
	}

	private static void reachFields(Object whole, Deque<Object> open) {
		if (!whole.getClass().getName().startsWith("dev.accelerate.")) {
			throw new IllegalStateException("Nothing is known of " + whole.getClass());
		}
		ReflectionUtils.doWithFields(whole.getClass(), (field) -> {
			field.setAccessible(true);
			reach(field.get(whole), open);
		}, (field) -> !Modifier.isStatic(field.getModifiers()));
	}

	private static boolean isLeaf(Class<?> type) {
		return ClassUtils.isPrimitiveOrWrapper(type) || Enum.class.isAssignableFrom(type)
				|| List.of(String.class, UUID.class, Class.class, Locale.class).contains(type)
				|| type.getName().startsWith("java.time.") || type.getName().startsWith("java.math.");
	}

	private static boolean isImmutableItself(Object value) {
		if (value instanceof Record || value instanceof Optional) {
			return true;
		}
		if (!value.getClass().getName().startsWith("dev.accelerate.")) {
			return false;
		}
		boolean[] mutable = new boolean[1];
		ReflectionUtils.doWithFields(value.getClass(), (field) -> mutable[0] = true, ObjectGraphs::isMutable);
		return !mutable[0];
	}

	private static boolean isMutable(Field field) {
		return !Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers());
	}

}
