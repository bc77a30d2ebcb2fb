package dev.accelerate.applications.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PostFilter;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.access.prepost.PreFilter;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link EnableMethodSecurity} on repositories whose reads are cached: an answer from the
 * cache is checked as one from the database is.
 */
class MethodSecurityTests {

	private static ConfigurableApplicationContext context;

	private final Notes notes = context.getBean(Notes.class);

	private final AdminNotes adminNotes = context.getBean(AdminNotes.class);

	private final AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);

	@BeforeAll
	static void start() {
		context = run("security", Secured.class);
		Notes notes = context.getBean(Notes.class);
		notes.save(new Note("anna", "shopping"));
		notes.save(new Note("berta", "shopping"));
	}

	@AfterAll
	static void close() {
		context.close();
	}

	@BeforeEach
	void forgetEverything() {
		this.accelerate.invalidateAll();
	}

	@Test
	void hitOfASecuredMethodIsRefusedToOthers() {
		Supplier<List<Note>> read = () -> this.notes.findByText("shopping");
		assertThat(status("ADMIN", read)).isEqualTo(CacheStatus.MISS);
		assertThat(status("ADMIN", read)).isEqualTo(CacheStatus.TTL);
		assertRefused("USER", read);
		assertThat(status("ADMIN", read)).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void hitOfASecuredInterfaceIsRefusedToOthers() {
		Supplier<List<Note>> read = () -> this.adminNotes.findByOwner("anna");
		assertThat(status("ADMIN", read)).isEqualTo(CacheStatus.MISS);
		assertThat(status("ADMIN", read)).isEqualTo(CacheStatus.TTL);
		assertRefused("USER", read);
	}

	@Test
	void inheritedStrategyDoesNotBypassTheCheck() {
		Long id = this.notes.findByText("shopping", "anna").get(0).getId();
		Supplier<Optional<Note>> read = () -> this.notes.findById(id);
		assertThat(status("ADMIN", read)).isEqualTo(CacheStatus.MISS);
		assertThat(status("ADMIN", read)).isEqualTo(CacheStatus.TTL);
		assertRefused("USER", read);
	}

	@Test
	void hitIsCheckedByWhatItReturns() {
		Supplier<Optional<Note>> read = () -> this.notes.findFirstByTextOrderByOwner("shopping");
		assertThat(as("anna", "USER", read)).isPresent();
		assertThat(as("anna", "USER", read)).isPresent();
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> as("berta", "USER", read));
		assertThat(as("anna", "USER", read)).isPresent();
	}

	@Test
	void eachCallerGetsAHitFilteredForHim() {
		for (int i = 0; i < 2; i++) {
			for (String name : List.of("anna", "berta")) {
				assertThat(as(name, "USER", () -> this.notes.findByTextContaining("shop"))).extracting(Note::getOwner)
					.containsExactly(name);
				assertThat(as(name, "USER", this.notes::owners)).containsExactly(name);
			}
		}
		assertThat(status("ADMIN", this.notes::owners)).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void filteredArgumentsAreTheKey() {
		for (int i = 0; i < 2; i++) {
			for (String name : List.of("anna", "berta")) {
				assertThat(as(name, "USER", () -> this.notes.findByOwnerIn(new ArrayList<>(List.of("anna", "berta")))))
					.extracting(Note::getOwner)
					.containsExactly(name);
			}
		}
	}

	/**
	 * The check would run only for answers of the database.
	 */
	@Test
	void securedImplementationOfAFragmentIsRefused() {
		assertThatException().isThrownBy(() -> run("refused", SecuredFragment.class))
			.havingRootCause()
			.isInstanceOf(AccelerateException.class)
			.withMessageContaining("SecretNotes.secrets()")
			.withMessageContaining("a security check runs inside it");
	}

	private CacheStatus status(String role, Supplier<?> read) {
		return as("someone", role, () -> this.accelerate.withAccelerateInfo(read::get).info().cacheStatus());
	}

	private static void assertRefused(String role, Supplier<?> read) {
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> as("someone", role, read));
	}

	private static <T> T as(String name, String role, Supplier<T> call) {
		SecurityContextHolder.getContext()
			.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(name, null,
					AuthorityUtils.createAuthorityList("ROLE_" + role)));
		try {
			return call.get();
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	private static ConfigurableApplicationContext run(String database, Class<?> repositories) {
		return new SpringApplicationBuilder(Application.class, repositories).web(WebApplicationType.NONE)
			.properties("spring.datasource.url=jdbc:h2:mem:" + database, "spring.jpa.hibernate.ddl-auto=create-drop",
					"spring.main.banner-mode=off", "accelerate.default-strategy.ttl=60")
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableMethodSecurity
	@EntityScan(basePackageClasses = Note.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = { Notes.class, AdminNotes.class }),
			excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = SecretNotes.class))
	static class Secured {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = SecretNotes.class),
			excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = { Notes.class, AdminNotes.class }))
	static class SecuredFragment {

	}

	interface Notes extends JpaRepository<Note, Long> {

		@CacheStrategy(ttl = 60)
		@PreAuthorize("hasRole('ADMIN')")
		List<Note> findByText(String text);

		@Query("select n from Note n where n.text = :text and n.owner = :owner")
		List<Note> findByText(String text, String owner);

		@Override
		@PreAuthorize("hasRole('ADMIN')")
		Optional<Note> findById(Long id);

		@CacheStrategy(ttl = 60)
		@PostAuthorize("returnObject.get().owner == authentication.name")
		Optional<Note> findFirstByTextOrderByOwner(String text);

		@CacheStrategy(ttl = 60)
		@PostFilter("filterObject.owner == authentication.name")
		List<Note> findByTextContaining(String part);

		@CacheStrategy(ttl = 60)
		@PostFilter("filterObject == authentication.name")
		@Query("select n.owner from Note n order by n.owner")
		List<String> owners();

		@CacheStrategy(ttl = 60)
		@PreFilter("filterObject == authentication.name")
		List<Note> findByOwnerIn(List<String> owners);

	}

	@PreAuthorize("hasRole('ADMIN')")
	interface AdminNotes extends Repository<Note, Long> {

		@CacheStrategy(ttl = 60)
		List<Note> findByOwner(String owner);

	}

	interface SecretNotes extends Repository<Note, Long>, Secrets {

	}

	interface Secrets {

		@CacheStrategy(ttl = 60)
		List<String> secrets();

	}

	static class SecretsImpl implements Secrets {

		@Override
		@PreAuthorize("hasRole('ADMIN')")
		public List<String> secrets() {
			return List.of("secret");
		}

	}

	@Entity(name = "Note")
	static class Note {

		@Id
		@GeneratedValue
		private Long id;

		private String owner;

		private String text;

		protected Note() {
		}

		Note(String owner, String text) {
			this.owner = owner;
			this.text = text;
		}

		public Long getId() {
			return this.id;
		}

		public String getOwner() {
			return this.owner;
		}

		public String getText() {
			return this.text;
		}

	}

}
