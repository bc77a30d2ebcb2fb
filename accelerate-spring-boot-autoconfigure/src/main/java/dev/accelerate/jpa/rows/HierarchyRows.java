package dev.accelerate.jpa.rows;

import java.util.List;
import java.util.Set;

import dev.accelerate.invalidation.RowMark;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one entity and its subclasses, which have one identifier.
 *
 * @param table the plain name of the table that has the identifier
 * @param tables the plain names of all tables of the hierarchy
 * @param fingerprint the fingerprint of what the marks of the rows rest on
 */
public record HierarchyRows(String table, Set<String> tables, long fingerprint) {

	/**
	 * Returns the mark of the row with an identifier, or {@code null} if that has no
	 * canonical form.
	 * @param values the values of the columns of the identifier, in the order of the
	 * mapping
	 */
	@Nullable Long mark(List<@Nullable Object> values) {
		CanonicalKey key = new CanonicalKey();
		values.forEach(key::add);
		return key.isKnown() ? RowMark.row(this.table, key.hash()) : null;
	}

	/**
	 * Returns the mark of the row of an entity, or {@code null} if its identifier has no
	 * canonical form.
	 */
	@Nullable Long mark(EntityPersister persister, Object id, @Nullable SharedSessionContractImplementor session) {
		CanonicalKey key = new CanonicalKey();
		persister.getIdentifierMapping().forEachJdbcValue(id, (index, value, type) -> key.add(value), session);
		return key.isKnown() ? RowMark.row(this.table, key.hash()) : null;
	}

	/**
	 * Returns the mark of the row of an entity, or {@code null} if its identifier has no
	 * canonical form.
	 * @param persister the entity
	 * @param id its identifier
	 */
	public @Nullable Long mark(EntityPersister persister, Object id) {
		return mark(persister, id, null);
	}

}
