package dev.accelerate.jpa.rows;

import java.util.Set;
import java.util.stream.Stream;

import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.MutationCoordinator;

/**
 * Coordinators of Hibernate that write the rows of an entity and nothing else. Others
 * keep a history of the rows in the same table or in another one. Some of their names
 * exist in one version of Hibernate only.
 */
final class Coordinators {

	private static final String PACKAGE = MutationCoordinator.class.getPackageName() + ".";

	private static final Set<String> UNDERSTOOD = Set.of("InsertCoordinatorStandard", "UpdateCoordinatorStandard",
			"UpdateCoordinatorNoOp", "DeleteCoordinatorStandard", "DeleteCoordinatorSoft", "MergeCoordinator",
			"MergeCoordinatorStandard");

	private Coordinators() {
	}

	/**
	 * Returns whether every row that a write of an entity changes has its identifier.
	 */
	static boolean areUnderstood(EntityPersister entity) {
		return Stream
			.of(entity.getInsertCoordinator(), entity.getUpdateCoordinator(), entity.getDeleteCoordinator(),
					entity.getMergeCoordinator())
			.filter((coordinator) -> coordinator != null)
			.map((coordinator) -> coordinator.getClass().getName())
			.allMatch((name) -> name.startsWith(PACKAGE) && UNDERSTOOD.contains(name.substring(PACKAGE.length())));
	}

}
