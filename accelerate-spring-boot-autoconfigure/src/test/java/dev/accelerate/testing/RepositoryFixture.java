package dev.accelerate.testing;

import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.ErrorCode;
import dev.accelerate.strategy.RefusedStrategyException;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.Repository;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Application to which repositories are added: some are refused, others are read from.
 */
public final class RepositoryFixture implements AutoCloseable {

	public final AccelerateOperations accelerate;

	private final ConfigurableApplicationContext context;

	/**
	 * Starts an application without beans of its own.
	 */
	public RepositoryFixture(String... properties) {
		this(TestApplication.class, properties);
	}

	public RepositoryFixture(Class<?> configuration, String... properties) {
		this(TestDatabase.H2, configuration, properties);
	}

	public RepositoryFixture(TestDatabase database, Class<?> configuration, String... properties) {
		this.context = TestApplication.run(database, configuration, properties);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Returns whether a bean has been created.
	 */
	public boolean isCreated(String bean) {
		return this.context.getBeanFactory().containsSingleton(bean);
	}

	public <R extends Repository<?, ?>> R create(Class<R> type) {
		return TestRepositories.create(this.context, type);
	}

	public <R extends Repository<?, ?>> R create(Class<R> type,
			Consumer<JpaRepositoryFactoryBean<?, ?, ?>> customizer) {
		return TestRepositories.create(this.context, type, customizer);
	}

	/**
	 * Returns the refusal of a repository, which tells where, why and what to do.
	 */
	public RefusedStrategyException refusal(Class<? extends Repository<?, ?>> type) {
		RefusedStrategyException refused = catchThrowableOfType(RefusedStrategyException.class, () -> create(type));
		assertThat(refused).as("refusal of " + type.getName()).isNotNull();
		assertThat(refused.code()).isEqualTo(ErrorCode.P6005);
		assertThat(refused).hasMessage("P6005: The cache strategy of " + refused.where() + " cannot be honoured: "
				+ refused.reason() + ". " + refused.remedy() + ".");
		return refused;
	}

	/**
	 * Asserts that a repository is refused.
	 * @param method what follows the name of the repository in that of the method, or
	 * nothing if the repository itself is at fault
	 * @param reason a part of the reason
	 */
	public void assertRefused(Class<? extends Repository<?, ?>> type, String method, String reason, String remedy) {
		RefusedStrategyException refused = refusal(type);
		assertThat(refused.where()).isEqualTo(type.getName() + method);
		assertThat(refused.reason()).contains(reason);
		assertThat(refused.remedy()).isEqualTo(remedy);
	}

	public CacheStatus status(Supplier<?> read) {
		return statusOf(this.accelerate, read);
	}

	/**
	 * Asserts that a read is a miss first, and then answered without the database.
	 */
	public void assertHit(Supplier<?> read) {
		DatabaseTraffic traffic = bean(DatabaseTraffic.class);
		this.accelerate.invalidateAll();
		assertThat(status(read)).isEqualTo(CacheStatus.MISS);
		DatabaseTraffic.Counts before = traffic.counts();
		assertThat(status(read)).isEqualTo(CacheStatus.TTL);
		assertThat(traffic.counts()).isEqualTo(before);
	}

	/**
	 * Asserts that a read may be cached, but is a miss each time.
	 */
	public void assertNeverKept(Supplier<?> read) {
		assertThat(status(read)).isEqualTo(CacheStatus.MISS);
		assertThat(status(read)).isEqualTo(CacheStatus.MISS);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
