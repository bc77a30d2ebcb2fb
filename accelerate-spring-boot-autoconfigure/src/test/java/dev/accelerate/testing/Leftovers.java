package dev.accelerate.testing;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Stream;

import org.h2.engine.Database;
import org.h2.engine.Engine;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * What a test class leaves behind in its JVM, which later classes run in as well. It is
 * released after the class, because hundreds of classes would fill the heap: static
 * fields hold closed applications, and H2 holds databases that nothing uses any more.
 */
public final class Leftovers implements AfterAllCallback {

	/**
	 * Databases of applications that Spring keeps for later classes.
	 */
	private static final Set<Database> KEPT = Collections.newSetFromMap(new WeakHashMap<>());

	@Override
	public void afterAll(ExtensionContext context) throws IllegalAccessException {
		if (!context.getEnclosingTestClasses().isEmpty()) {
			return;
		}
		Class<?> type = context.getRequiredTestClass();
		forget(type);
		if (AnnotatedElementUtils.hasAnnotation(type, BootstrapWith.class)) {
			KEPT.addAll(unused());
		}
		else {
			closeUnused();
		}
	}

	static void closeUnused() {
		unused().forEach((database) -> ReflectionTestUtils.invokeMethod(database, "close"));
	}

	/**
	 * Forgets what a class and those inside it hold in static fields that are not final,
	 * nor still to be closed.
	 */
	static void forget(Class<?> type) throws IllegalAccessException {
		for (Field field : type.getDeclaredFields()) {
			int modifiers = field.getModifiers();
			if (Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers) && !field.getType().isPrimitive()
					&& !field.isAnnotationPresent(AutoClose.class)) {
				field.setAccessible(true);
				field.set(null, null);
			}
		}
		for (Class<?> member : type.getDeclaredClasses()) {
			forget(member);
		}
	}

	/**
	 * Returns the databases in memory that no session uses. They outlive their last one
	 * if their URL says so, as that of Spring Boot's embedded databases does.
	 */
	private static List<Database> unused() {
		Map<?, ?> open = (Map<?, ?>) ReflectionTestUtils.getField(Engine.class, "DATABASES");
		Collection<?> holders;
		synchronized (open) {
			holders = List.copyOf(open.values());
		}
		return holders.stream()
			.flatMap((holder) -> Stream.ofNullable((Database) ReflectionTestUtils.getField(holder, "database")))
			.filter((database) -> !database.isPersistent() && database.getSessions(false).length == 0)
			.filter((database) -> !KEPT.contains(database))
			.toList();
	}

}
