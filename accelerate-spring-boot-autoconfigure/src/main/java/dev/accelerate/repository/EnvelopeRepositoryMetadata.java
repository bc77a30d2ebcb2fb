package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.Set;

import dev.accelerate.Accelerated;

import org.springframework.data.core.TypeInformation;
import org.springframework.data.repository.core.CrudMethods;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.RepositoryFragment;
import org.springframework.data.repository.util.QueryExecutionConverters;
import org.springframework.data.repository.util.ReactiveWrapperConverters;

/**
 * {@link RepositoryMetadata} in which a method that returns {@link Accelerated} has the
 * type of its content as its return type, so that Spring Data creates the query for that
 * type.
 */
final class EnvelopeRepositoryMetadata implements RepositoryMetadata {

	private final RepositoryMetadata delegate;

	EnvelopeRepositoryMetadata(RepositoryMetadata delegate) {
		this.delegate = delegate;
	}

	@Override
	public TypeInformation<?> getReturnType(Method method) {
		TypeInformation<?> type = this.delegate.getReturnType(method);
		return (type.getType() == Accelerated.class) ? type.getRequiredComponentType() : type;
	}

	@Override
	public TypeInformation<?> getReturnedDomainTypeInformation(Method method) {
		return QueryExecutionConverters.unwrapWrapperTypes(
				ReactiveWrapperConverters.unwrapWrapperTypes(getReturnType(method)), getDomainTypeInformation());
	}

	@Override
	public Class<?> getReturnedDomainClass(Method method) {
		return getReturnedDomainTypeInformation(method).getType();
	}

	@Override
	public TypeInformation<?> getIdTypeInformation() {
		return this.delegate.getIdTypeInformation();
	}

	@Override
	public TypeInformation<?> getDomainTypeInformation() {
		return this.delegate.getDomainTypeInformation();
	}

	@Override
	public Class<?> getRepositoryInterface() {
		return this.delegate.getRepositoryInterface();
	}

	@Override
	public CrudMethods getCrudMethods() {
		return this.delegate.getCrudMethods();
	}

	@Override
	public boolean isPagingRepository() {
		return this.delegate.isPagingRepository();
	}

	@Override
	public Set<Class<?>> getAlternativeDomainTypes() {
		return this.delegate.getAlternativeDomainTypes();
	}

	@Override
	public Set<RepositoryFragment<?>> getFragments() {
		return this.delegate.getFragments();
	}

	@Override
	public boolean isReactiveRepository() {
		return this.delegate.isReactiveRepository();
	}

}
