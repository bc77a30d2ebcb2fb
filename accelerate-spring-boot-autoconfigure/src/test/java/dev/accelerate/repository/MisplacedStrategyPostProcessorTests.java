package dev.accelerate.repository;

import java.util.List;

import dev.accelerate.CacheStrategy;
import dev.accelerate.test.domain.Member;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link MisplacedStrategyPostProcessor}.
 */
class MisplacedStrategyPostProcessorTests {

	private final MisplacedStrategyPostProcessor processor = new MisplacedStrategyPostProcessor();

	@Test
	void refusesRepositoriesThatAreNotOfJpa() {
		assertThatExceptionOfType(RefusedStrategyException.class).isThrownBy(
				() -> this.processor.postProcessBeforeInitialization(new ForeignFactoryBean(Members.class), "members"))
			.satisfies((refused) -> {
				assertThat(refused.where()).isEqualTo(Members.class.getName() + ".findByName (bean 'members')");
				assertThat(refused.reason()).isEqualTo("only JPA repositories are cached");
			});
	}

	@Test
	void leavesJpaRepositoriesAlone() {
		JpaRepositoryFactoryBean<Members, Member, Long> factoryBean = new JpaRepositoryFactoryBean<>(Members.class);
		assertThat(this.processor.postProcessBeforeInitialization(factoryBean, "members")).isSameAs(factoryBean);
	}

	@Test
	void leavesImplementationsOfAnnotatedInterfacesAlone() {
		ByHand byHand = new ByHand();
		assertThat(this.processor.postProcessBeforeInitialization(byHand, "byHand")).isSameAs(byHand);
	}

	interface Members extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findByName(String name);

	}

	static class ByHand implements Members {

		@Override
		public List<Member> findByName(String name) {
			return List.of();
		}

	}

	/**
	 * Stands for the repositories of another Spring Data module.
	 */
	static class ForeignFactoryBean extends RepositoryFactoryBeanSupport<Members, Member, Long> {

		ForeignFactoryBean(Class<? extends Members> type) {
			super(type);
		}

		@Override
		protected RepositoryFactorySupport createRepositoryFactory() {
			throw new IllegalStateException("Refused before it is asked for a factory");
		}

	}

}
