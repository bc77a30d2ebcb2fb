package dev.accelerate.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;

import dev.accelerate.AccelerateInfo;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStrategy;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.ServiceContributor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.data.jpa.repository.query.JpaQueryMethodFactory;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.repository.core.NamedQueries;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AccelerateRuntimeHints} together with the hints of all other libraries, as an
 * application has them.
 */
class AccelerateRuntimeHintsTests {

	private static final RuntimeHints HINTS = new RuntimeHints();

	@BeforeAll
	static void registerAll() {
		ClassLoader classLoader = AccelerateRuntimeHintsTests.class.getClassLoader();
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories", classLoader)
			.load(RuntimeHintsRegistrar.class)
			.forEach((registrar) -> registrar.registerHints(HINTS, classLoader));
	}

	@Test
	void reachesFieldsOfSpringDataWithoutGetter() {
		assertThat(HINTS)
			.satisfies(
					(hints) -> assertThat(RuntimeHintsPredicates.reflection()
						.onFieldAccess(ReflectionUtils.findField(JpaRepositoryFactory.class, null,
								JpaQueryMethodFactory.class)))
						.accepts(hints),
					(hints) -> assertThat(RuntimeHintsPredicates.reflection()
						.onFieldAccess(ReflectionUtils.findField(RepositoryFactoryBeanSupport.class, null,
								NamedQueries.class)))
						.accepts(hints));
	}

	@ParameterizedTest
	@ValueSource(classes = { Integrator.class, ServiceContributor.class })
	void reachesServicesOfHibernate(Class<?> service) throws IOException {
		String file = "META-INF/services/" + service.getName();
		assertThat(RuntimeHintsPredicates.resource().forResource(file)).accepts(HINTS);
		assertThat(ours(file).lines()).isNotEmpty()
			.allSatisfy((implementation) -> assertThat(RuntimeHintsPredicates.reflection()
				.onType(TypeReference.of(implementation))
				.withMemberCategory(MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS)).accepts(HINTS));
	}

	@Test
	void reachesWhatSpringFactoriesName() throws IOException {
		Properties factories = new Properties();
		factories.load(new StringReader(ours("META-INF/spring.factories")));
		assertThat(factories.values()
			.stream()
			.flatMap((names) -> Stream.of(StringUtils.tokenizeToStringArray((String) names, ","))))
			.hasSizeGreaterThan(4)
			.allSatisfy((name) -> assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(name)))
				.accepts(HINTS));
	}

	@Test
	void reachesTheAnnotationAndWhatIsWrittenAsJson() {
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(CacheStrategy.class)).accepts(HINTS);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(CacheStrategy.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS)).accepts(HINTS);
		assertThat(Stream.of(Accelerated.class, AccelerateInfo.class)
			.flatMap((type) -> Arrays.stream(type.getRecordComponents()))
			.map((component) -> component.getAccessor())).allSatisfy(
					(Method accessor) -> assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(accessor))
						.accepts(HINTS));
	}

	/**
	 * Returns the text of a file of which other libraries have one of the same name.
	 */
	private static String ours(String file) throws IOException {
		String location = AccelerateRuntimeHints.class.getProtectionDomain().getCodeSource().getLocation().toString();
		return AccelerateRuntimeHintsTests.class.getClassLoader()
			.resources(file)
			.filter((url) -> url.toString().contains(location))
			.findFirst()
			.map((url) -> {
				try (InputStream stream = url.openStream()) {
					return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			})
			.orElseThrow();
	}

}
