package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.core.PlannedTables;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.sql.TableDirectory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.QueryHints;

/**
 * Factory of the tables of methods that are known at startup.
 */
final class PlannedTablesFactory {

	/**
	 * Hint that tells Hibernate which tables a native query reads.
	 */
	private static final String NATIVE_SPACES = "org.hibernate.query.native.spaces";

	private PlannedTablesFactory() {
	}

	/**
	 * Returns the tables of a method without a strategy.
	 */
	static PlannedTables of(Method method, RepositoryScope scope, boolean invalidateOnWrite) {
		List<String> hinted = hinted(method);
		return new PlannedTables(() -> tables(scope).and(named(hinted, scope)), !hinted.isEmpty(),
				isCustom(method, scope), invalidateOnWrite);
	}

	/**
	 * Returns the tables of a method with a strategy: those of the repository's entity,
	 * and those that the strategy depends on.
	 */
	static PlannedTables of(DeclaredStrategy strategy, Method method, RepositoryScope scope,
			boolean invalidateOnWrite) {
		List<String> names = Stream.concat(strategy.dependsOnTables().stream(), hinted(method).stream()).toList();
		boolean declared = !strategy.dependsOn().isEmpty() || !names.isEmpty();
		return new PlannedTables(() -> own(strategy, scope).and(named(names, scope)), declared, isCustom(method, scope),
				invalidateOnWrite && strategy.invalidateOnWrite());
	}

	private static Tables own(DeclaredStrategy strategy, RepositoryScope scope) {
		Tables own = tables(scope);
		for (Class<?> entity : strategy.dependsOn()) {
			own = own.and(tables(scope.unit(), entity));
		}
		return own;
	}

	/**
	 * Explains which declared dependency is not an entity of the persistence unit, or not
	 * a table of any database, or returns {@code null} if all are.
	 */
	static @Nullable Refusal check(DeclaredStrategy strategy, RepositoryScope scope) {
		for (Class<?> entity : strategy.dependsOn()) {
			if (scope.unit().tables(entity) == null) {
				return new Refusal(
						"it depends on " + entity.getName() + ", which is not an entity of its persistence unit",
						"Name entity classes in dependsOn");
			}
		}
		return checkTables(strategy.dependsOnTables(), scope.unit());
	}

	/**
	 * Explains which name is not that of a table. Any name is accepted if it is not known
	 * which tables there are.
	 */
	private static @Nullable Refusal checkTables(List<String> names, PersistenceUnit unit) {
		if (names.stream().anyMatch(String::isBlank)) {
			return new Refusal("dependsOnTables contains a blank name", "Name tables in dependsOnTables");
		}
		Set<String> known = names.isEmpty() ? Set.of() : unit.knownTables(names);
		for (String name : names) {
			String plain = TableDirectory.plainName(name);
			if (!known.isEmpty() && !known.contains(plain)) {
				return new Refusal("it depends on the table '" + name + "', which no database of the application has",
						"Correct the name in dependsOnTables. The nearest are " + NearestNames.of(plain, known));
			}
		}
		return null;
	}

	private static Tables named(List<String> names, RepositoryScope scope) {
		return names.isEmpty() ? Tables.NONE : scope.unit().tables(names);
	}

	/**
	 * Returns the tables that a hint adds to those that a native query names.
	 */
	private static List<String> hinted(Method method) {
		QueryHints hints = AnnotatedElementUtils.findMergedAnnotation(method, QueryHints.class);
		return (hints == null) ? List.of()
				: Arrays.stream(hints.value())
					.filter((hint) -> hint.name().equals(NATIVE_SPACES))
					.flatMap((hint) -> Arrays.stream(hint.value().split("[,\\s]+")))
					.filter((name) -> !name.isBlank())
					.toList();
	}

	private static boolean isCustom(Method method, RepositoryScope scope) {
		return !scope.methodKind().isQueryOrCrud(method);
	}

	private static Tables tables(RepositoryScope scope) {
		return tables(scope.unit(), scope.repository().getDomainType());
	}

	private static Tables tables(PersistenceUnit unit, Class<?> entity) {
		Tables tables = unit.tables(entity);
		return (tables != null) ? tables : Tables.NONE;
	}

}
