package dev.accelerate.autoconfigure;

import java.util.List;

import dev.accelerate.Accelerated;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.DataJpaTestTests.Members;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.transaction.TestTransaction;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static dev.accelerate.test.AcceleratedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AccelerateAutoConfiguration} with the log of the database in the
 * {@code @DataJpaTest}s of an application.
 */
@DataJpaTest(properties = { "accelerate.tenancy=single", "accelerate.invalidation.log=table",
		"accelerate.invalidation.table.poll-interval=10ms" })
@ContextConfiguration(classes = { TestApplication.class, DataJpaTestTests.Configured.class })
class DataJpaTestLogTests {

	@Autowired
	private Members members;

	@Autowired
	private AccelerateOperations accelerate;

	@Autowired
	private EntityManager entityManager;

	@Autowired
	private JdbcTemplate jdbc;

	@Test
	void readsInTheTestsTransactionAreCachedUntilItWrites() {
		Awaitility.await().pollInSameThread().until(this::isHit);
		this.entityManager.createQuery("delete from Member").executeUpdate();
		assertThat(this.members.findByName("anna")).isUncached();
	}

	@Test
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	void readsWithoutATransactionAreCached() {
		Awaitility.await().pollInSameThread().until(this::isHit);
		this.accelerate.invalidateAll();
		assertThat(this.members.findByName("anna")).isMiss();
		Awaitility.await().pollInSameThread().until(this::isHit);
		assertThat(records()).endsWith("*");
	}

	/**
	 * Spring's tests roll back.
	 */
	@Test
	void nothingIsRecordedOfATest() {
		List<String> before = records();
		this.entityManager.persist(new Member("anna", "anna@example.org", null));
		this.entityManager.flush();
		TestTransaction.end();
		assertThat(records()).isEqualTo(before);
	}

	private boolean isHit() {
		Accelerated<List<Member>> answer = this.members.findByName("anna");
		return answer.info().cacheStatus() == CacheStatus.TTL;
	}

	private List<String> records() {
		return this.jdbc.queryForList("select record from accelerate_invalidation where id > 0 order by id",
				String.class);
	}

}
