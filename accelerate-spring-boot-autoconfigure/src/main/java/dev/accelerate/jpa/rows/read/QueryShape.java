package dev.accelerate.jpa.rows.read;

import java.lang.reflect.Parameter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.accelerate.core.ReadDescription;
import jakarta.persistence.criteria.Predicate.BooleanOperator;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.common.FetchClauseType;
import org.hibernate.query.hql.HqlTranslator;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.function.SelfRenderingSqmAggregateFunction;
import org.hibernate.query.sqm.tree.SqmJoinType;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.hibernate.query.sqm.tree.domain.SqmBasicValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmEmbeddedValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.domain.SqmSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmTreatedPath;
import org.hibernate.query.sqm.tree.expression.SqmDistinct;
import org.hibernate.query.sqm.tree.expression.SqmEnumLiteral;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmLiteral;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.hibernate.query.sqm.tree.expression.SqmStar;
import org.hibernate.query.sqm.tree.from.SqmAttributeJoin;
import org.hibernate.query.sqm.tree.from.SqmJoin;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.predicate.SqmBetweenPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmComparisonPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmGroupedPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmInListPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmJunctionPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmLikePredicate;
import org.hibernate.query.sqm.tree.predicate.SqmNegatedPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmNullnessPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmPredicate;
import org.hibernate.query.sqm.tree.select.SqmDynamicInstantiation;
import org.hibernate.query.sqm.tree.select.SqmDynamicInstantiationArgument;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.hibernate.query.sqm.tree.select.SqmSortSpecification;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.query.Param;

/**
 * {@link ReadShape Shape} of a query in HQL or JPQL, by its semantic model. What is not
 * known to look at the row alone makes the shape unknown.
 */
final class QueryShape {

	/**
	 * Functions that are made of the values of rows alone.
	 */
	private static final Set<String> AGGREGATES = Set.of("count", "sum", "min", "max", "avg");

	private static final Pattern WILDCARDS = Pattern.compile("(\\blike\\s+)%?([:?]\\w+)%?", Pattern.CASE_INSENSITIVE);

	private final ReadDescription read;

	private final EntityPersister entity;

	private final SqmRoot<?> root;

	private final Map<String, ValueSource> equalities = new LinkedHashMap<>();

	private final Set<String> paths = new HashSet<>();

	private boolean others;

	private QueryShape(ReadDescription read, EntityPersister entity, SqmRoot<?> root) {
		this.read = read;
		this.entity = entity;
		this.root = root;
	}

	/**
	 * Returns the shape of a query.
	 * @param text its text
	 */
	static ReadShape of(ReadDescription read, String text, SessionFactoryImplementor sessionFactory)
			throws UnknownShapeException {
		if (text.contains("#{")) {
			throw new UnknownShapeException("its query has expressions");
		}
		MethodShape.bound(read);
		if (!(translate(text, sessionFactory) instanceof SqmSelectStatement<?> select)
				|| !(select.getQueryPart() instanceof SqmQuerySpec<?> query) || !select.getCteStatements().isEmpty()) {
			throw new UnknownShapeException("its query is made of several");
		}
		if (query.getRoots().size() != 1) {
			throw new UnknownShapeException("its query has several roots");
		}
		SqmRoot<?> root = query.getRootList().get(0);
		EntityPersister entity = sessionFactory.getMappingMetamodel().findEntityDescriptor(root.getEntityName());
		if (entity == null || !root.getSqmTreats().isEmpty()) {
			throw new UnknownShapeException("its query reads no single entity");
		}
		return new QueryShape(read, entity, root).of(query);
	}

	private static SqmStatement<?> translate(String text, SessionFactoryImplementor sessionFactory)
			throws UnknownShapeException {
		HqlTranslator translator = sessionFactory.getQueryEngine().getHqlTranslator();
		try {
			return translator.translate(text, null);
		}
		catch (RuntimeException ex) {
			String plain = withoutWildcards(text);
			if (plain.equals(text)) {
				throw new UnknownShapeException("its query is not plain HQL");
			}
			return translate(plain, sessionFactory);
		}
	}

	/**
	 * Removes the wildcards around parameters, which Spring Data adds to their values.
	 * What looks like them in a literal is none.
	 */
	private static String withoutWildcards(String text) {
		return (text.indexOf('\'') < 0) ? WILDCARDS.matcher(text).replaceAll("$1$2") : text;
	}

