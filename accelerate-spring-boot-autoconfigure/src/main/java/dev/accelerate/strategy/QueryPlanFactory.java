package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.accelerate.Precision;
import dev.accelerate.core.CacheCondition;
import dev.accelerate.core.MethodTags;
import dev.accelerate.core.Narrowing;
import dev.accelerate.core.PlannedTables;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryId;
import dev.accelerate.core.QueryPlan;
import dev.accelerate.core.ReadDescription;
import dev.accelerate.core.TagResolver;
import dev.accelerate.freshness.Windows;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.snapshot.codec.SnapshotTypes;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.QueryHints;

/**
 * Factory of the plans of methods that can be cached, which gives each its name, its
 * signer and what it needs of its repository.
 */
final class QueryPlanFactory {

	private final PlanSettings settings;

	private final StrategyChecks checks;

	private final List<SignatureContributor> contributors;

	private final QueryCacheListener listener;

	private final SnapshotTypes types;

	private final PlannedMethods.OfContext planned;

	QueryPlanFactory(PlanSettings settings, StrategyChecks checks, List<SignatureContributor> contributors,
			QueryCacheListener listener, SnapshotTypes types, PlannedMethods.OfContext planned) {
		this.types = types;
		this.planned = planned;
		this.settings = settings;
		this.checks = checks;
		this.contributors = List.copyOf(contributors);
		this.listener = listener;
	}

	/**
	 * Creates the plan of a method without a strategy.
	 */
	QueryPlan create(Method method, RepositoryScope scope) {
		return create(method, scope, true, Windows.NONE, (arguments) -> Tags.NONE,
				PlannedTablesFactory.of(method, scope, this.settings.invalidateOnWrite()), CacheCondition.ALWAYS,
				narrowing(method, scope, Precision.AUTO, List.of()));
	}

	/**
	 * Creates the plan of a method, and tells the listener of it.
	 */
	QueryPlan create(Method method, RepositoryScope scope, boolean explicit, Windows windows, TagResolver tags,
			PlannedTables tables, CacheCondition condition, Narrowing narrowing) {
		Class<?> type = scope.repository().getRepositoryInterface();
		QueryId id = id(method, scope);
		this.types.add(scope.unit().entities(), StrategyChecks.resultType(method, scope));
		QuerySigner signer = new QuerySigner(
				MethodIdentity.identity(method, type, this.settings.context() + scope.name())
						+ scope.methodKind().namedText(method),
				() -> MappingFingerprint.of(method, scope), this.checks.encoders(method, scope), this.contributors);
		this.planned.planned(type, method.getName());
		return new QueryPlan(id, this.listener.onPlan(id), explicit, windows,
				MethodTags.of(tags, type.getName(), method.getName()), tables, signer, scope.snapshotter(),
				scope.unit()
					.state(tables.custom(), scope.isOpaque(method, StrategyChecks.resultType(method, scope)),
							asksForReadOnlyEntities(method, scope)),
				condition, narrowing);
	}

	/**
	 * Returns what the results of a method depend on in place of whole tables.
	 * @param precision what is declared for the method
	 * @param declared what the method is declared to depend on besides
	 */
	Narrowing narrowing(Method method, RepositoryScope scope, Precision precision, List<?> declared) {
		if (precision == Precision.TABLE || this.settings.precision() == Precision.TABLE) {
			return Narrowing.none("the precision is set to that");
		}
		if (!declared.isEmpty()) {
			return Narrowing.none("it is declared what it depends on");
		}
		String query = scope.methodKind().onlyQuery(method);
		if (query == null && !scope.methodKind().isToldByTypes(method)) {
			return Narrowing.none("only its statements show what it reads");
		}
		return scope.unit()
			.narrowing(new ReadDescription(method, scope.repository().getDomainType(),
					StrategyChecks.resultType(method, scope), query, !scope.methodKind().isCrud(method)));
	}

	/**
	 * Returns whether a hint of the method or of its query makes the entities of the
	 * result read-only.
	 */
	private static boolean asksForReadOnlyEntities(Method method, RepositoryScope scope) {
		QueryHints hints = AnnotatedElementUtils.findMergedAnnotation(method, QueryHints.class);
		return scope.methodKind().asksForReadOnlyEntities(method) || (hints != null && Arrays.stream(hints.value())
			.anyMatch((hint) -> hint.name().toLowerCase(Locale.ROOT).endsWith("readonly")));
	}

	static QueryId id(Method method, RepositoryScope scope) {
		return new QueryId(scope.repository().getRepositoryInterface().getSimpleName(), method.getName());
	}

}
