package dev.accelerate.benchmarks.jmh;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.accelerate.benchmarks.domain.User;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.metrics.AccelerateMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;

/**
 * How long an application with 100 repositories takes to start, with this project and
 * with its auto-configurations excluded. It has H2 in memory and no web server, and every
 * repository is an interface of its own with one cached query. Making these interfaces is
 * not measured. What the class path alone brings is in both: a few entries in
 * {@code spring.factories}, and a service of Hibernate that finds nothing to do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init")
public class StartupBenchmark {

	/**
	 * Whether the starter does anything.
	 */
	@Param({ "false", "true" })
	boolean starter;

	private List<Class<?>> repositories;

	private ConfigurableApplicationContext context;

	/**
	 * Make the interfaces.
	 */
	@Setup(Level.Trial)
	public void generate() {
		this.repositories = GeneratedRepositories.ALL;
	}

	/**
	 * Make sure that all repositories are there, and cached if they should be. Then stop
	 * the application.
	 */
	@TearDown(Level.Invocation)
	public void stop() {
		int started = this.context.getBeansOfType(JpaRepository.class).size();
		int cached = this.context.getBean(MeterRegistry.class)
			.find(AccelerateMeter.REQUESTS.id())
			.tag("status", "ttl")
			.counters()
			.size();
		this.context.close();
		if (started != GeneratedRepositories.NUMBER || cached != (this.starter ? GeneratedRepositories.NUMBER : 0)) {
			throw new IllegalStateException(started + " repositories were started, with " + cached + " cached methods");
		}
	}

	/**
	 * Start the application in a JVM in which nothing has run yet, as in production.
	 * @return the application
	 */
	@Benchmark
	@Warmup(iterations = 0)
	@Measurement(iterations = 1)
	@Fork(6)
	public ConfigurableApplicationContext cold() {
		return start();
	}

	/**
	 * Start the application in a JVM that has started others, which tells work done from
	 * classes loaded.
	 * @return the application
	 */
	@Benchmark
	@Warmup(iterations = 10)
	@Measurement(iterations = 10)
	@Fork(2)
	public ConfigurableApplicationContext warm() {
		return start();
	}

	private ConfigurableApplicationContext start() {
		SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.initializers((context) -> register((GenericApplicationContext) context));
		String database = "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID();
		this.context = this.starter ? application.run(database)
				: application.run(database, "--" + Peer.WITHOUT_ACCELERATE);
		return this.context;
	}

	private void register(GenericApplicationContext context) {
		for (Class<?> repository : this.repositories) {
			context.registerBeanDefinition(repository.getSimpleName(),
					BeanDefinitionBuilder.rootBeanDefinition(JpaRepositoryFactoryBean.class)
						.addConstructorArgValue(repository)
						.getBeanDefinition());
		}
	}

	/**
	 * Application without repositories of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = User.class)
	static class Application {

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

}
