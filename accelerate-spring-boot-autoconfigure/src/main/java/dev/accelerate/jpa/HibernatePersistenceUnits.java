package dev.accelerate.jpa;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.accelerate.core.OpenTransactions;
import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.core.PersistenceUnitResolver;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link PersistenceUnitResolver} of Hibernate.
 */
public final class HibernatePersistenceUnits implements PersistenceUnitResolver {

	private final OpenTransactions transactions;

	private final ObjectProvider<PlatformTransactionManager> managers;

	private final Map<EntityManagerFactory, PersistenceUnit> units = new ConcurrentHashMap<>();

	/**
	 * Create a resolver.
	 * @param transactions the transactions in progress
	 * @param managers the transaction managers, among which is that of each unit
	 */
	public HibernatePersistenceUnits(OpenTransactions transactions,
			ObjectProvider<PlatformTransactionManager> managers) {
		this.transactions = transactions;
		this.managers = managers;
	}

	@Override
	public PersistenceUnit resolve(EntityManagerFactory entityManagerFactory) {
		return this.units.computeIfAbsent(entityManagerFactory, (factory) -> new HibernatePersistenceUnit(factory,
				this.transactions, SingletonSupplier.ofNullable(() -> managerOf(factory))));
	}

	private @Nullable PlatformTransactionManager managerOf(EntityManagerFactory factory) {
		return this.managers.stream()
			.filter((manager) -> manager instanceof JpaTransactionManager jpa
					&& factory.equals(jpa.getEntityManagerFactory()))
			.findFirst()
			.orElse(null);
	}

}
