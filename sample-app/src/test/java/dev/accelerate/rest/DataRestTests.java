package dev.accelerate.rest;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.data.rest.webmvc.config.RepositoryRestMvcConfiguration;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Data REST over an {@link EssayRepository} whose reads have explicit strategies.
 */
@SpringBootTest(properties = { "spring.datasource.generate-unique-name=true", "spring.jpa.hibernate.ddl-auto=create",
		"spring.sql.init.mode=never" })
@AutoConfigureMockMvc
class DataRestTests {

	private final MockMvcTester mvc;

	private final EssayRepository essays;

	private final AuthorRepository authors;

	private final AccelerateOperations accelerate;

	private Essay essay;

	private Author other;

	@Autowired
	DataRestTests(MockMvcTester mvc, EssayRepository essays, AuthorRepository authors,
			AccelerateOperations accelerate) {
		this.mvc = mvc;
		this.essays = essays;
		this.authors = authors;
		this.accelerate = accelerate;
	}

	@BeforeEach
	void writeAnEssay() {
		this.essays.deleteAll();
		this.essay = this.essays.save(new Essay("On Caches", this.authors.save(new Author("alice")), "cache"));
		this.other = this.authors.save(new Author("bob"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/author", "/reviewers", "/reviewers/{author}", "?projection=excerpt" })
	void answersAsWithoutTheCache(String path) {
		for (int i = 0; i < 3; i++) {
			assertThat(this.mvc.get().uri(path(path))).hasStatusOk();
		}
		// What has been cached for others is none of its business.
		this.essays.findById(this.essay.getId());
		assertThat(this.mvc.get().uri(path(path))).hasStatusOk();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/essays", "/essays?page=0&size=1&sort=title", "/essays?projection=excerpt" })
	void answersListsAsWithoutTheCache(String uri) {
		for (int i = 0; i < 3; i++) {
			assertThat(this.mvc.get().uri(uri)).hasStatusOk().bodyText().contains("On Caches");
		}
	}

	/**
	 * Spring Data REST shows no searches by queries that are generated ahead of time. It
	 * has not been tried without the starter.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "&projection=excerpt" })
	@DisabledIfSystemProperty(named = "spring.aot.enabled", matches = "true")
	void answersSearchesAsWithoutTheCache(String parameters) {
		answersListsAsWithoutTheCache("/essays/search/findByTitle?title=On Caches" + parameters);
	}

	@Test
	void showsElementsAndAssociations() {
		assertThat(this.mvc.get().uri(path(""))).bodyJson().extractingPath("$.words[0]").isEqualTo("cache");
		assertThat(this.mvc.get().uri(path("/author"))).bodyJson().extractingPath("$.name").isEqualTo("alice");
	}

	@Test
	void changesWhatItReads() {
		assertThat(this.mvc.get().uri(path(""))).hasStatusOk();
		assertThat(this.mvc.patch()
			.uri(path(""))
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"title\": \"On Time\"}")).hasStatus2xxSuccessful();
		assertThat(this.mvc.get().uri(path(""))).bodyJson().extractingPath("$.title").isEqualTo("On Time");
		assertThat(this.essays.findById(this.essay.getId()))
			.hasValueSatisfying((found) -> assertThat(found.getTitle()).isEqualTo("On Time"));
		assertThat(this.mvc.put()
			.uri(path("/author"))
			.contentType("text/uri-list")
			.content("/authors/" + this.other.getId())).hasStatus2xxSuccessful();
		assertThat(this.mvc.get().uri(path("/author"))).bodyJson().extractingPath("$.name").isEqualTo("bob");
		assertThat(this.mvc.post()
			.uri(path("/reviewers"))
			.contentType("text/uri-list")
			.content("/authors/" + this.other.getId())).hasStatus2xxSuccessful();
		assertThat(this.mvc.get().uri(path("/reviewers"))).bodyText().contains("alice").contains("bob");
		assertThat(this.mvc.delete().uri(path("/reviewers/" + this.other.getId()))).hasStatus2xxSuccessful();
		assertThat(this.mvc.get().uri(path("/reviewers"))).bodyText().contains("alice").doesNotContain("bob");
		assertThat(this.mvc.put()
			.uri(path(""))
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"title\": \"On Space\"}")).hasStatus2xxSuccessful();
		assertThat(this.essays.findById(this.essay.getId()))
			.hasValueSatisfying((found) -> assertThat(found.getTitle()).isEqualTo("On Space"));
		assertThat(this.mvc.delete().uri(path(""))).hasStatus2xxSuccessful();
		assertThat(this.mvc.get().uri(path(""))).hasStatus(404);
	}

	@Test
	void sharesResultsWithOtherCalls() {
		assertThat(this.mvc.get().uri(path(""))).hasStatusOk();
		assertThat(
				this.accelerate.withAccelerateInfo(() -> this.essays.findById(this.essay.getId())).info().cacheStatus())
			.isEqualTo(shared());
	}

	/**
	 * Returns how a call is answered after one by Spring Data REST.
	 */
	CacheStatus shared() {
		return CacheStatus.TTL;
	}

	private String path(String path) {
		return "/essays/" + this.essay.getId()
				+ path.replace("{author}", String.valueOf(this.essay.getAuthor().getId()));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(RepositoryRestMvcConfiguration.class)
	static class Application {

	}

}
