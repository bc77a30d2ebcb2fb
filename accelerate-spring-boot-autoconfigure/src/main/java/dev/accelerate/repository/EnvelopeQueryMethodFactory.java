package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Supplier;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.data.core.TypeInformation;
import org.springframework.data.jpa.provider.QueryExtractor;
import org.springframework.data.jpa.repository.query.JpaParameters;
import org.springframework.data.jpa.repository.query.JpaQueryMethod;
import org.springframework.data.jpa.repository.query.JpaQueryMethodFactory;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.query.ParametersSource;
import org.springframework.data.repository.util.QueryExecutionConverters;

/**
 * {@link JpaQueryMethodFactory} of query methods that may return {@link Accelerated} and
 * take {@link CacheOptions}, which are no parameter of the query. The application's own
 * factory makes all methods that need neither of its parameters hidden.
 */
final class EnvelopeQueryMethodFactory implements JpaQueryMethodFactory {

	private final Supplier<@Nullable JpaQueryMethodFactory> own;

	private final Supplier<QueryExtractor> extractor;

	EnvelopeQueryMethodFactory(Supplier<@Nullable JpaQueryMethodFactory> own, Supplier<QueryExtractor> extractor) {
		this.own = own;
		this.extractor = extractor;
	}

	@Override
	public JpaQueryMethod build(Method method, RepositoryMetadata metadata, ProjectionFactory projections) {
		RepositoryMetadata unwrapped = new EnvelopeRepositoryMetadata(metadata);
		JpaQueryMethodFactory own = this.own.get();
		if (own != null && !Arrays.asList(method.getParameterTypes()).contains(CacheOptions.class)) {
			return own.build(method, unwrapped, projections);
		}
		return new JpaQueryMethod(method, unwrapped, projections, this.extractor.get(), EnvelopeParameters::new);
	}

	/**
	 * Parameters of a query method, among which options are none of the query's.
	 */
	private static final class EnvelopeParameters extends JpaParameters {

		EnvelopeParameters(ParametersSource source) {
			super(source, (parameter) -> new EnvelopeParameter(parameter, source.getDomainTypeInformation()));
		}

	}

	/**
	 * Parameter of a query method.
	 */
	private static final class EnvelopeParameter extends JpaParameters.JpaParameter {

		private final boolean options;

		private final boolean dynamicProjection;

		EnvelopeParameter(MethodParameter parameter, TypeInformation<?> domain) {
			super(parameter, domain);
			this.options = parameter.getParameterType() == CacheOptions.class;
			this.dynamicProjection = isDynamicProjection(parameter, domain);
		}

		@Override
		public boolean isSpecialParameter() {
			return this.options || this.dynamicProjection || super.isSpecialParameter();
		}

		@Override
		public boolean isDynamicProjectionParameter() {
			return this.dynamicProjection || super.isDynamicProjectionParameter();
		}

		/**
		 * Spring Data looks for the type of a dynamic projection in the return type of
		 * the method itself, so inside an envelope it must be looked for again.
		 */
		private static boolean isDynamicProjection(MethodParameter parameter, TypeInformation<?> domain) {
			Method method = parameter.getMethod();
			if (method == null || parameter.getParameterType() != Class.class
					|| method.getReturnType() != Accelerated.class) {
				return false;
			}
			TypeInformation<?> content = TypeInformation.fromReturnTypeOf(method, parameter.getContainingClass())
				.getRequiredComponentType();
			TypeInformation<?> result = QueryExecutionConverters.unwrapWrapperTypes(content);
			return !domain.isAssignableFrom(result)
					&& result.equals(TypeInformation.fromMethodParameter(parameter).getComponentType());
		}

	}

}
