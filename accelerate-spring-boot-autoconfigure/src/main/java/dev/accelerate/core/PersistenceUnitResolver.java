package dev.accelerate.core;

import jakarta.persistence.EntityManagerFactory;

/**
 * Finder of the persistence unit behind an entity manager factory.
 */
@FunctionalInterface
public interface PersistenceUnitResolver {

	/**
	 * Return the persistence unit of a factory.
	 * @param entityManagerFactory the factory, as Spring binds its resources by it
	 * @return its persistence unit, always the same
	 * @throws jakarta.persistence.PersistenceException if it is of another provider
	 */
	PersistenceUnit resolve(EntityManagerFactory entityManagerFactory);

}
