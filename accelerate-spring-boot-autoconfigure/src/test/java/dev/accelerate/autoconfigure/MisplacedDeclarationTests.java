package dev.accelerate.autoconfigure;

import java.util.List;

import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStrategy;
import dev.accelerate.strategy.MisplacedStrategyPostProcessor;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;

import static dev.accelerate.autoconfigure.StartupFailure.analysis;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link MisplacedStrategyPostProcessor} in an application: annotations and options in
 * places where they have no effect.
 */
@ExtendWith(OutputCaptureExtension.class)
class MisplacedDeclarationTests {

	private final ApplicationContextRunner runner = ApplicationWithoutRepository.runner();

	private final ApplicationContextRunner application = PlainRepositoryApplication.application();

	@Test
	void annotationOnABeanThatIsNoRepositoryIsRefused() {
		for (Class<?> misplaced : List.of(OnMethod.class, OnType.class, OnInheritedMethod.class, OnInterface.class)) {
			this.application.withBean(misplaced).run((context) -> {
				assertThat(analysis(context).getDescription()).contains("Why: the bean is not a repository")
					.contains(misplaced.getSimpleName());
				assertThat(analysis(context).getAction()).contains("@Cacheable");
			});
		}
		this.application.withBean(OnMethod.class)
			.withPropertyValues("accelerate.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	/**
	 * As in the test of a service that needs neither a database nor repositories.
	 */
	@Test
	void fakeOfAContractStartsWithoutRepositories(CapturedOutput output) {
		ApplicationContextRunner service = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AccelerateAutoConfiguration.class));
		for (Class<?> fake : List.of(OnInterface.class, AnnotatedNamesImpl.class, FakeRepository.class)) {
			service.withBean(fake).run((context) -> assertThat(context).hasNotFailed());
		}
		assertThat(output).containsOnlyOnce(OnInterfaceOfService.class.getName() + ".name (bean")
			.containsOnlyOnce(AnnotatedNames.class.getName() + ".names (bean")
			.contains("because the bean is not a repository")
			.doesNotContain(FakeRepository.class.getName());
		this.application.withBean(FakeRepository.class).run((context) -> assertThat(context).hasNotFailed());
		service.withBean(OnMethod.class)
			.run((context) -> assertThat(analysis(context).getDescription()).contains("the bean is not a repository"));
	}

	@Test
	void annotationOnTheImplementationOfAFragmentIsRefused() {
		this.runner.withUserConfiguration(FragmentRepositories.class)
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains(ConfiguredNamesImpl.class.getName() + ".names"));
	}

	@Test
	void annotationOnAFragmentIsNoneOnTheBeanThatImplementsIt() {
		this.runner.withUserConfiguration(AnnotatedFragmentRepositories.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void twoParametersOfOptionsAreRefused() {
		this.runner.withUserConfiguration(TwoOptionsRepositories.class)
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains(TwoOptions.class.getName() + ".findByName(")
				.contains("it has two parameters of type CacheOptions"));
	}

	@Test
	void optionsOfAWriteAreRefused() {
		ApplicationContextRunner write = this.runner.withUserConfiguration(WriteWithOptionsRepositories.class);
		write.run((context) -> {
			assertThat(analysis(context).getDescription()).contains("P6005")
				.contains("Where: " + WriteWithOptions.class.getName() + ".deleteByName(String, CacheOptions)")
				.contains("Why: it takes CacheOptions, but it deletes");
			assertThat(analysis(context).getAction()).isEqualTo("Remove the parameter of type CacheOptions.");
		});
		write.withPropertyValues("accelerate.enabled=false").run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = TwoOptions.class))
	static class TwoOptionsRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = WriteWithOptions.class))
	static class WriteWithOptionsRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = WithFragment.class))
	static class FragmentRepositories {

		@Bean
		ConfiguredNamesImpl configuredNamesImpl() {
			return new ConfiguredNamesImpl();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = WithAnnotatedFragment.class))
	static class AnnotatedFragmentRepositories {

		@Bean
		AnnotatedNamesImpl annotatedNamesImpl() {
			return new AnnotatedNamesImpl();
		}

	}

	interface TwoOptions extends Repository<Member, Long> {

		List<Member> findByName(String name, CacheOptions first, CacheOptions second);

	}

	interface WriteWithOptions extends Repository<Member, Long> {

		void deleteByName(String name, CacheOptions options);

	}

	interface ConfiguredNames {

		List<String> names();

	}

	static class ConfiguredNamesImpl implements ConfiguredNames {

		@Override
		@CacheStrategy(ttl = 60)
		public List<String> names() {
			return List.of();
		}

	}

	interface WithFragment extends Repository<Member, Long>, ConfiguredNames {

	}

	interface AnnotatedNames {

		@CacheStrategy(ttl = 60)
		List<String> names();

	}

	static class AnnotatedNamesImpl implements AnnotatedNames {

		@Override
		public List<String> names() {
			return List.of();
		}

	}

	interface WithAnnotatedFragment extends Repository<Member, Long>, AnnotatedNames {

	}

	static class FakeRepository extends AnnotatedNamesImpl implements WithAnnotatedFragment {

	}

	interface OnInterfaceOfService {

		@CacheStrategy(ttl = 60)
		String name();

	}

	static class OnInterface implements OnInterfaceOfService {

		@Override
		public String name() {
			return "alice";
		}

	}

	static class OnMethod {

		@CacheStrategy(ttl = 60)
		String name() {
			return "alice";
		}

	}

	@CacheStrategy(ttl = 60)
	static class OnType {

	}

	static class OnInheritedMethod extends OnMethod {

	}

}
