package dev.accelerate.repository;

import java.lang.reflect.Method;

import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.core.PlannedTables;
import dev.accelerate.invalidation.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Tables of a method that are known at startup.
 */
final class PlanTables {

	private PlanTables() {
	}

	/**
	 * Return the tables of a method without a strategy.
	 */
	static PlannedTables of(Method method, RepositoryScope scope, boolean invalidateOnWrite) {
		return new PlannedTables(() -> tables(scope.unit(), scope.repository().getDomainType()), false,
				isCustom(method, scope), invalidateOnWrite);
	}

	/**
	 * Return the tables of a method with a strategy: those of the repository's entity,
	 * and of what the strategy depends on.
	 */
	static PlannedTables of(DeclaredStrategy strategy, Method method, RepositoryScope scope,
			boolean invalidateOnWrite) {
		return new PlannedTables(() -> own(strategy, scope), !strategy.dependsOn().isEmpty(), isCustom(method, scope),
				invalidateOnWrite && strategy.invalidateOnWrite());
	}

	private static Tables own(DeclaredStrategy strategy, RepositoryScope scope) {
		Tables own = tables(scope.unit(), scope.repository().getDomainType());
		for (Class<?> entity : strategy.dependsOn()) {
			own = own.and(tables(scope.unit(), entity));
		}
		return own;
	}

	/**
	 * Refuse what is no entity of the persistence unit.
	 */
	static @Nullable Refusal check(DeclaredStrategy strategy, RepositoryScope scope) {
		for (Class<?> entity : strategy.dependsOn()) {
			if (scope.unit().tables(entity) == null) {
				return new Refusal("it depends on " + entity.getName() + ", which is no entity of its persistence unit",
						"Name entity classes in dependsOn");
			}
		}
		return null;
	}

	private static boolean isCustom(Method method, RepositoryScope scope) {
		return !scope.eligibility().isQueryOrCrud(method);
	}

	private static Tables tables(PersistenceUnit unit, Class<?> entity) {
		Tables tables = unit.tables(entity);
		return (tables != null) ? tables : Tables.NONE;
	}

}
