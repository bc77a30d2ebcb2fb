package dev.accelerate.jpa.rows.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/**
 * What a query selects: rows of one entity, by conditions that must all hold and that
 * look at nothing but the columns of the row.
 *
 * @param entity the entity
 * @param equalities the paths that are compared with values, with these values
 * @param paths all paths that it looks at, or that it returns the values of
 * @param others whether there are other conditions
 * @param limited whether it selects no more than some number of rows
 * @param skipping whether rows that are not in the result matter, because it begins after
 * some, or has a share of all
 * @param ordered whether it has an order besides that of a call
 * @param sort the position of the argument that orders the result, or a negative number
 * @param entities whether it returns the entities, and not values of them or how many
 * there are
 * @param fetches what it fetches besides
 */
record ReadShape(EntityPersister entity, Map<String, ValueSource> equalities, Set<String> paths, boolean others,
		boolean limited, boolean skipping, boolean ordered, int sort, boolean entities, Fetches fetches) {

	ReadShape {
		equalities = Collections.unmodifiableMap(new LinkedHashMap<>(equalities));
		paths = Set.copyOf(paths);
	}

	/**
	 * Returns the paths by which a call orders the result.
	 * @return the paths, or {@code null} if they do not all lead to columns of the row
	 */
	@Nullable List<String> order(Object[] arguments) {
		if (this.sort < 0) {
			return List.of();
		}
		Object argument = arguments[this.sort];
		Sort order = (argument instanceof Pageable page) ? page.getSort()
				: (argument instanceof Sort given) ? given : null;
		if (order == null) {
			return null;
		}
		List<String> paths = new ArrayList<>();
		for (Sort.Order each : order) {
			String path = OwnColumns.path(this.entity, each.getProperty());
			if (path == null) {
				return null;
			}
			paths.add(path);
		}
		return paths;
	}

}
