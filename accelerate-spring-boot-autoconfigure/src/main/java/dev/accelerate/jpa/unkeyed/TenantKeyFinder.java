package dev.accelerate.jpa.unkeyed;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.accelerate.signature.ArgumentEncoders;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Finder of the {@link TenantKeys} of persistence units with a tenant resolver whose
 * identifiers can be a part of a key.
 */
public final class TenantKeyFinder {

	static final String REMEDY = "Declare an ArgumentEncoder bean for that type, or a SignatureContributor bean that contributes the current tenant";

	private static final ArgumentEncoders BUILT_IN = new ArgumentEncoders(List.of());

	private final Supplier<ArgumentEncoders> encoders;

	private final BooleanSupplier contributed;

	/**
	 * Creates a finder.
	 * @param encoders supplies the encoders of arguments; called only for types that are
	 * not built in
	 * @param contributed whether the application contributes to keys what else answers
	 * depend on
	 */
	public TenantKeyFinder(Supplier<ArgumentEncoders> encoders, BooleanSupplier contributed) {
		this.encoders = encoders;
		this.contributed = contributed;
	}

	@Nullable TenantKeys find(SessionFactoryImplementor sessionFactory) {
		CurrentTenantIdentifierResolver<Object> resolver = sessionFactory.getSessionFactoryOptions()
			.getCurrentTenantIdentifierResolver();
		if (resolver == null || withoutForm(resolver) != null) {
			return null;
		}
		return new TenantKeys(resolver, sessionFactory, this.contributed.getAsBoolean(),
				(type) -> isEncodable(ResolvableType.forClass(type)));
	}

	/**
	 * Returns what no key can tell of a resolver, or {@code null} if its identifiers may
	 * have a canonical form. Where their type is not declared, each is asked for its own.
	 */
	@Nullable String withoutForm(CurrentTenantIdentifierResolver<?> resolver) {
		Class<?> type = ClassUtils.getUserClass(resolver);
		ResolvableType identifier = ResolvableType.forClass(type)
			.as(CurrentTenantIdentifierResolver.class)
			.getGeneric();
		if (identifier.toClass() == Object.class || isEncodable(identifier)) {
			return null;
		}
		return "the tenant resolver " + type.getName() + ", whose identifiers of the type " + identifier
				+ " have no canonical form";
	}

	private boolean isEncodable(ResolvableType type) {
		return BUILT_IN.supports(type) || this.encoders.get().supports(type);
	}

}
