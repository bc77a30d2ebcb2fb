package dev.accelerate.autoconfigure;

import java.io.File;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.github.benmanes.caffeine.cache.Cache;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.Bucket;
import jakarta.servlet.Filter;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@link UnpooledDataSource} and all other classes without the libraries that are
 * optional. The virtual machine checks each method of a class before the first one is
 * called, and may load what a method names for that.
 */
class OptionalDependencyTests {

	private static Path locationOf(Class<?> type) throws Exception {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

	/**
	 * Returns a loader of everything but one library.
	 */
	private static URLClassLoader without(Class<?> type) throws Exception {
		Path library = locationOf(type);
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(entry).toAbsolutePath();
			if (!path.equals(library.toAbsolutePath())) {
				urls.add(path.toUri().toURL());
			}
		}
		return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
	}

	private static Set<String> unusable(Class<?> type) throws Exception {
		Path classes = locationOf(UnpooledDataSource.class);
		List<String> names;
		try (Stream<Path> files = Files.walk(classes)) {
			names = files.map((file) -> classes.relativize(file).toString())
				.filter((file) -> file.endsWith(".class") && !file.endsWith("-info.class"))
				.map((file) -> file.substring(0, file.length() - 6).replace(File.separatorChar, '.'))
				.toList();
		}
		assertThat(names).hasSizeGreaterThan(300);
		Set<String> unusable = new TreeSet<>();
		try (URLClassLoader loader = without(type)) {
			for (String name : names) {
				try {
					Class.forName(name, true, loader);
				}
				catch (LinkageError ex) {
					unusable.add(name);
				}
			}
		}
		return unusable;
	}

	/**
	 * What cannot be used without a library is only loaded after a question for it, as
	 * the conditions of a configuration are.
	 */
	@ParameterizedTest
	@MethodSource("libraries")
	void onlyWhatIsConditionalNeedsALibrary(Class<?> type, List<String> needing) throws Exception {
		assertThat(unusable(type)).isSubsetOf(needing);
	}

	static Stream<Arguments> libraries() {
		return Stream.of(arguments(HikariDataSource.class, named("autoconfigure.HikariConnections")),
				arguments(Cache.class, named()), arguments(CaffeineCache.class, named("store.QuietCaffeineCache")),
				arguments(Bucket.class, named("autoconfigure.InvalidationRateLimit$Buckets")),
				arguments(Filter.class,
						named("autoconfigure.WebConfiguration", "web.TokenFilter", "web.TokenOutputStream",
								"web.TokenResponse")),
				arguments(OncePerRequestFilter.class, named("web.TokenAsyncInterceptor", "web.TokenFilter")),
				arguments(ProxyDataSource.class,
						named("jdbc.ConnectionListener", "jdbc.ConnectionTracker", "jdbc.StatementProxyFactory",
								"jdbc.UnwrappingCallers")),
				arguments(MetricsAutoConfiguration.class, named()),
				arguments(HealthIndicator.class,
						named("actuate.AccelerateHealthIndicator", "actuate.LogHealthIndicator")),
				arguments(Histogram.class, named("statistics.LoadHistogram")),
				arguments(Endpoint.class, named("actuate.AccelerateEndpointWebExtension")),
				arguments(ConditionalOnAvailableEndpoint.class, named()));
	}

	private static List<String> named(String... classes) {
		return Stream.of(classes).map("dev.accelerate."::concat).toList();
	}

	@Test
	void connectionsOfADataSourceWithoutHikari() throws Exception {
		try (URLClassLoader loader = without(HikariDataSource.class)) {
			DataSource plain = (DataSource) loader.loadClass(DriverManagerDataSource.class.getName())
				.getConstructor(String.class, String.class, String.class)
				.newInstance("jdbc:h2:mem:any", "sa", "");
			Constructor<?> constructor = loader.loadClass(UnpooledDataSource.class.getName())
				.getDeclaredConstructor(DataSource.class);
			constructor.setAccessible(true);
			try (Connection connection = ((DataSource) constructor.newInstance(plain)).getConnection()) {
				assertThat(connection.isValid(1)).isTrue();
			}
		}
	}

}
