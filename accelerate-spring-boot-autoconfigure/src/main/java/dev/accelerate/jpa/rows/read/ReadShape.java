package dev.accelerate.jpa.rows.read;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.hibernate.persister.entity.EntityPersister;

/**
 * What a query selects: rows of one entity, by conditions that must all hold and that
 * look at nothing but the columns of the row.
 *
 * @param entity the entity
 * @param equalities the paths that are compared with values, with these values
 * @param others whether there are other conditions
 * @param limited whether it selects no more than some number of rows
 * @param skipping whether rows that are not in the result matter, because it begins after
 * some, or has a share of all
 * @param entities whether it returns the entities, and not only how many there are
 * @param fetches what it fetches besides
 */
record ReadShape(EntityPersister entity, Map<String, ValueSource> equalities, boolean others, boolean limited,
		boolean skipping, boolean entities, Fetches fetches) {

	ReadShape {
		equalities = Collections.unmodifiableMap(new LinkedHashMap<>(equalities));
	}

}
