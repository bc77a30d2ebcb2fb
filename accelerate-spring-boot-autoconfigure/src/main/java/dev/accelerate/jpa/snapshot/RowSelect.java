package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.accelerate.snapshot.Node;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.QueryFlushMode;
import org.hibernate.query.SelectionQuery;
import org.hibernate.type.BasicType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.EntityType;
import org.hibernate.type.ManyToOneType;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Query for what the database has now, to be compared with what came from the cache. It
 * selects plain values: no entity is loaded, and no callback runs. Each row begins with a
 * number of no meaning, so that it is an array even if there is one column.
 */
final class RowSelect {

	private final MappingRegistry registry;

	private final List<RowColumn> columns = new ArrayList<>();

	private final String from;

	private final StringBuilder joins = new StringBuilder();

	/**
	 * Creates a query without columns.
	 * @param from where it selects from
	 */
	RowSelect(MappingRegistry registry, String from) {
		this.registry = registry;
		this.from = from;
	}

	/**
	 * Returns the number of columns so far.
	 */
	int size() {
		return this.columns.size();
	}

	void add(RowColumn column) {
		this.columns.add(column);
	}

	/**
	 * Adds the columns of an attribute.
	 * @param path the attribute, as the query names it
	 */
	void add(String path, ValueMapping mapping) {
		Type type = mapping.type();
		if (isNoColumn(type)) {
			return;
		}
		if (type instanceof ComponentType component) {
			String[] names = component.getPropertyNames();
			for (int i = 0; i < names.length; i++) {
				add(path + "." + quoted(names[i]), mapping.parts()[i]);
			}
		}
		else if (type instanceof EntityType association) {
			EntityPersister target = this.registry.mappingOf(association.getAssociatedEntityName()).persister();
			String alias = path;
			if (path.indexOf('.') > 0) {
				alias = "j" + this.columns.size();
				this.joins.append(" left join ").append(path).append(' ').append(alias);
			}
			String id = "id(" + alias + ")";
			boolean mayBeHidden = !alias.equals(path) && hasForeignKey(association) && !association.isNullable()
					&& target.getIdentifierType() instanceof BasicType<?>;
			this.columns.add(new RowColumn(mayBeHidden ? "coalesce(" + id + ", fk(" + path + "))" : id,
					target.getIdentifierType(), null));
		}
		else {
			this.columns.add(new RowColumn(path, type, mapping));
		}
	}

	/**
	 * Returns whether the row itself has the identifier of an associated entity. A
	 * restriction may hide that entity.
	 */
	private static boolean hasForeignKey(EntityType association) {
		return association instanceof ManyToOneType && association.isReferenceToPrimaryKey();
	}

	private static boolean isNoColumn(Type type) {
		return type.isCollectionType() || type instanceof OneToOneType || type.isAnyType();
	}

	/**
	 * Takes the values that the query would return out of the state of an attribute.
	 */
	void flatten(@Nullable Object value, ValueMapping mapping, SessionImplementor session,
			Consumer<@Nullable Object> row) {
		Type type = mapping.type();
		if (isNoColumn(type)) {
			return;
		}
		if (type instanceof ComponentType) {
			ValueMapping[] parts = mapping.parts();
			for (int i = 0; i < parts.length; i++) {
				Object part = (value instanceof Node.EmbeddableNode embeddable) ? embeddable.values()[i] : value;
				flatten(part, parts[i], session, row);
			}
		}
		else if (value instanceof Node.ReferenceNode reference) {
			row.accept(reference.id());
		}
		else if (value instanceof Node.EntityNode entity) {
			row.accept(
					NodeIdentifiers.of(entity, this.registry.mappingOf(entity.entityName()), this.registry, session));
		}
		else {
			row.accept(value);
		}
	}

	/**
	 * Returns a name in a form in which no name is a keyword of the query language.
	 */
	static String quoted(String name) {
		return '`' + name + '`';
	}

	private String text(String condition) {
		StringBuilder text = new StringBuilder("select 1");
		this.columns.forEach((column) -> text.append(", ").append(column.path()));
		return text.append(this.from).append(this.joins).append(condition).toString();
	}

	/**
	 * Returns whether Hibernate understands the query.
	 */
	boolean isPossible() {
		try {
			this.registry.sessionFactory().getQueryEngine().getHqlTranslator().translate(text(""), Object[].class);
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Returns what the query returns. The mode that keeps it from flushing the session is
	 * to be replaced by one that older versions of Hibernate do not have.
	 */
	@SuppressWarnings("removal")
	List<Object[]> rows(SessionImplementor session, String condition, String name, Object parameter) {
		SelectionQuery<Object[]> query = session.createSelectionQuery(text(condition), Object[].class)
			.setQueryFlushMode(QueryFlushMode.NO_FLUSH);
		if (parameter instanceof List<?> several) {
			query.setParameterList(name, several);
		}
		else {
			query.setParameter(name, parameter);
		}
		return new ArrayList<>(query.getResultList());
	}

	/**
	 * Returns whether a row has the expected values.
	 */
	boolean isSame(@Nullable Object[] row, @Nullable Object[] expected) {
		for (int i = 0; i < this.columns.size(); i++) {
			if (!this.columns.get(i).isSame(row[i + 1], expected[i])) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns a hash of a row, which is the same for the same values.
	 * @param offset where its values begin
	 */
	int hash(@Nullable Object[] row, int offset) {
		int hash = 0;
		for (int i = 0; i < this.columns.size(); i++) {
			Object value = row[i + offset];
			hash = 31 * hash + ((value != null) ? this.columns.get(i).type().getHashCode(value) : 0);
		}
		return hash;
	}

}
