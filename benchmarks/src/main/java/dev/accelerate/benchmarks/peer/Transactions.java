package dev.accelerate.benchmarks.peer;

import java.util.function.Function;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions of an application that write.
 */
public final class Transactions {

	private final EntityManager entityManager;

	private final TransactionTemplate template;

	/**
	 * Create transactions.
	 * @param application the running application
	 */
	public Transactions(PeerApplication application) {
		this.entityManager = SharedEntityManagerCreator
			.createSharedEntityManager(application.bean(EntityManagerFactory.class));
		this.template = new TransactionTemplate(application.bean(PlatformTransactionManager.class));
	}

	/**
	 * Do something in a transaction of its own.
	 * @param <T> the type of what it returns
	 * @param work what to do
	 * @return what it returned
	 */
	public <T> T run(Function<EntityManager, T> work) {
		return this.template.execute((status) -> work.apply(this.entityManager));
	}

}
