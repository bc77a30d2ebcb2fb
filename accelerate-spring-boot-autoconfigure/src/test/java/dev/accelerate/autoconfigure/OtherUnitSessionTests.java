package dev.accelerate.autoconfigure;

import java.util.List;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.autoconfigure.PersistenceUnitTests.OtherMembers;
import dev.accelerate.autoconfigure.PersistenceUnitTests.TwoUnits;
import dev.accelerate.jpa.UnitDependencyTracker;
import dev.accelerate.metrics.AccelerateMeter;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Member;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;

import org.springframework.data.repository.Repository;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UnitDependencyTracker} in an application: code behind a repository of one
 * persistence unit that reads from another one.
 */
class OtherUnitSessionTests {

	/**
	 * What the session of the other unit holds may be older than the load, or filtered.
	 */
	@Test
	void goesPastTheCacheWhileASessionOfTheOtherUnitIsOpen() {
		ApplicationWithoutRepository.runner()
			.withBean(SimpleMeterRegistry.class)
			.withUserConfiguration(TwoUnits.class)
			.run((context) -> {
				OtherMembers others = context.getBean(OtherMembers.class);
				others.save(new Member("before", "other@example.org", null));
				OtherNames names = TestRepositories.create(context, OtherNames.class,
						(factory) -> factory.setTransactionManager("firstTransactions"));
				AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
				EntityManagerFactory unit = context.getBean("secondUnit", EntityManagerFactory.class);
				Others.members = others;
				try (EntityManager session = unit.createEntityManager()) {
					TransactionSynchronizationManager.bindResource(unit, new EntityManagerHolder(session));
					try {
						assertThat(others.findAll()).hasSize(1);
						rename(unit);
						var held = accelerate.withAccelerateInfo(names::all);
						assertThat(held.data()).containsExactly("before");
						assertThat(held.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
						assertThat(context.getBean(MeterRegistry.class)
							.get(AccelerateMeter.BYPASSES.id())
							.tag("reason", "other-session")
							.counter()
							.count()).isEqualTo(1);
					}
					finally {
						TransactionSynchronizationManager.unbindResource(unit);
					}
				}
				assertThat(names.all()).containsExactly("after");
				var known = accelerate.withAccelerateInfo(names::all);
				assertThat(known.data()).containsExactly("after");
				assertThat(known.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
			});
	}

	private static void rename(EntityManagerFactory unit) {
		try (EntityManager another = unit.createEntityManager()) {
			another.getTransaction().begin();
			another.createQuery("update Member m set m.name = 'after'").executeUpdate();
			another.getTransaction().commit();
		}
	}

	/**
	 * What the default method reads from.
	 */
	private static final class Others {

		private static OtherMembers members;

	}

	interface OtherNames extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		default List<String> all() {
			return Others.members.findAll().stream().map(Member::getName).toList();
		}

	}

}
