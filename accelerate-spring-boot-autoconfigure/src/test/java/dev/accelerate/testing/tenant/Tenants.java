package dev.accelerate.testing.tenant;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tenants that a thread-local tells, as most applications have them.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = Note.class)
public class Tenants {

	/**
	 * Tenant that sees the rows of all.
	 */
	public static final String ROOT = "root";

	private static final ThreadLocal<@Nullable String> CURRENT = ThreadLocal.withInitial(() -> "nobody");

	/**
	 * What the resolver of a thread answers first.
	 */
	private static final ThreadLocal<Deque<String>> SCRIPT = ThreadLocal.withInitial(ArrayDeque::new);

	private static final ThreadLocal<Boolean> PRIVILEGED = ThreadLocal.withInitial(() -> false);

	private static final ThreadLocal<Boolean> FAILING = ThreadLocal.withInitial(() -> false);

	private static final ThreadLocal<Integer> CALLS = ThreadLocal.withInitial(() -> 0);

	/**
	 * Let this thread belong to a tenant from now on.
	 */
	public static void enter(@Nullable String tenant) {
		CURRENT.set(tenant);
	}

	public static @Nullable String current() {
		return CURRENT.get();
	}

	/**
	 * Let the resolver of this thread answer so, before it answers the present tenant
	 * again.
	 */
	public static void answerFirst(String... tenants) {
		SCRIPT.get().clear();
		SCRIPT.get().addAll(List.of(tenants));
	}

	/**
	 * Let the tenant of this thread see the rows of all from now on, or no longer.
	 */
	public static void privilege(boolean privileged) {
		PRIVILEGED.set(privileged);
	}

	/**
	 * Let the resolver of this thread fail from now on, or no longer.
	 */
	public static void fail(boolean failing) {
		FAILING.set(failing);
	}

	/**
	 * Forget everything about this thread.
	 */
	public static void leave() {
		CURRENT.remove();
		SCRIPT.remove();
		PRIVILEGED.remove();
		FAILING.remove();
		CALLS.remove();
	}

	/**
	 * Run something as a tenant.
	 */
	public static <T> T as(String tenant, Supplier<T> call) {
		String before = CURRENT.get();
		CURRENT.set(tenant);
		try {
			return call.get();
		}
		finally {
			CURRENT.set(before);
		}
	}

	/**
	 * Return how often the resolver was called on this thread.
	 */
	public static int calls() {
		return CALLS.get();
	}

	@Bean
	Resolver tenantResolver() {
		return new Resolver();
	}

	@Bean
	HibernatePropertiesCustomizer tenants(Resolver tenantResolver) {
		return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, tenantResolver);
	}

	/**
	 * Resolver of the tenant of the thread.
	 */
	public static class Resolver implements CurrentTenantIdentifierResolver<String> {

		@Override
		public @Nullable String resolveCurrentTenantIdentifier() {
			CALLS.set(CALLS.get() + 1);
			if (FAILING.get()) {
				throw new IllegalStateException("no tenant instead of " + CURRENT.get());
			}
			String scripted = SCRIPT.get().poll();
			return (scripted != null) ? scripted : CURRENT.get();
		}

		@Override
		public boolean validateExistingCurrentSessions() {
			return true;
		}

		@Override
		public boolean isRoot(String tenant) {
			return PRIVILEGED.get() || tenant.equals(ROOT);
		}

	}

}
