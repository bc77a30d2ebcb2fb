package dev.accelerate.autoconfigure;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.Members;
import dev.accelerate.core.Bypass;
import dev.accelerate.core.BypassPolicy;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryId;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.signature.ArgumentEncoder;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.store.EntryStore;
import dev.accelerate.store.LocalEntryCache;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.RecordingLog;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.provider.PersistenceProvider;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.jpa.repository.query.DefaultJpaQueryMethodFactory;
import org.springframework.data.jpa.repository.query.JpaQueryMethod;
import org.springframework.data.jpa.repository.query.JpaQueryMethodFactory;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.RepositoryMetadata;

import static dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.statuses;
import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AccelerateAutoConfiguration} with beans of the application that replace or
 * extend its own.
 */
class OwnBeansTests {

	private final ApplicationContextRunner runner = ApplicationWithoutRepository.runner();

	private final ApplicationContextRunner application = AnnotatedRepositoryApplication.application();

	@Test
	void ownStoreReplacesTheLocalOne() {
		this.application.withBean(CountingStore.class).run((context) -> {
			assertThat(context).hasSingleBean(EntryStore.class).doesNotHaveBean(LocalEntryCache.class);
			statuses(context, 1);
			assertThat(context.getBean(CountingStore.class).puts).hasValue(1);
		});
	}

	@Test
	void ownLogReplacesTheLocalOne() {
		this.application.withBean(RecordingLog.class).run((context) -> {
			assertThat(context).hasSingleBean(InvalidationLog.class);
			context.getBean(AccelerateOperations.class).invalidate("members");
			assertThat(context.getBean(RecordingLog.class).appended).hasSize(1);
		});
	}

	@Test
	void ownTimeReplacesTheSystems() {
		MutableTime time = new MutableTime();
		this.application.withBean(TimeSource.class, time::source).run((context) -> {
			assertThat(statuses(context, 1)).containsExactly(CacheStatus.MISS);
			time.advance(Duration.ofSeconds(59));
			assertThat(statuses(context, 1)).containsExactly(CacheStatus.TTL);
			time.advance(Duration.ofSeconds(2));
			assertThat(statuses(context, 1)).containsExactly(CacheStatus.MISS);
		});
	}

	@Test
	void ownOperationsReplaceTheTemplate() {
		this.application.withUserConfiguration(OwnOperations.class)
			.run((context) -> assertThat(context).hasSingleBean(AccelerateOperations.class)
				.doesNotHaveBean("accelerateTemplate"));
	}

	@Test
	void ownBypassPolicyIsAdded() {
		this.application.withBean(BypassPolicy.class, () -> (call) -> new Bypass("test", "Do not test"))
			.run((context) -> assertThat(statuses(context, 2)).containsExactly(CacheStatus.NONE, CacheStatus.NONE));
	}

	@Test
	void ownListenerIsAdded() {
		this.application.withBean(Requests.class).run((context) -> {
			statuses(context, 2);
			assertThat(context.getBean(Requests.class).statuses).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
		});
	}

	@Test
	void ownArgumentEncoderIsAdded() {
		ApplicationContextRunner named = this.runner.withUserConfiguration(NamedRepositories.class);
		named.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.hasMessageContaining("Declare an ArgumentEncoder bean"));
		named.withBean(NameEncoder.class).run((context) -> {
			NamedMembers members = context.getBean(NamedMembers.class);
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
				for (String name : List.of("alice", "bob")) {
					assertThat(statusOf(accelerate, () -> members.findByName(new Name(name)))).isEqualTo(status);
				}
			}
		});
	}

	@Test
	void ownSignatureContributorIsAdded() {
		AtomicInteger contribution = new AtomicInteger();
		this.application.withBean(SignatureContributor.class, () -> contribution::get).run((context) -> {
			assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
			contribution.incrementAndGet();
			assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
		});
	}

	@Test
	void ownQueryMethodFactoryIsDelegatedTo() {
		this.application.withUserConfiguration(OwnQueryMethods.class).run((context) -> {
			assertThat(context.getBean(CountingQueryMethods.class).built).hasPositiveValue();
			assertThat(context.getBean(Members.class).findByEmail("nobody").data()).isEmpty();
			assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnOperations {

		@Bean
		AccelerateOperations ownOperations() {
			return (AccelerateOperations) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { AccelerateOperations.class },
					(proxy, method, arguments) -> switch (method.getName()) {
						case "hashCode" -> 1;
						case "equals" -> proxy == arguments[0];
						default -> "own";
					});
		}

	}

	static class Requests implements QueryCacheListener {

		private final BlockingQueue<CacheStatus> statuses = new LinkedBlockingQueue<>();

		@Override
		public QueryCacheListener.Requests onPlan(QueryId id) {
			return this.statuses::add;
		}

	}

	static class Name {

		private final String value;

		Name(String value) {
			this.value = value;
		}

		public String getValue() {
			return this.value;
		}

	}

	static class NameEncoder implements ArgumentEncoder {

		@Override
		public boolean supports(Class<?> type) {
			return type == Name.class;
		}

		@Override
		public byte[] encode(Object argument) {
			return ((Name) argument).getValue().getBytes();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = NamedMembers.class))
	static class NamedRepositories {

	}

	interface NamedMembers extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#name.value}")
		List<Member> findByName(Name name);

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnQueryMethods {

		@Bean
		CountingQueryMethods queryMethods() {
			return new CountingQueryMethods();
		}

	}

	static class CountingQueryMethods implements JpaQueryMethodFactory {

		private final AtomicInteger built = new AtomicInteger();

		@Override
		public JpaQueryMethod build(Method method, RepositoryMetadata metadata, ProjectionFactory factory) {
			this.built.incrementAndGet();
			return new DefaultJpaQueryMethodFactory(PersistenceProvider.HIBERNATE).build(method, metadata, factory);
		}

	}

}
