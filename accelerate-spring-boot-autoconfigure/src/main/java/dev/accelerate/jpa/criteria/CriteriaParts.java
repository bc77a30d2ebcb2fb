package dev.accelerate.jpa.criteria;

import java.util.Collection;
import java.util.List;

import dev.accelerate.signature.ArgumentParts;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Example;
import org.springframework.data.jpa.convert.QueryByExamplePredicateBuilder;
import org.springframework.data.jpa.domain.PredicateSpecification;
import org.springframework.data.jpa.domain.Specification;

/**
 * {@link ArgumentParts} of criteria. A specification is code, and says what it asks for
 * only when it is called. So it is called as the repository will call it, and the query
 * it makes is written down, with the values in it. A specification that reads the time or
 * the current user makes a different query for each of them.
 */
public final class CriteriaParts implements ArgumentParts {

	private final SessionFactoryImplementor sessionFactory;

	private final Class<?> entity;

	private final List<Class<?>> results;

	/**
	 * Creates the parts of the criteria that one method takes.
	 * @param sessionFactory the factory of the unit's sessions
	 * @param entity the entity that the method queries
	 * @param results the types of results of the queries that the method runs, which a
	 * specification can ask for: the entity itself, or the type of a count
	 */
	public CriteriaParts(SessionFactoryImplementor sessionFactory, Class<?> entity, Collection<Class<?>> results) {
		this.sessionFactory = sessionFactory;
		this.entity = entity;
		this.results = List.copyOf(results);
	}

	@Override
	public boolean supports(Class<?> type) {
		return Specification.class.isAssignableFrom(type) || PredicateSpecification.class.isAssignableFrom(type)
				|| Example.class.isAssignableFrom(type);
	}

	/**
	 * Returns what the queries of some criteria are made of. Criteria that fail have no
	 * parts: what they fail with is for the caller to see when the repository calls them.
	 */
	@Override
	public @Nullable List<@Nullable Object> partsOf(Object argument) {
		Class<?> root = (argument instanceof Example<?> example) ? example.getProbeType() : this.entity;
		CriteriaForm form = new CriteriaForm(this.sessionFactory.getQueryEngine().getSqmFunctionRegistry());
		try {
			for (Class<?> result : this.results) {
				form.write(query(argument, root, (result == this.entity) ? root : result));
			}
			return form.parts();
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private CriteriaQuery<?> query(Object criteria, Class<?> entity, Class<?> result) {
		CriteriaBuilder builder = this.sessionFactory.getCriteriaBuilder();
		CriteriaQuery<?> query = builder.createQuery(result);
		Predicate predicate = predicate(criteria, query.from(entity), query, builder);
		return (predicate != null) ? query.where(predicate) : query;
	}

	@SuppressWarnings({ "unchecked", "rawtypes", "NullAway" })
	private static @Nullable Predicate predicate(Object criteria, Root<?> root, CriteriaQuery<?> query,
			CriteriaBuilder builder) {
		if (criteria instanceof Specification specification) {
			return specification.toPredicate(root, query, builder);
		}
		if (criteria instanceof PredicateSpecification specification) {
			return specification.toPredicate(root, builder);
		}
		return QueryByExamplePredicateBuilder.getPredicate((Root) root, builder, (Example) criteria);
	}

}
