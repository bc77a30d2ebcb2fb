package dev.accelerate.repository;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;

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
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * {@link JpaQueryMethodFactory} of query methods that may return {@link Accelerated} and
 * take {@link CacheOptions}, which are not a parameter of the query. It creates only the
 * methods that take options; all others come from the factory that was there before,
 * Spring Data's or that of the application.
 */
final class EnvelopeQueryMethodFactory implements JpaQueryMethodFactory {

	private final JpaQueryMethodFactory delegate;

	private final QueryExtractor extractor;

	private EnvelopeQueryMethodFactory(JpaQueryMethodFactory delegate, QueryExtractor extractor) {
		this.delegate = delegate;
		this.extractor = extractor;
	}

	/**
	 * Puts a factory of query methods in front of the one that a repository factory has.
	 * That one is read by reflection, because it is in a private field without a getter.
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
		RepositoryMetadata unwrapped = (method.getReturnType() == Accelerated.class)
				? new EnvelopeRepositoryMetadata(metadata) : metadata;
		if (Arrays.asList(method.getParameterTypes()).contains(CacheOptions.class)) {
			return new JpaQueryMethod(method, unwrapped, projections, this.extractor, EnvelopeParameters::new);
		}
		return this.delegate.build(method, unwrapped, projections);
	}

	/**
	 * Parameters of a query method, of which options are not passed to the query.
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

		EnvelopeParameter(MethodParameter parameter, TypeInformation<?> domain) {
			super(parameter, domain);
			this.options = parameter.getParameterType() == CacheOptions.class;
		}

		@Override
		public boolean isSpecialParameter() {
			return this.options || super.isSpecialParameter();
		}

	}

}
