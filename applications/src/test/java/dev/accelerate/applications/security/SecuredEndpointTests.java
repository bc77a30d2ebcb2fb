package dev.accelerate.applications.security;

import java.util.List;
import java.util.Map;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.actuate.AccelerateEndpoint;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AccelerateEndpoint} over HTTP, behind Spring Security: who may read, and who may
 * purge.
 */
class SecuredEndpointTests {

	private static final String PATH = "/actuator/accelerate";

	private static final String MARKER = "xmarkerx";

	private static ConfigurableApplicationContext context;

	private static RestTestClient client;

	private final Pages pages = context.getBean(Pages.class);

	private final AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(Secured.class)
			.properties(Map.of("server.port", "0", "spring.datasource.url", "jdbc:h2:mem:endpoint",
					"spring.jpa.hibernate.ddl-auto", "create-drop", "management.endpoints.web.exposure.include",
					"accelerate", "spring.jpa.open-in-view", "false"))
			.run();
		client = RestTestClient.bindToServer()
			.baseUrl("http://localhost:" + context.getEnvironment().getProperty("local.server.port"))
			.build();
		context.getBean(Pages.class).save(new Page(MARKER));
	}

	@AfterAll
	static void close() {
		context.close();
	}

	@BeforeEach
	void read() {
		this.accelerate.invalidateAll();
		assertThat(status()).isEqualTo(CacheStatus.MISS);
	}

	private CacheStatus status() {
		return this.accelerate.withAccelerateInfo(() -> this.pages.findByTitle(MARKER)).info().cacheStatus();
	}

	private String signature() {
		return this.accelerate.withAccelerateInfo(() -> this.pages.findByTitle(MARKER)).info().signature();
	}

	private static RestTestClient.ResponseSpec send(String user, HttpMethod method, String path) {
		return client.method(method).uri(PATH + path).headers((headers) -> {
			if (user != null) {
				headers.setBasicAuth(user, "secret");
			}
		}).exchange();
	}

	private static String body(String user, HttpMethod method, String path) {
		return send(user, method, path).expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
	}

	@Test
	void anonymousSeesNothing() {
		for (String path : List.of("", "/Pages.findByTitle", "/invalidations", "/entries/" + signature())) {
			send(null, HttpMethod.GET, path).expectStatus().isUnauthorized();
		}
		send(null, HttpMethod.DELETE, "?all").expectStatus().isUnauthorized();
		assertThat(status()).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void aReaderReadsAndCannotPurge() {
		assertThat(body("reader", HttpMethod.GET, "")).contains("\"cachedMethods\":1", "Pages.findByTitle");
		assertThat(body("reader", HttpMethod.GET, "/Pages.findByTitle")).contains("@CacheStrategy of the method",
				"page_#{#title}");
		assertThat(body("reader", HttpMethod.GET, "/invalidations")).contains("\"cause\":\"all\"");
		assertThat(body("reader", HttpMethod.GET, "/entries/" + signature())).contains("\"answer\":\"ttl\"");
		send("reader", HttpMethod.DELETE, "?all").expectStatus().isForbidden();
		send("reader", HttpMethod.DELETE, "?all&preview").expectStatus().isForbidden();
		assertThat(status()).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void whoMayPurgePreviewsFirst() {
		assertThat(body("purger", HttpMethod.DELETE, "?method=Pages.findByTitle&preview"))
			.isEqualTo("{\"preview\":true,\"entries\":1,\"requestId\":null}");
		assertThat(status()).isEqualTo(CacheStatus.TTL);
		assertThat(body("purger", HttpMethod.DELETE, "?method=Pages.findByTitle"))
			.startsWith("{\"preview\":false,\"entries\":1,\"requestId\":\"");
		assertThat(status()).isEqualTo(CacheStatus.MISS);
		body("purger", HttpMethod.DELETE, "?tags=page_" + MARKER);
		assertThat(status()).isEqualTo(CacheStatus.MISS);
		body("purger", HttpMethod.DELETE, "?all");
		assertThat(status()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void refusalsAreProblemsWithACode() {
		assertProblem(send("reader", HttpMethod.GET, "/Pages.other"), 404);
		assertProblem(send("reader", HttpMethod.GET, "/entries/00"), 404);
		assertProblem(send("purger", HttpMethod.DELETE, ""), 400);
		assertProblem(send("purger", HttpMethod.DELETE, "?all&preview=perhaps"), 400);
		assertProblem(send("purger", HttpMethod.DELETE, "?table=no_such_table"), 400);
		assertThat(status()).isEqualTo(CacheStatus.TTL);
	}

	private static void assertProblem(RestTestClient.ResponseSpec response, int status) {
		String body = response.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType("application/problem+json")
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		assertThat(body).contains("\"code\":\"P6005\"", "\"status\":" + status);
	}

	@Test
	void noAnswerHoldsAValue() {
		this.accelerate.invalidate("page_" + MARKER);
		String signature = signature();
		for (String path : List.of("", "/Pages.findByTitle", "/invalidations", "/entries/" + signature)) {
			assertThat(body("reader", HttpMethod.GET, path)).doesNotContain(MARKER);
		}
		assertThat(body("purger", HttpMethod.DELETE, "?tags=page_" + MARKER)).doesNotContain(MARKER);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = SecuredEndpointTests.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Pages.class),
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*MethodSecurityTests.*"))
	static class Secured {

		@Bean
		SecurityFilterChain endpoints(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests
					.requestMatchers(EndpointRequest.to(AccelerateEndpoint.class).withHttpMethod(HttpMethod.GET))
					.hasAnyRole("READER", "PURGER")
					.requestMatchers(EndpointRequest.to(AccelerateEndpoint.class))
					.hasRole("PURGER")
					.anyRequest()
					.denyAll())
				.httpBasic(Customizer.withDefaults())
				.csrf((csrf) -> csrf.disable())
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(user("reader", "READER"), user("purger", "PURGER"));
		}

		private static UserDetails user(String name, String role) {
			return User.withUsername(name).password("{noop}secret").roles(role).build();
		}

	}

	interface Pages extends JpaRepository<Page, Long> {

		@CacheStrategy(ttl = 60, tags = "page_#{#title}")
		List<Page> findByTitle(String title);

	}

	@Entity(name = "Page")
	static class Page {

		@Id
		@GeneratedValue
		Long id;

		String title;

		protected Page() {
		}

		Page(String title) {
			this.title = title;
		}

	}

}
