package dev.accelerate.jpa.unkeyed;

import java.util.function.Predicate;

import dev.accelerate.signature.TenantKey;
import org.hibernate.Filter;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Tenants of a persistence unit that has a tenant resolver, as its keys tell them. What a
 * session shows depends on the tenant it was opened with, and with {@code @TenantId} also
 * on a filter. Hibernate enables that filter in each session unless the tenant is a root,
 * and code of the application may have changed it since.
 */
public final class TenantKeys {

	/**
	 * Filter that Hibernate defines if any entity has a {@code @TenantId}.
	 */
	public static final String FILTER = "_tenantId";

	/**
	 * Parameter of that filter.
	 */
	private static final String PARAMETER = "tenantId";

	private final CurrentTenantIdentifierResolver<Object> resolver;

	private final boolean filtered;

	private final boolean contributed;

	private final Predicate<Class<?>> encodable;

	/**
	 * Class of identifiers that is known to have a canonical form. It is nearly always
	 * the same.
	 */
	private volatile @Nullable Class<?> encoded;

	TenantKeys(CurrentTenantIdentifierResolver<Object> resolver, SessionFactoryImplementor sessionFactory,
			boolean contributed, Predicate<Class<?>> encodable) {
		this.resolver = resolver;
		this.filtered = sessionFactory.getDefinedFilterNames().contains(FILTER);
		this.contributed = contributed;
		this.encodable = encodable;
	}

	/**
	 * Returns the tenant of a session that would be opened now on this thread.
	 * @return the tenant
	 * @throws IllegalStateException if its identifier has no canonical form
	 * @throws RuntimeException what the resolver throws
	 */
	public TenantKey current() {
		Object identifier = this.resolver.resolveCurrentTenantIdentifier();
		if (identifier == null) {
			return key(null, false);
		}
		Class<?> type = (identifier instanceof Enum<?> constant) ? constant.getDeclaringClass() : identifier.getClass();
		if (type != this.encoded) {
			if (!this.encodable.test(type)) {
				throw new IllegalStateException("A tenant identifier of " + type + " has no canonical form");
			}
			this.encoded = type;
		}
		return key(identifier, this.filtered && this.resolver.isRoot(identifier));
	}

	/**
	 * Returns the tenant whose rows a session shows at this moment. Where the filter is
	 * for another tenant than the session, it equals no tenant of a key.
	 * @param session the session
	 * @return the tenant
	 */
	public TenantKey of(SharedSessionContractImplementor session) {
		Object identifier = session.getTenantIdentifierValue();
		if (!this.filtered) {
			return key(identifier, false);
		}
		Filter filter = session.getLoadQueryInfluencers().getEnabledFilter(FILTER);
		if (filter == null) {
			return key(identifier, true);
		}
		Object shown = filter.getParameterValue(PARAMETER);
		return key((shown != null && shown.equals(identifier)) ? identifier : new Object(), false);
	}

	private TenantKey key(@Nullable Object identifier, boolean root) {
		return new TenantKey(this.resolver, identifier, root, this.contributed);
	}

}
