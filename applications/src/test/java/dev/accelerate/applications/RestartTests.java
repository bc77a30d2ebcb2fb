package dev.accelerate.applications;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.Callable;

import bookshop.BookshopApplication;
import bookshop.domain.Author;
import bookshop.domain.AuthorRepository;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link BookshopApplication} restarted as the developer tools of Spring Boot do it: each
 * time the classes of the application are loaded anew, while the starter stays loaded,
 * and keeps what is static in it.
 */
class RestartTests {

	@Test
	void answersWithTheClassesOfTheLatestStart() throws Exception {
		List<Class<?>> first = start();
		List<Class<?>> second = start();
		assertThat(first).hasSize(2).doesNotContain(Author.class);
		assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
		assertThat(first.get(0)).isSameAs(first.get(1));
		assertThat(second.get(0)).isSameAs(second.get(1));
	}

	/**
	 * Starts the application, reads twice, and ends it.
	 * @return the classes of the entities that were returned on a miss and on a hit
	 */
	@SuppressWarnings("unchecked")
	private static List<Class<?>> start() throws Exception {
		ClassLoader present = Thread.currentThread().getContextClassLoader();
		try (RestartedClasses classes = new RestartedClasses()) {
			Thread.currentThread().setContextClassLoader(classes);
			return ((Callable<List<Class<?>>>) classes.loadClass(Run.class.getName())
				.getDeclaredConstructor()
				.newInstance()).call();
		}
		finally {
			Thread.currentThread().setContextClassLoader(present);
		}
	}

	/**
	 * What runs after a restart.
	 */
	public static final class Run implements Callable<List<Class<?>>> {

		@Override
		public List<Class<?>> call() {
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(BookshopApplication.class)
				.properties("server.port=0", "spring.datasource.generate-unique-name=true",
						"spring.jpa.hibernate.ddl-auto=create-drop", "spring.main.banner-mode=off",
						"accelerate.default-strategy.ttl=60")
				.run()) {
				AuthorRepository authors = context.getBean(AuthorRepository.class);
				Long id = authors.save(new Author("anna")).getId();
				return List.of(read(context, id, CacheStatus.MISS), read(context, id, CacheStatus.TTL));
			}
		}

		private static Class<?> read(ConfigurableApplicationContext context, Long id, CacheStatus expected) {
			AuthorRepository authors = context.getBean(AuthorRepository.class);
			var answer = context.getBean(AccelerateOperations.class)
				.withAccelerateInfo(() -> authors.findById(id).orElseThrow());
			Author author = answer.data();
			assertThat(author.getName()).isEqualTo("anna");
			assertThat(answer.info().cacheStatus()).isEqualTo(expected);
			return author.getClass();
		}

	}

	/**
	 * Class loader that loads the classes of the application itself, and leaves libraries
	 * to its parent.
	 */
	private static final class RestartedClasses extends URLClassLoader {

		RestartedClasses() {
			super(new URL[] { BookshopApplication.class.getProtectionDomain().getCodeSource().getLocation() },
					ClassUtils.getDefaultClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				if (loaded == null && (name.startsWith("bookshop.") || name.startsWith(RestartTests.class.getName()))) {
					loaded = findClass(name);
				}
				return (loaded != null) ? loaded : super.loadClass(name, resolve);
			}
		}

	}

}
