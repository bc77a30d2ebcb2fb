package dev.accelerate.jpa;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;

import dev.accelerate.tracking.Evidence;
import org.hibernate.engine.spi.FilterDefinition;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What a session itself, and not the query, decides about an answer. How it fetches, by
 * batches or subselects, changes no answer and does not count.
 */
final class SessionInfluence {

	static final Evidence FILTER = new Evidence("filter",
			"The session enables a Hibernate filter, or disables one: read outside it, or, if every session is opened so, "
					+ "declare a SignatureContributor bean that contributes what it depends on");

	static final Evidence SETTINGS = new Evidence("session-settings",
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
	 * @param session the session
	 * @param inspected whether the cache sees its statements
	 */
	static @Nullable Evidence inOpen(SharedSessionContractImplementor session, boolean inspected) {
		if (isFiltered(session)) {
			return FILTER;
		}
		return (!inspected || hasFetchProfile(session) || hasSettings(session)) ? SETTINGS : null;
	}

	/**
	 * Returns what a session that sends a statement decides about its answer. A fetch
	 * profile may be the query's own at that moment.
	 */
	static @Nullable Evidence onStatement(SharedSessionContractImplementor session) {
		if (isFiltered(session)) {
			return FILTER;
		}
		return hasSettings(session) ? SETTINGS : null;
	}

	static boolean hasFetchProfile(SharedSessionContractImplementor session) {
		return session.getLoadQueryInfluencers().hasEnabledFetchProfiles();
	}

	/**
	 * Returns whether a session filters otherwise than the rest. Filters that enable
	 * themselves are on in each, and without parameters they are the same. A session in
	 * which one is disabled sees more than the others.
	 */
	private static boolean isFiltered(SharedSessionContractImplementor session) {
		LoadQueryInfluencers influencers = session.getLoadQueryInfluencers();
		Collection<FilterDefinition> always = session.getFactory().getAutoEnabledFilters();
		if (always.isEmpty()) {
			return influencers.hasEnabledFilters();
		}
		Set<String> enabled = influencers.getEnabledFilterNames();
		return enabled.size() != always.size() || !always.stream()
			.allMatch((filter) -> filter.getParameterNames().isEmpty() && enabled.contains(filter.getFilterName()));
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