	private ReadShape of(SqmQuerySpec<?> query) throws UnknownShapeException {
		List<SqmSelection<?>> selections = query.getSelectClause().getSelections();
		boolean entities = selections.size() == 1 && selections.get(0).getSelectableNode() == this.root;
		Fetches fetches = fetches();
		if (entities && (!MethodShape.isOfEntities(this.read) || this.entity.getMappedClass() != this.read.domainType()
				|| !query.getGroupByClauseExpressions().isEmpty())) {
			throw new UnknownShapeException("its query returns something else than its entity");
		}
		if (!entities) {
			if (fetches.any()) {
				throw new UnknownShapeException("its query fetches, and returns something else than its entity");
			}
			for (SqmSelection<?> selection : selections) {
				requireValue(selection.getSelectableNode());
			}
		}
		if (MethodShape.takes(this.read, Pageable.class) >= 0
				&& Page.class.isAssignableFrom(this.read.method().getReturnType())) {
			throw new UnknownShapeException("another query counts its rows");
		}
		if (MethodShape.order(this.read) >= 0 && !this.root.getSqmJoins().isEmpty()) {
			throw new UnknownShapeException("a call may order it by what it joins");
		}
		for (SqmExpression<?> group : query.getGroupByClauseExpressions()) {
			requireOwn(group);
		}
		if (query.getHavingClausePredicate() != null) {
			requireOwn(query.getHavingClausePredicate());
		}
		if (query.getWhereClause() != null && query.getWhereClause().getPredicate() != null) {
			List<SqmPredicate> conditions = new ArrayList<>();
			flatten(query.getWhereClause().getPredicate(), conditions);
			for (SqmPredicate condition : conditions) {
				if (!addEquality(condition)) {
					this.others = true;
					requireOwn(condition);
				}
			}
		}
		if (query.getOrderByClause() != null) {
			for (SqmSortSpecification order : query.getOrderByClause().getSortSpecifications()) {
				requireOwn(order.getSortExpression());
			}
		}
		boolean limited = query.getFetchExpression() != null || MethodShape.takes(this.read, Limit.class) >= 0;
		boolean skipping = query.getOffsetExpression() != null || MethodShape.takes(this.read, Pageable.class) >= 0
				|| (limited && query.getFetchClauseType() != FetchClauseType.ROWS_ONLY);
		return new ReadShape(this.entity, this.equalities, this.paths, this.others, limited, skipping,
				query.getOrderByClause() != null, MethodShape.order(this.read), entities, fetches);
	}

	/**
	 * Requires that something that is returned is a value of the row, or one that is made
	 * of such values.
	 */
	private void requireValue(SqmSelectableNode<?> node) throws UnknownShapeException {
		if (node instanceof SqmDynamicInstantiation<?> made) {
			for (SqmDynamicInstantiationArgument<?> argument : made.getArguments()) {
				requireValue(argument.getSelectableNode());
			}
		}
		else if (node instanceof SqmBasicValuedSimplePath<?> || node instanceof SqmLiteral<?> || isAggregate(node)) {
			requireOwn(node);
		}
		else {
			throw new UnknownShapeException("its query returns something else than its entity or values of it");
		}
	}

	private static boolean isAggregate(SqmTypedNode<?> node) {
		return node instanceof SelfRenderingSqmAggregateFunction<?> function && function.getFilter() == null
				&& AGGREGATES.contains(function.getFunctionName());
	}

	private Fetches fetches() throws UnknownShapeException {
		Fetches annotated = Fetches.of(this.read.method(), this.entity);
		if (this.root.getSqmJoins().isEmpty()) {
			return annotated;
		}
		Set<String> roots = new HashSet<>();
		boolean hiding = annotated.hiding();
		for (SqmJoin<?, ?> join : this.root.getSqmJoins()) {
			if (!(join instanceof SqmAttributeJoin<?, ?> fetch) || !fetch.isFetched()
					|| fetch.getJoinPredicate() != null || !fetch.getSqmJoins().isEmpty()
					|| !fetch.getSqmTreats().isEmpty()) {
				throw new UnknownShapeException("its query joins more than it fetches");
			}
			hiding |= join.getSqmJoinType() != SqmJoinType.LEFT;
			if (!Fetches.add(this.entity, fetch.getAttribute().getName(), roots)) {
				return new Fetches(true, true, null);
			}
		}
		if (annotated.roots() == null) {
			return annotated;
		}
		roots.addAll(annotated.roots());
		return new Fetches(true, hiding, roots);
	}

	private static void flatten(SqmPredicate predicate, List<SqmPredicate> conditions) {
		if (predicate instanceof SqmJunctionPredicate junction && junction.getOperator() == BooleanOperator.AND
				&& !junction.isNegated()) {
			junction.getPredicates().forEach((part) -> flatten(part, conditions));
		}
		else if (predicate instanceof SqmGroupedPredicate group && !group.isNegated()) {
			flatten(group.getSubPredicate(), conditions);
		}
		else {
			conditions.add(predicate);
		}
	}

