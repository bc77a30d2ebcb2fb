package dev.accelerate.jpa;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import dev.accelerate.jpa.unkeyed.TenantKeys;
import dev.accelerate.tracking.Evidence;
import org.hibernate.engine.spi.FilterDefinition;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Settings of a session, and not of the query, that change a result. How the session
 * fetches, by batches or subselects, changes no result and does not count.
 */
final class SessionInfluence {

	static final Evidence FILTER = new Evidence("filter",
			"The session enables or disables a Hibernate filter: read outside that session. If every session does "
					+ "so, declare a SignatureContributor bean that contributes what it depends on");

	static final Evidence SETTINGS = new Evidence("session-settings",
			"The session has a fetch profile, a time zone, a point in time or a statement inspector of its own: read outside it");

	/**
	 * Getter of the point in time whose state is read, or {@code null} in older versions
	 * of Hibernate, which have none.
	 */
	private static final @Nullable Method TEMPORAL = ClassUtils.getMethodIfAvailable(LoadQueryInfluencers.class,
			"getTemporalIdentifier");

	private static final @Nullable Method ALL_REVISIONS = ClassUtils.getMethodIfAvailable(LoadQueryInfluencers.class,
			"isAllRevisions");

	private SessionInfluence() {
	}

	/**
	 * Returns what makes the results of an open session differ from those of other
	 * sessions, or {@code null} if nothing does.
	 * @param session the session
	 * @param inspected whether the cache sees its statements
	 * @param tenants the tenants of its unit that keys tell, if they do
	 */
	static @Nullable Evidence inOpen(SharedSessionContractImplementor session, boolean inspected,
			Supplier<@Nullable TenantKeys> tenants) {
		if (isFiltered(session, tenants)) {
			return FILTER;
		}
		return (!inspected || hasFetchProfile(session) || hasSettings(session)) ? SETTINGS : null;
	}

	/**
	 * Returns what makes the result of a statement differ from its result in other
	 * sessions, or {@code null} if nothing does. A fetch profile does not count here,
	 * because it may be the query's own at that moment.
	 */
	static @Nullable Evidence onStatement(SharedSessionContractImplementor session,
			Supplier<@Nullable TenantKeys> tenants) {
		if (isFiltered(session, tenants)) {
			return FILTER;
		}
		return hasSettings(session) ? SETTINGS : null;
	}

	static boolean hasFetchProfile(SharedSessionContractImplementor session) {
		return session.getLoadQueryInfluencers().hasEnabledFetchProfiles();
	}

	/**
	 * Returns whether the filters of a session differ from those of other sessions. A
	 * filter that enables itself is on in every session, and without parameters it is the
	 * same in each. A session that disables one sees more than the others. The filter of
	 * {@code @TenantId} does not count where the key tells the tenant.
	 */
	private static boolean isFiltered(SharedSessionContractImplementor session,
			Supplier<@Nullable TenantKeys> tenants) {
		LoadQueryInfluencers influencers = session.getLoadQueryInfluencers();
		Collection<FilterDefinition> always = session.getFactory().getAutoEnabledFilters();
		if (always.isEmpty() && !influencers.hasEnabledFilters()) {
			return false;
		}
		Set<String> enabled = influencers.getEnabledFilterNames();
		int keyed = (enabled.contains(TenantKeys.FILTER) && tenants.get() != null) ? 1 : 0;
		return enabled.size() != always.size() + keyed || !always.stream()
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
