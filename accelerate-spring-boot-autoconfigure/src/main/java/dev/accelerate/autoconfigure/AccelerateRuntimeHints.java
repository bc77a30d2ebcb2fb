package dev.accelerate.autoconfigure;

import dev.accelerate.AccelerateInfo;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStrategy;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * {@link RuntimeHintsRegistrar} for what a native image reaches by reflection: the fields
 * of Spring Data that have no getter, the services that Hibernate looks up, and what an
 * application writes as JSON. The entities and results of an application have none, as
 * nothing is cached there.
 */
final class AccelerateRuntimeHints implements RuntimeHintsRegistrar {

	/**
	 * Services that Hibernate looks up.
	 */
	private static final String[] SERVICES = { "org.hibernate.integrator.spi.Integrator",
			"org.hibernate.service.spi.ServiceContributor" };

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		ReflectionHints reflection = hints.reflection();
		reflection.registerTypeIfPresent(classLoader,
				"org.springframework.data.jpa.repository.support.JpaRepositoryFactory",
				MemberCategory.ACCESS_DECLARED_FIELDS);
		reflection.registerTypeIfPresent(classLoader,
				"org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport",
				MemberCategory.ACCESS_DECLARED_FIELDS);
		reflection.registerType(CacheStrategy.class, MemberCategory.INVOKE_DECLARED_METHODS);
		hints.proxies().registerJdkProxy(CacheStrategy.class);
		new BindingReflectionHintsRegistrar().registerReflectionHints(reflection, Accelerated.class,
				AccelerateInfo.class);
		for (String service : SERVICES) {
			hints.resources().registerPattern("META-INF/services/" + service);
		}
		for (String implementation : new String[] { "dev.accelerate.jpa.CallbackWatchIntegrator",
				"dev.accelerate.jpa.schema.SchemaIntegrator", "dev.accelerate.jpa.TrackingServiceContributor" }) {
			reflection.registerTypeIfPresent(classLoader, implementation, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
		}
	}

}
