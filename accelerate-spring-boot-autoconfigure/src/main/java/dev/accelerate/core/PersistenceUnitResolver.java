package dev.accelerate.core;

import jakarta.persistence.EntityManagerFactory;

/**
 * Finds the persistence unit behind an entity manager factory.
 */
@FunctionalInterface
public interface PersistenceUnitResolver {

	/**
	 * Returns the persistence unit of a factory.
	 * @param entityManagerFactory the factory under which Spring binds its resources
	 * @return its persistence unit, the same on every call
	 * @throws jakarta.persistence.PersistenceException if the factory is of another
	 * provider
	 */
	PersistenceUnit resolve(EntityManagerFactory entityManagerFactory);

}
