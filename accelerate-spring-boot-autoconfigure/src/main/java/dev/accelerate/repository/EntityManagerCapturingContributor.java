package dev.accelerate.repository;

import java.util.function.Consumer;

import jakarta.persistence.EntityManager;

import org.springframework.data.jpa.repository.support.JpaEntityInformation;
import org.springframework.data.jpa.repository.support.JpaRepositoryFragmentsContributor;
import org.springframework.data.querydsl.EntityPathResolver;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.RepositoryComposition.RepositoryFragments;

/**
 * {@link JpaRepositoryFragmentsContributor} that delegates to another one, and passes the
 * entity manager of the repository to an observer.
 */
final class EntityManagerCapturingContributor implements JpaRepositoryFragmentsContributor {

	private final JpaRepositoryFragmentsContributor delegate;

	private final Consumer<EntityManager> observer;

	EntityManagerCapturingContributor(JpaRepositoryFragmentsContributor delegate, Consumer<EntityManager> observer) {
		this.delegate = delegate;
		this.observer = observer;
	}

	@Override
	public RepositoryFragments contribute(RepositoryMetadata metadata, JpaEntityInformation<?, ?> entityInformation,
			EntityManager entityManager, EntityPathResolver resolver) {
		this.observer.accept(entityManager);
		return this.delegate.contribute(metadata, entityInformation, entityManager, resolver);
	}

	@Override
	public RepositoryFragments describe(RepositoryMetadata metadata) {
		return this.delegate.describe(metadata);
	}

}
