package dev.accelerate.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.LocalInvalidationLog;
import dev.accelerate.invalidation.Marks;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import dev.accelerate.test.domain.Member;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Application with a repository that is cached.
 */
final class MembersApplication {

	private MembersApplication() {
	}

	/**
	 * Return the application without its repository.
	 */
	static ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					TransactionAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
					DataJpaRepositoriesAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
					AccelerateAutoConfiguration.class, AccelerateMetricsAutoConfiguration.class))
			.withUserConfiguration(Entities.class)
			.withPropertyValues("spring.datasource.generate-unique-name=true", "spring.jpa.hibernate.ddl-auto=create");
	}

	static ApplicationContextRunner application() {
		return runner().withUserConfiguration(Repositories.class);
	}

	static List<CacheStatus> statuses(AssertableApplicationContext context, int calls) {
		assertThat(context).hasNotFailed();
		Members members = context.getBean(Members.class);
		AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
		return java.util.stream.IntStream.range(0, calls)
			.mapToObj((i) -> accelerate.withAccelerateInfo(() -> members.findByName("alice")).info().cacheStatus())
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Member.class)
	static class Entities {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Members.class))
	static class Repositories {

	}

	/**
	 * Public, because a filtered class loader makes a proxy of it.
	 */
	public interface Members extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "members")
		List<Member> findByName(String name);

		@CacheStrategy(ttl = 60)
		List<Member> findByNameContaining(String part);

		@CacheStrategy(ttl = 60)
		Accelerated<Optional<Member>> findByEmail(String email);

	}

	interface RefusedMembers extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		long deleteByName(String name);

	}

	@Configuration(proxyBeanMethods = false)
	static class Recorded {

		@Bean
		RecordingLog recordingLog() {
			return new RecordingLog();
		}

	}

	static class RecordingLog implements InvalidationLog {

		private final LocalInvalidationLog delegate = new LocalInvalidationLog();

		final BlockingQueue<InvalidationRecord> appended = new LinkedBlockingQueue<>();

		@Override
		public Stamp stamp() {
			return this.delegate.stamp();
		}

		@Override
		public void append(InvalidationRecord record) {
			this.appended.add(record);
			this.delegate.append(record);
		}

		@Override
		public boolean isValid(Stamp stamp, Marks tags) {
			return this.delegate.isValid(stamp, tags);
		}

	}

	static class CountingStore implements EntryStore {

		final AtomicInteger puts = new AtomicInteger();

		@Override
		public Entry get(QuerySignature signature) {
			return null;
		}

		@Override
		public void put(QuerySignature signature, Entry entry) {
			this.puts.incrementAndGet();
		}

		@Override
		public void remove(QuerySignature signature) {
		}

		@Override
		public void clear() {
		}

	}

}
