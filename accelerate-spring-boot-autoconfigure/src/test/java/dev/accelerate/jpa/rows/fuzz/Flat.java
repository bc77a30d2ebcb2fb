package dev.accelerate.jpa.rows.fuzz;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.accelerate.jpa.rows.domain.PersonRepository;
import dev.accelerate.jpa.rows.domain.Specials;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Slice;

/**
 * Text of a result: its shape, and every entity in it that is loaded, once. Two results
 * with the same text show the same rows. What has no order is sorted.
 */
final class Flat {

	private final MappingMetamodelImplementor mappings;

	private final boolean ordered;

	private final Map<String, String> entities = new TreeMap<>();

	private Flat(MappingMetamodelImplementor mappings, boolean ordered) {
		this.mappings = mappings;
		this.ordered = ordered;
	}

	/**
	 * Returns the text of a result.
	 * @param ordered whether the query says in which order its rows are
	 */
	static String of(@Nullable Object result, boolean ordered, SessionFactoryImplementor factory) {
		Flat flat = new Flat(factory.getMappingMetamodel(), ordered);
		String shape = flat.shape(result, !ordered);
		return flat.entities.isEmpty() ? shape : shape + ' ' + flat.entities;
	}

	private String shape(@Nullable Object value, boolean sorted) {
		if (value == null) {
			return "null";
		}
		if (value instanceof Optional<?> optional) {
			return shape(optional.orElse(null), false);
		}
		if (value instanceof Page<?> page) {
			return page.getTotalElements() + " of which " + shape(page.getContent(), !this.ordered);
		}
		if (value instanceof Slice<?> slice) {
			return shape(slice.getContent(), !this.ordered) + (slice.hasNext() ? " and more" : "");
		}
		LazyInitializer lazy = HibernateProxy.extractLazyInitializer(value);
		if (lazy != null && lazy.isUninitialized()) {
			return "lazy " + simple(lazy.getEntityName()) + '#' + lazy.getInternalIdentifier();
		}
		if (!Hibernate.isInitialized(value)) {
			return "lazy";
		}
		if (value instanceof Map<?, ?> map) {
			return new TreeMap<>(map).toString();
		}
		if (value instanceof Collection<?> elements) {
			List<String> texts = new ArrayList<>(elements.size());
			elements.forEach((element) -> texts.add(shape(element, false)));
			if (sorted) {
				Collections.sort(texts);
			}
			return texts.toString();
		}
		if (value instanceof Object[] row) {
			List<String> texts = new ArrayList<>(row.length);
			for (Object column : row) {
				texts.add(shape(column, false));
			}
			return texts.toString();
		}
		return single(Hibernate.unproxy(value));
	}

	private String single(Object value) {
		if (value instanceof PersonRepository.NameView view) {
			return view.getId() + " " + view.getName();
		}
		if (value instanceof PersonRepository.OpenView view) {
			return view.getLabel();
		}
		if (value instanceof PersonRepository.NestedView view) {
			return view.getEmail() + " at " + ((view.getCompany() != null) ? view.getCompany().getName() : "none");
		}
		EntityPersister persister = this.mappings.findEntityDescriptor(value.getClass());
		if (persister == null) {
			return embedded(value);
		}
		String key = simple(persister.getEntityName()) + '#'
				+ persister.getIdentifier(value, (SharedSessionContractImplementor) null);
		if (this.entities.putIfAbsent(key, "") == null) {
			this.entities.put(key, attributes(persister, value));
		}
		return key;
	}

	private String attributes(EntityPersister persister, Object entity) {
		StringBuilder text = new StringBuilder();
		persister.forEachAttributeMapping((attribute) -> text.append(attribute.getAttributeName())
			.append('=')
			.append(shape(persister.getValue(entity, attribute.getStateArrayPosition()), isUnordered(attribute)))
			.append(' '));
		if (entity instanceof Specials.Called called) {
			text.append("of ").append(called.all);
		}
		return text.toString();
	}

	private String embedded(Object value) {
		if (value instanceof dev.accelerate.jpa.rows.domain.People.Address address) {
			return address.street + " of " + shape(address.owner, false);
		}
		return value.toString();
	}

	private static boolean isUnordered(AttributeMapping attribute) {
		return attribute instanceof PluralAttributeMapping plural && plural.getIndexDescriptor() == null
				&& plural.getOrderByFragment() == null
				|| attribute.getJavaType().getJavaTypeClass() == Set.class
						&& !((PluralAttributeMapping) attribute).getCollectionDescriptor().hasOrdering();
	}

	private static String simple(String name) {
		return name.substring(Math.max(name.lastIndexOf('$'), name.lastIndexOf('.')) + 1);
	}

}
