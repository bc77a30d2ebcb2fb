package dev.accelerate.jpa.rows;

import java.util.List;
import java.util.Set;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one entity and its subclasses, which have one identifier.
 *
 * @param table the plain name of the table that has the identifier
 * @param tables the plain names of all tables of the hierarchy
 * @param forms the forms of the columns of the identifier
 * @param mapped the fingerprint of the mapping that the marks of these tables rest on
 * @param lookups the lookups of the rows
 */
public record HierarchyRows(String table, Set<String> tables, List<KeyForm> forms, long mapped, Lookups lookups) {

	/**
	 * Returns the fingerprint of what the marks rest on at present.
	 */
	long fingerprint() {
		return fingerprint(this.lookups.present());
	}

	/**
	 * Returns the fingerprint of what the marks rest on with some lookups.
	 */
	long fingerprint(Lookups.Present lookups) {
		return this.mapped + lookups.fingerprint();
	}

	/**
	 * Returns whether several identifiers may have one mark.
	 * @return whether the forms of identifiers leave something out
	 */
	public boolean isFolded() {
		return this.forms.contains(KeyForm.TEXT) || this.forms.contains(KeyForm.NAME);
	}

	/**
	 * Returns the mark of the row with an identifier.
	 * @param values the values of the columns of the identifier, in the order of the
	 * mapping, as they are bound
	 * @return the mark, or {@code null} if the identifier has no canonical form
	 */
	public @Nullable Long mark(List<? extends @Nullable Object> values) {
		CanonicalKey key = new CanonicalKey(this.forms);
		values.forEach(key::add);
		return key.mark(this.table);
	}

	/**
	 * Returns the mark of the row of an entity.
	 * @param persister the persister of the entity
	 * @param id its identifier
	 * @param session a session of the same unit
	 * @return the mark, or {@code null} if the identifier has no canonical form
	 */
	@Nullable Long mark(EntityPersister persister, Object id, SharedSessionContractImplementor session) {
		return find(persister, id, session);
	}

	/**
	 * Returns the mark of the row of an entity.
	 * @param persister the persister of the entity
	 * @param id its identifier
	 * @return the mark, or {@code null} if the identifier has no canonical form
	 */
	public @Nullable Long mark(EntityPersister persister, Object id) {
		return find(persister, id, null);
	}

	private @Nullable Long find(EntityPersister persister, Object id,
			@Nullable SharedSessionContractImplementor session) {
		CanonicalKey key = new CanonicalKey(this.forms);
		persister.getIdentifierMapping().forEachJdbcValue(id, (index, value, type) -> key.add(value), session);
		return key.mark(this.table);
	}

}
