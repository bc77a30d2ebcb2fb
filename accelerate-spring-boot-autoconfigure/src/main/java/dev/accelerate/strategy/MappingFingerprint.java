package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;

import dev.accelerate.snapshot.EntitySnapshots;
import dev.accelerate.snapshot.ValueClassShapes;
import dev.accelerate.snapshot.ValueClasses;

import org.springframework.core.ResolvableType;

/**
 * Fingerprint of the mapping of what a method reads. It differs where another version of
 * the application maps an entity to other columns or types, or returns other classes, so
 * that two versions share no result they would understand differently.
 */
final class MappingFingerprint {

	private static final int BYTES = 16;

	private MappingFingerprint() {
	}

	/**
	 * Returns the fingerprint of a method. A method whose name and types do not tell
	 * which entities it reads has that of all entities of its persistence unit.
	 */
	static String of(Method method, RepositoryScope scope) {
		EntitySnapshots entities = scope.unit().entities();
		ResolvableType result = StrategyChecks.resultType(method, scope);
		Set<Class<?>> roots = new HashSet<>();
		if (scope.methodKind().isToldByTypes(method)) {
			roots.add(scope.repository().getDomainType());
			addEntities(result, entities, roots);
		}
		ValueClasses classes = new ValueClasses(entities::isEntity);
		classes.add(result);
		return digest(entities.describeMapping(roots) + "\nresult\n" + ValueClassShapes.describe(classes.found()));
	}

	private static void addEntities(ResolvableType type, EntitySnapshots entities, Set<Class<?>> roots) {
		Stream.of(type.getGenerics()).forEach((generic) -> addEntities(generic, entities, roots));
		if (entities.isEntity(type.toClass())) {
			roots.add(type.toClass());
		}
	}

	private static String digest(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
