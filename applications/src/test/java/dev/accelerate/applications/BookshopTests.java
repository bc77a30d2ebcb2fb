package dev.accelerate.applications;

import java.util.Random;

import dev.accelerate.applications.RunningApplication.Request;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The {@link bookshop.BookshopApplication bookshop} with one property more: it answers as
 * before, leaves the same rows, and reads from the cache what it has read before.
 */
class BookshopTests {

	private static final int REQUESTS = 2000;

	@Test
	void answersAsBeforeAndFromTheCache() throws Exception {
		long seed = Long.getLong("accelerate.bookshop.seed", System.nanoTime());
		try (RunningApplication without = new RunningApplication("without", None.class,
				"spring.autoconfigure.exclude=dev.accelerate.autoconfigure.AccelerateAutoConfiguration,dev.accelerate.autoconfigure.AccelerateMetricsAutoConfiguration");
				RunningApplication with = new RunningApplication("with", Recorded.class,
						"accelerate.default-strategy.ttl=60")) {
			Random random = new Random(seed);
			for (int i = 0; i < REQUESTS; i++) {
				Request request = next(random);
				assertThat(with.send(request))
					.as("request %s, %s, with -Daccelerate.bookshop.seed=%s", i, request, seed)
					.isEqualTo(without.send(request));
			}
			assertThat(with.rows()).as("rows with -Daccelerate.bookshop.seed=%s", seed).isEqualTo(without.rows());
			RecordedReads reads = with.bean(RecordedReads.class);
			System.out.println("Bookshop: " + reads);
			assertThat(reads.part()).as("%s, with -Daccelerate.bookshop.seed=%s", reads, seed)
				.isGreaterThanOrEqualTo(0.6);
		}
	}

	private static Request next(Random random) {
		String customer = "customer" + (1 + random.nextInt(RunningApplication.CUSTOMERS)) + "@example.org";
		int book = 1 + (int) (RunningApplication.BOOKS * Math.pow(random.nextDouble(), 2));
		int author = 1 + random.nextInt(RunningApplication.AUTHORS);
		int order = 1 + random.nextInt(30);
		int dice = random.nextInt(1000);
		if (dice < 150) {
			return get(customer, "/");
		}
		if (dice < 300) {
			return get(customer, "/categories/category" + random.nextInt(4) + "?page=" + random.nextInt(3));
		}
		if (dice < 480) {
			return get(customer, "/books/" + book);
		}
		if (dice < 530) {
			return get(customer, "/details/" + book);
		}
		if (dice < 620) {
			return get(customer, "/orders");
		}
		if (dice < 640) {
			return get(customer, "/orders/" + order);
		}
		if (dice < 740) {
			return get(customer, "/api/books/" + book);
		}
		if (dice < 790) {
			return get(customer, "/api/books/" + book + "/reviews");
		}
		if (dice < 840) {
			return get(customer, "/api/search?text=book%20" + random.nextInt(4) + "&page=" + random.nextInt(2));
		}
		if (dice < 890) {
			return get(customer, "/api/authors/" + author);
		}
		if (dice < 940) {
			return get(customer, "/api/authors?prefix=author");
		}
		if (dice < 955) {
			return new Request(customer, "POST", "/api/orders?books=" + book + ","
					+ (1 + book % RunningApplication.BOOKS) + "&quantity=" + (1 + random.nextInt(3)));
		}
		if (dice < 962) {
			return new Request(customer, "POST", "/api/orders/" + order + "/cancel");
		}
		if (dice < 967) {
			return new Request(customer, "DELETE", "/api/orders/" + order + "/lines/first");
		}
		if (dice < 978) {
			return new Request(customer, "POST", "/api/books/" + book + "/reviews?stars=" + (1 + random.nextInt(5)));
		}
		if (dice < 982) {
			return new Request(customer, "DELETE", "/api/books/" + book + "/reviews");
		}
		if (dice < 988) {
			return new Request(customer, "PUT", "/api/books/" + book + "/price?price=" + random.nextInt(100));
		}
		if (dice < 991) {
			return new Request(customer, "PUT",
					"/api/categories/category" + random.nextInt(4) + "/price?price=" + random.nextInt(100));
		}
		if (dice < 995) {
			return new Request(customer, "PUT", "/api/authors/" + author + "/name?name=author%20" + random.nextInt(50));
		}
		return new Request(customer, "PUT", "/api/me/name?name=customer%20" + random.nextInt(50));
	}

	private static Request get(String customer, String path) {
		return new Request(customer, "GET", path);
	}

	@Configuration(proxyBeanMethods = false)
	static class None {

	}

	@Configuration(proxyBeanMethods = false)
	static class Recorded {

		@Bean
		RecordedReads recordedReads() {
			return new RecordedReads();
		}

	}

}
