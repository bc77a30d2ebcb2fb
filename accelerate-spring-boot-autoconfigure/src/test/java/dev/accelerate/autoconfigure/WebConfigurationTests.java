package dev.accelerate.autoconfigure;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.Members;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.web.RequestWrites;
import dev.accelerate.web.TokenFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.statuses;
import static dev.accelerate.autoconfigure.StartupFailure.analysis;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link WebConfiguration}: which applications have the filter of tokens, where it is,
 * and what is refused.
 */
class WebConfigurationTests {

	private static final String HEADER = "accelerate.web.token=header";

	private static final String COOKIE = "accelerate.web.token=cookie";

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	/**
	 * Order of Spring Security's filter, which Spring Boot's
	 * {@code SecurityFilterProperties} has.
	 */
	private static final int SECURITY = -100;

	private final WebApplicationContextRunner application = ApplicationWithoutRepository
		.configured(new WebApplicationContextRunner())
		.withUserConfiguration(AnnotatedRepositoryApplication.Repositories.class);

	@Test
	void thereIsNoFilterByDefault() {
		this.application.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(registration(context).isEnabled()).isFalse();
		});
	}

	@Test
	void aWriteAddsAHeader() {
		this.application.withPropertyValues(HEADER).run((context) -> {
			assertThat(registration(context).isEnabled()).isTrue();
			MockHttpServletResponse response = write(context);
			assertThat(response.getHeader("Accelerate-Token"))
				.isEqualTo(context.getBean(AccelerateOperations.class).token());
			assertThat(response.getCookies()).isEmpty();
		});
	}

	@Test
	void aWriteSetsACookie() {
		this.application.withPropertyValues(COOKIE, "accelerate.web.token-secret=" + SECRET).run((context) -> {
			assertThat(registration(context).isEnabled()).isTrue();
			MockHttpServletResponse response = write(context);
			assertThat(response.getHeader("Accelerate-Token")).isNull();
			assertThat(response.getCookies()).hasSize(1);
			Cookie cookie = response.getCookies()[0];
			assertThat(cookie.getName()).startsWith("accelerate-token-");
			assertThat(cookie.getValue()).startsWith(context.getBean(AccelerateOperations.class).token())
				.doesNotContain(SECRET);
		});
	}

	/**
	 * Spring Security reads users, and so may a filter that is not ordered.
	 */
	@Test
	void theFilterIsBetweenThoseThatChangeTheRequestAndThoseThatRead() {
		this.application.withPropertyValues(HEADER).run((context) -> {
			FilterRegistrationBean<?> registration = registration(context);
			assertThat(registration.getOrder()).isGreaterThan(Ordered.HIGHEST_PRECEDENCE).isLessThan(SECURITY);
			assertThat(registration.determineDispatcherTypes()).contains(DispatcherType.REQUEST, DispatcherType.ASYNC);
			assertThat(registration.getUrlPatterns()).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0123456789abcdef0123456789abcde" })
	void aCookieNeedsASecret(String secret) {
		WebApplicationContextRunner cookie = this.application.withPropertyValues(COOKIE);
		for (WebApplicationContextRunner each : secret.isEmpty()
				? new WebApplicationContextRunner[] { cookie,
						cookie.withPropertyValues("accelerate.web.token-secret=") }
				: new WebApplicationContextRunner[] {
						cookie.withPropertyValues("accelerate.web.token-secret=" + secret) }) {
			each.run((context) -> {
				FailureAnalysis analysis = analysis(context);
				assertThat(analysis.getDescription()).contains("accelerate.web.token-secret").contains("32 characters");
				assertThat(secret.isEmpty() || !analysis.getDescription().contains(secret)).isTrue();
			});
		}
	}

	@Test
	void aHeaderNeedsNoSecret() {
		this.application.withPropertyValues(HEADER, "accelerate.web.token-secret=short")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void thereIsNoFilterIfTheCacheIsOff() {
		this.application.withPropertyValues(COOKIE, "accelerate.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(registration(context).isEnabled()).isFalse();
		});
	}

	@Test
	void anApplicationWithoutAWebServerHasNoFilter() {
		AnnotatedRepositoryApplication.application().withPropertyValues(COOKIE).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(FilterRegistrationBean.class);
			assertHits(context);
		});
	}

	@Test
	void aReactiveApplicationHasNoFilter() {
		ApplicationWithoutRepository.configured(new ReactiveWebApplicationContextRunner())
			.withUserConfiguration(AnnotatedRepositoryApplication.Repositories.class)
			.withPropertyValues(COOKIE)
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(FilterRegistrationBean.class);
				assertHits(context);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "jakarta.servlet", "org.springframework.web" })
	void anApplicationWithoutTheClassesOfServletsStarts(String missing) {
		AnnotatedRepositoryApplication.application()
			.withClassLoader(new FilteredClassLoader(missing))
			.withPropertyValues(COOKIE)
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.hasSingleBean(RequestWrites.class)
					.doesNotHaveBean("accelerateTokenFilter");
				assertHits(context);
			});
	}

	/**
	 * The requests come to the child, and the commits are those of the parent.
	 */
	@Test
	void aWriteOfTheParentAddsAHeaderInTheChild() {
		AnnotatedRepositoryApplication.application()
			.run((parent) -> ApplicationWithoutRepository.configured(new WebApplicationContextRunner())
				.withPropertyValues(HEADER, "spring.data.jpa.repositories.enabled=false")
				.withParent(parent)
				.run((child) -> assertThat(write(child).getHeader("Accelerate-Token"))
					.isEqualTo(parent.getBean(AccelerateOperations.class).token())));
	}

	private static void assertHits(ApplicationContext context) {
		assertThat(statuses(context, 2)).containsExactly(CacheStatus.MISS, CacheStatus.TTL);
	}

	private static FilterRegistrationBean<?> registration(AssertableWebApplicationContext context) {
		return context.getBean("accelerateTokenFilter", FilterRegistrationBean.class);
	}

	private static MockHttpServletResponse write(AssertableWebApplicationContext context) throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		TokenFilter filter = (TokenFilter) registration(context).getFilter();
		filter.doFilter(new MockHttpServletRequest(), response, (request, answer) -> context.getBean(Members.class)
			.save(new Member("alice", "alice@acme.example", null)));
		return response;
	}

}
