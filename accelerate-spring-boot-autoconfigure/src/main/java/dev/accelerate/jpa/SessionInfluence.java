package dev.accelerate.jpa;

import java.lang.reflect.Method;
import java.util.Objects;

import dev.accelerate.core.Bypass;
import org.hibernate.engine.spi.FilterDefinition;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What a session itself, and not the query, decides about an answer. How it fetches, by
 * batches or subselects, changes no answer and does not count.
 */
final class SessionInfluence {

	static final Bypass FILTER = new Bypass("filter",
			"A Hibernate filter is enabled in the session: read outside it, or, if every session is opened with one, "
					+ "declare a SignatureContributor bean that contributes what it depends on");

	static final Bypass SETTINGS = new Bypass("session-settings",
			"The session has a fetch profile, a time zone, a point in time or a statement inspector of its own: read outside it");

	/**
	 * Only newer versions of Hibernate read the state of another point in time.
	 */
	private static final @Nullable Method TEMPORAL = ClassUtils.getMethodIfAvailable(LoadQueryInfluencers.class,
			"getTemporalIdentifier");

	private static final @Nullable Method ALL_REVISIONS = ClassUtils.getMethodIfAvailable(LoadQueryInfluencers.class,
			"isAllRevisions");

	private SessionInfluence() {
	}

	/**
	 * Returns what an open session decides about the answers in it, or {@code null} if
	 * that is nothing.
	 */
	static @Nullable Bypass inOpen(SharedSessionContractImplementor session) {
		LoadQueryInfluencers influencers = session.getLoadQueryInfluencers();
		if (influencers.hasEnabledFilters()) {
			return FILTER;
		}
		boolean inspected = session.getJdbcSessionContext().getStatementInspector() instanceof TrackingInspector;
		return (!inspected || hasFetchProfile(session) || hasSettings(session)) ? SETTINGS : null;
	}

	/**
	 * Returns what a session that sends a statement decides about its answer. A fetch
	 * profile may be the query's own at that moment, and a filter without parameters that
	 * enables itself is the same in every session.
	 */
	static @Nullable Bypass onStatement(SharedSessionContractImplementor session) {
		LoadQueryInfluencers influencers = session.getLoadQueryInfluencers();
		if (influencers.hasEnabledFilters() && !areEnabledInAll(influencers, session.getFactory())) {
			return FILTER;
		}
		return hasSettings(session) ? SETTINGS : null;
	}

	static boolean hasFetchProfile(SharedSessionContractImplementor session) {
		return session.getLoadQueryInfluencers().hasEnabledFetchProfiles();
	}

	private static boolean areEnabledInAll(LoadQueryInfluencers influencers, SessionFactoryImplementor sessionFactory) {
		return influencers.getEnabledFilterNames()
			.stream()
			.allMatch((name) -> sessionFactory.getAutoEnabledFilters()
				.stream()
				.filter((filter) -> filter.getParameterNames().isEmpty())
				.map(FilterDefinition::getFilterName)
				.anyMatch(name::equals));
	}

	private static boolean hasSettings(SharedSessionContractImplementor session) {
		LoadQueryInfluencers influencers = session.getLoadQueryInfluencers();
		return !Objects.equals(session.getJdbcTimeZone(),
				session.getFactory().getSessionFactoryOptions().getJdbcTimeZone())
				|| (TEMPORAL != null && ReflectionUtils.invokeMethod(TEMPORAL, influencers) != null)
				|| (ALL_REVISIONS != null
						&& Boolean.TRUE.equals(ReflectionUtils.invokeMethod(ALL_REVISIONS, influencers)));
	}

}
