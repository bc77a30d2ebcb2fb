package dev.accelerate.repository;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;

import org.springframework.core.MethodParameter;
import org.springframework.data.core.TypeInformation;
import org.springframework.data.jpa.provider.QueryExtractor;
import org.springframework.data.jpa.repository.query.JpaParameters;
import org.springframework.data.jpa.repository.query.JpaQueryMethod;
import org.springframework.data.jpa.repository.query.JpaQueryMethodFactory;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.query.ParametersSource;
import org.springframework.data.repository.util.QueryExecutionConverters;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * {@link JpaQueryMethodFactory} of query methods that may return {@link Accelerated} and
 * take {@link CacheOptions}, which are no parameter of the query. The factory that was
 * there before, Spring Data's or the application's own, makes all methods whose
 * parameters are read as it reads them.
 */
final class EnvelopeQueryMethodFactory implements JpaQueryMethodFactory {

	private final JpaQueryMethodFactory delegate;

	private final QueryExtractor extractor;

	private EnvelopeQueryMethodFactory(JpaQueryMethodFactory delegate, QueryExtractor extractor) {
		this.delegate = delegate;
		this.extractor = extractor;
	}

	/**
	 * Put a factory of query methods in front of the one that a repository factory has.
	 * It keeps that in a field that nothing public leads to.
	 */
	static void into(JpaRepositoryFactory factory, QueryExtractor extractor) {
		Field field = ReflectionUtils.findField(JpaRepositoryFactory.class, null, JpaQueryMethodFactory.class);
		Assert.state(field != null, "This version of Spring Data JPA keeps its JpaQueryMethodFactory elsewhere");
		ReflectionUtils.makeAccessible(field);
		JpaQueryMethodFactory present = (JpaQueryMethodFactory) ReflectionUtils.getField(field, factory);
		Assert.state(present != null, "The repository factory has no JpaQueryMethodFactory");
		if (!(present instanceof EnvelopeQueryMethodFactory)) {
			factory.setQueryMethodFactory(new EnvelopeQueryMethodFactory(present, extractor));
		}
	}

	@Override
	public JpaQueryMethod build(Method method, RepositoryMetadata metadata, ProjectionFactory projections) {
		List<Class<?>> parameters = Arrays.asList(method.getParameterTypes());
		boolean envelope = method.getReturnType() == Accelerated.class;
		RepositoryMetadata unwrapped = envelope ? new EnvelopeRepositoryMetadata(metadata) : metadata;
		if (parameters.contains(CacheOptions.class) || (envelope && parameters.contains(Class.class))) {
			return new JpaQueryMethod(method, unwrapped, projections, this.extractor, EnvelopeParameters::new);
		}
		return this.delegate.build(method, unwrapped, projections);
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
