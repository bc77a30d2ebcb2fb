package dev.accelerate.shop;

import java.util.Random;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.AccelerateAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * {@link AccelerateAutoConfiguration} in an application that was written without the
 * cache and sets nothing but {@code accelerate.default-strategy.ttl}: every result is the
 * one of the same application without the cache.
 */
class ShopTests {

	private static final int STEPS = 1000;

	private ConfigurableApplicationContext cached;

	private ConfigurableApplicationContext plain;

	@AfterEach
	void stop() {
		this.cached.close();
		this.plain.close();
	}

	@Test
	void everyAnswerIsTheOneWithoutTheCache() {
		start();
		long seed = Long.getLong("accelerate.model.seed", System.nanoTime());
		assertThat(firstDifference(seed)).as("with -Daccelerate.model.seed=%s", seed).isNull();
	}

	/**
	 * Otherwise the check could not fail.
	 */
	@Test
	void withoutInvalidationAnswersDiffer() {
		start("accelerate.invalidation.automatic=false");
		assertThat(firstDifference(42)).isNotNull();
	}

	@Test
	void queriesAreAnsweredFromTheCache() {
		start();
		Customers customers = this.cached.getBean(Customers.class);
		AccelerateOperations accelerate = this.cached.getBean(AccelerateOperations.class);
		customers.count();
		assertThat(statusOf(accelerate, customers::count)).isEqualTo(CacheStatus.TTL);
		customers.namesAndPoints();
		assertThat(statusOf(accelerate, customers::namesAndPoints)).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void whatIsAnotherEachTimeIsAnotherEachTime() {
		start();
		Customers customers = this.cached.getBean(Customers.class);
		assertThat(customers.token()).isNotEqualTo(customers.token());
		assertThat(customers.nextReceipt()).isNotEqualTo(customers.nextReceipt());
	}

	/**
	 * Has both applications do the same at random, until they answer differently.
	 */
	private String firstDifference(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < STEPS; i++) {
			Step step = anyStep(random);
			String answer = step.run(this.cached);
			String truth = step.run(this.plain);
			if (!answer.equals(truth)) {
				return "Step %d, %s, answers %s instead of %s".formatted(i, step.name(), answer, truth);
			}
		}
		return null;
	}

	private void start(String... properties) {
		this.cached = run(Stream.concat(Stream.of("accelerate.default-strategy.ttl=60"), Stream.of(properties))
			.toArray(String[]::new));
		this.plain = run("accelerate.enabled=false");
	}

	private static Step anyStep(Random random) {
		Long id = 1L + random.nextInt(12);
		int number = random.nextInt(20);
		return switch (random.nextInt(24)) {
			case 0, 1 -> service("register", (shop, customers) -> shop.register("n" + number));
			case 2 -> service("rename " + id, (shop, customers) -> shop.rename(id, "n" + number));
			case 3 -> service("buy " + id, (shop, customers) -> shop.buy(id, number));
			case 4 -> service("takeBack " + id, (shop, customers) -> shop.takeBack(id));
			case 5 -> service("giveAll", (shop, customers) -> shop.giveAll(number));
			case 6 -> service("leave " + id, (shop, customers) -> customers.existsById(id) ? shop.leave(id) : "stays");
			case 7 -> service("fail " + id, (shop, customers) -> {
				assertThatIllegalStateException().isThrownBy(() -> shop.fail(id));
				return "failed";
			});
			case 8, 9 -> service("report " + id, (shop, customers) -> shop.report(id));
			case 10, 11 -> service("search", (shop, customers) -> shop.search(number));
			case 12 -> service("findById " + id, (shop, customers) -> customers.findById(id));
			case 13 -> service("findAll", (shop, customers) -> customers.findAll(Sort.by("id")));
			case 14 -> service("count", (shop, customers) -> customers.count());
			case 15 -> service("existsById " + id, (shop, customers) -> customers.existsById(id));
			case 16 -> service("existsByName", (shop, customers) -> customers.existsByName("n" + number));
			case 17 -> service("findFirst", (shop, customers) -> customers.findFirstByOrderByPointsDescIdAsc());
			case 18 -> service("namesAndPoints",
					(shop, customers) -> customers.namesAndPoints()
						.stream()
						.map((row) -> row.getName() + row.getPoints())
						.toList());
			case 19 -> service("spentBy " + id, (shop, customers) -> customers.spentBy(id));
			case 20 -> service("turnoverOf " + id, (shop, customers) -> customers.turnoverOf(id));
			case 21 -> service("nextReceipt", (shop, customers) -> customers.nextReceipt());
			case 22 -> service("purchases",
					(shop, customers) -> customers.findAllByOrderById()
						.stream()
						.map((customer) -> customer + " " + customer.getPurchases())
						.toList());
			default -> service("page",
					(shop, customers) -> customers.findByPointsGreaterThan(number, PageRequest.of(1, 2, Sort.by("id")))
						.map(Customer::toString)
						.getContent());
		};
	}

	private static Step service(String name, BiFunction<Shop, Customers, Object> call) {
		return new Step(name, call);
	}

	private static ConfigurableApplicationContext run(String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
					"spring.jpa.hibernate.ddl-auto=create", "spring.jpa.defer-datasource-initialization=true",
					"spring.sql.init.schema-locations=classpath:shop.sql")
			.properties(properties)
			.run();
	}

	private record Step(String name, BiFunction<Shop, Customers, Object> call) {

		String run(ConfigurableApplicationContext context) {
			return String.valueOf(this.call.apply(context.getBean(Shop.class), context.getBean(Customers.class)));
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import(Shop.class)
	static class Application {

	}

}