	/**
	 * Adds a condition if it compares a column with a value.
	 */
	private boolean addEquality(SqmPredicate condition) {
		SqmExpression<?> path;
		SqmExpression<?> value;
		boolean many = false;
		if (condition instanceof SqmComparisonPredicate comparison
				&& comparison.getSqmOperator() == ComparisonOperator.EQUAL && !comparison.isNegated()) {
			boolean turned = !(comparison.getLeftHandExpression() instanceof SqmPath<?>);
			path = turned ? comparison.getRightHandExpression() : comparison.getLeftHandExpression();
			value = turned ? comparison.getLeftHandExpression() : comparison.getRightHandExpression();
		}
		else if (condition instanceof SqmInListPredicate<?> in && !in.isNegated()
				&& in.getListExpressions().size() == 1) {
			path = in.getTestExpression();
			value = (SqmExpression<?>) in.getListExpressions().get(0);
			many = true;
		}
		else {
			return false;
		}
		String own = (path instanceof SqmPath<?> found) ? OwnColumns.path(this.entity, name(found)) : null;
		ValueSource source = (own != null && !this.equalities.containsKey(own)) ? source(value, many) : null;
		if (own == null || source == null) {
			return false;
		}
		this.equalities.put(own, source);
		this.paths.add(own);
		return true;
	}

	private @Nullable ValueSource source(SqmExpression<?> value, boolean many) {
		if (value instanceof SqmEnumLiteral<?> literal) {
			return many ? null : ValueSource.constant(literal.getEnumValue());
		}
		if (value instanceof SqmLiteral<?> literal) {
			return many ? null : ValueSource.constant(literal.getLiteralValue());
		}
		if (!(value instanceof SqmParameter<?> parameter)) {
			return null;
		}
		Parameter[] parameters = this.read.method().getParameters();
		if (parameter.getPosition() != null) {
			try {
				return ValueSource.argument(MethodShape.bound(this.read).get(parameter.getPosition() - 1), many);
			}
			catch (UnknownShapeException | IndexOutOfBoundsException ex) {
				return null;
			}
		}
		for (int i = 0; i < parameters.length; i++) {
			Param name = parameters[i].getAnnotation(Param.class);
			if ((name != null) ? name.value().equals(parameter.getName())
					: parameters[i].isNamePresent() && parameters[i].getName().equals(parameter.getName())) {
				return ValueSource.argument(i, many);
			}
		}
		return null;
	}

	/**
	 * Requires that an expression looks at the row of the entity alone.
	 */
	private void requireOwn(@Nullable SqmTypedNode<?> node) throws UnknownShapeException {
		if (node == this.root || node instanceof SqmParameter<?> || node instanceof SqmLiteral<?>
				|| node instanceof SqmStar) {
			return;
		}
		if (node instanceof SqmPath<?> path) {
			String name = name(path);
			String own = name.isEmpty() ? null : OwnColumns.path(this.entity, name);
			if (own == null) {
				throw new UnknownShapeException(
						"its query looks at " + name + ", which is not in the row of its entity");
			}
			this.paths.add(own);
			return;
		}
		for (SqmTypedNode<?> part : parts(node)) {
			requireOwn(part);
		}
	}

	private static List<? extends SqmTypedNode<?>> parts(@Nullable SqmTypedNode<?> node) throws UnknownShapeException {
		if (node instanceof SqmComparisonPredicate comparison) {
			return List.of(comparison.getLeftHandExpression(), comparison.getRightHandExpression());
		}
		if (node instanceof SqmLikePredicate like) {
			return List.of(like.getMatchExpression(), like.getPattern());
		}
		if (node instanceof SqmBetweenPredicate between) {
			return List.of(between.getExpression(), between.getLowerBound(), between.getUpperBound());
		}
		if (node instanceof SqmNullnessPredicate nullness) {
			return List.of(nullness.getExpression());
		}
		if (node instanceof SqmJunctionPredicate junction) {
			return junction.getPredicates();
		}
		if (node instanceof SqmGroupedPredicate group) {
			return List.of(group.getSubPredicate());
		}
		if (node instanceof SqmNegatedPredicate negated) {
			return List.of(negated.getWrappedPredicate());
		}
		if (node instanceof SqmInListPredicate<?> in) {
			List<SqmTypedNode<?>> parts = new ArrayList<>();
			parts.add(in.getTestExpression());
			in.getListExpressions().forEach((part) -> parts.add((SqmTypedNode<?>) part));
			return parts;
		}
		if (node instanceof SqmDistinct<?> distinct) {
			return List.of(distinct.getExpression());
		}
		if (node instanceof SelfRenderingSqmAggregateFunction<?> function && isAggregate(function)) {
			return function.getArguments();
		}
		throw new UnknownShapeException("its query has a condition that may look at more than the row"
				+ ((node != null) ? " (" + node.getClass().getSimpleName() + ")" : ""));
	}

	/**
	 * Returns the path from the root, or an empty text if it is another.
	 */
	private String name(SqmPath<?> path) {
		Deque<String> names = new ArrayDeque<>();
		SqmPath<?> part = path;
		while (part != this.root) {
			if (part instanceof SqmTreatedPath<?, ?>
					|| !(part instanceof SqmSimplePath<?> || part instanceof SqmEmbeddedValuedSimplePath<?>)) {
				return "";
			}
			names.push(part.getReferencedPathSource().getPathName());
			part = part.getLhs();
		}
		String identifier = this.entity.getIdentifierPropertyName();
		return (names.size() == 1 && OwnColumns.isIdentifier(names.getFirst(), this.entity) && identifier != null)
				? identifier : String.join(".", names);
	}

}
