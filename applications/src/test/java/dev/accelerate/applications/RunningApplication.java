package dev.accelerate.applications;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

import bookshop.BookshopApplication;
import bookshop.domain.Author;
import bookshop.domain.Book;
import bookshop.domain.Customer;
import bookshop.domain.Review;
import jakarta.persistence.EntityManager;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Bookshop with a database of its own that answers requests.
 */
final class RunningApplication implements AutoCloseable {

	static final int BOOKS = 40;

	static final int AUTHORS = 8;

	static final int CUSTOMERS = 6;

	private final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private final String address;

	RunningApplication(String name, Class<?> configuration, String... properties) {
		this.context = new SpringApplicationBuilder(BookshopApplication.class, configuration)
			.properties("server.port=0", "spring.datasource.url=jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1",
					"spring.jpa.hibernate.ddl-auto=create-drop", "spring.main.banner-mode=off")
			.properties(properties)
			.run();
		this.address = "http://localhost:" + this.context.getEnvironment().getProperty("local.server.port");
		new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> fill(this.context.getBean(EntityManager.class)));
	}

	private static void fill(EntityManager entityManager) {
		List<Author> authors = new ArrayList<>();
		for (int i = 1; i <= AUTHORS; i++) {
			authors.add(new Author("author " + i));
		}
		authors.forEach(entityManager::persist);
		List<Customer> customers = new ArrayList<>();
		for (int i = 1; i <= CUSTOMERS; i++) {
			customers.add(new Customer("customer" + i + "@example.org", "customer " + i, "USER"));
		}
		customers.forEach(entityManager::persist);
		for (int i = 1; i <= BOOKS; i++) {
			Book book = new Book("book " + i, "category" + (i % 4), BigDecimal.valueOf(i), 20,
					authors.get(i % AUTHORS));
			book.getTags().add("tag" + (i % 3));
			book.getTags().add("all");
			entityManager.persist(book);
			if (i % 5 == 0) {
				entityManager.persist(new Review(book, customers.get(i % CUSTOMERS), 1 + (i % 5), "good"));
			}
		}
	}

	/**
	 * Sends a request.
	 * @return the status and the body of the response
	 */
	String send(Request request) throws IOException, InterruptedException {
		String credentials = Base64.getEncoder()
			.encodeToString((request.customer() + ":secret").getBytes(StandardCharsets.UTF_8));
		var response = this.client.send(HttpRequest.newBuilder(URI.create(this.address + request.path()))
			.method(request.method(), HttpRequest.BodyPublishers.noBody())
			.header("Authorization", "Basic " + credentials)
			.build(), BodyHandlers.ofString());
		return response.statusCode() + " " + response.body();
	}

	/**
	 * Returns all rows of all tables.
	 */
	Map<String, List<String>> rows() {
		JdbcTemplate jdbc = new JdbcTemplate(this.context.getBean(DataSource.class));
		Map<String, List<String>> rows = new TreeMap<>();
		for (String table : jdbc.queryForList(
				"select table_name from information_schema.tables where table_schema = 'PUBLIC'", String.class)) {
			rows.put(table,
					jdbc.queryForList("select * from " + table).stream().map(String::valueOf).sorted().toList());
		}
		return rows;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * Request of a customer.
	 */
	record Request(String customer, String method, String path) {
	}

}
