package dev.accelerate.jpa.rows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Mappings for tests.
 */
public final class RowMappings {

	private RowMappings() {
	}

	/**
	 * Returns which rows of a persistence unit can be told apart.
	 */
	public static RowMapping of(SessionFactoryImplementor sessionFactory) {
		return new RowMappingBuilder(sessionFactory).build();
	}

	/**
	 * Returns the marks by which lookups of up to three columns, if there are any, know
	 * writes to other columns of rows whose values are not known.
	 */
	public static Set<Long> unknownContents(SessionFactoryImplementor sessionFactory) {
		RowMapping mapping = of(sessionFactory);
		Set<Long> marks = new HashSet<>();
		sessionFactory.getMappingMetamodel().forEachEntityDescriptor((persister) -> {
			HierarchyRows rows = mapping.of(persister);
			if (rows != null) {
				SortedSet<Lookup.Column> columns = new TreeSet<>();
				persister.forEachAttributeMapping((attribute) -> {
					Lookup.Column column = mapping.column(attribute);
					if (column != null) {
						columns.add(column);
					}
				});
				addContents(marks, rows.table(), List.of(), columns);
			}
		});
		return marks;
	}

	private static void addContents(Set<Long> marks, String table, List<Lookup.Column> some,
			SortedSet<Lookup.Column> others) {
		for (Lookup.Column next : others) {
			List<Lookup.Column> longer = new ArrayList<>(some);
			longer.add(next);
			marks.add(new Lookup(table, longer).unknownContents());
			if (longer.size() < 3) {
				SortedSet<Lookup.Column> after = new TreeSet<>(others.tailSet(next));
				after.remove(next);
				addContents(marks, table, longer, after);
			}
		}
	}

}
