package dev.accelerate.strategy;

import java.lang.reflect.Proxy;
import java.util.List;

import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.RepositoryDefinition;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests of {@link MisplacedStrategyPostProcessor}.
 */
class MisplacedStrategyPostProcessorTests {

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	private final MisplacedStrategyPostProcessor processor = new MisplacedStrategyPostProcessor(() -> this.beans);

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
	void refusesContractsOfRepositoriesThatAreNotOfJpa() {
		this.beans.addBean("other", new JpaRepositoryFactoryBean<>(Members.class));
		ForeignFactoryBean foreign = new ForeignFactoryBean(SpecialMembers.class);
		this.beans.addBean("foreign", foreign);
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> this.processor.postProcessBeforeInitialization(foreign, "foreign"))
			.satisfies((refused) -> assertThat(refused.where())
				.isEqualTo(Fragment.class.getName() + ".findInFragment (bean 'foreign')"));
		this.beans.addBean("members", new JpaRepositoryFactoryBean<>(FragmentedMembers.class));
		assertThat(this.processor.postProcessBeforeInitialization(foreign, "foreign")).isSameAs(foreign);
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

	@Test
	void refusesInterfacesOfServices() {
		this.beans.addBean("members", new JpaRepositoryFactoryBean<>(Members.class));
		refusesInterface(new ServiceByHand(), Service.class.getName() + ".find");
		refusesInterface(new AnnotatedService() {
		}, AnnotatedService.class.getName());
		refusesInterface(new ServiceByHand() {
		}, Service.class.getName() + ".find");
		Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { SpecialService.class },
				(self, method, arguments) -> null);
		refusesInterface(proxy, Service.class.getName() + ".find");
	}

	private void refusesInterface(Object bean, String where) {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> this.processor.postProcessBeforeInitialization(bean, "service"))
			.satisfies((refused) -> {
				assertThat(refused.where()).isEqualTo(where + " (bean 'service')");
				assertThat(refused.reason()).isEqualTo("the bean is not a repository");
			});
	}

	@Test
	void leavesContractsAloneWhereThereIsNoRepository() {
		for (Object fake : new Object[] { new ServiceByHand(), new FragmentByHand(), new AnnotatedService() {
		}, Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Service.class },
				(self, method, arguments) -> null) }) {
			assertThat(this.processor.postProcessBeforeInitialization(fake, "fake")).isSameAs(fake);
		}
	}

	@Test
	void refusesAnnotatedClassesAlsoWhereThereIsNoRepository() {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> this.processor.postProcessBeforeInitialization(new AnnotatedFake(), "fake"))
			.satisfies((refused) -> assertThat(refused.where())
				.isEqualTo(AnnotatedFake.class.getName() + ".find (bean 'fake')"));
	}

	@Test
	void leavesContractsOfMockedRepositoriesAlone() {
		this.beans.addBean("other", new JpaRepositoryFactoryBean<>(Members.class));
		this.beans.addBean("mocked", mock(FragmentedMembers.class));
		FragmentByHand fragment = new FragmentByHand();
		assertThat(this.processor.postProcessBeforeInitialization(fragment, "fragment")).isSameAs(fragment);
		refusesInterface(new ServiceByHand(), Service.class.getName() + ".find");
	}

	@Test
	void leavesDefinedRepositoriesAlone() {
		this.beans.addBean("other", new JpaRepositoryFactoryBean<>(Members.class));
		DefinedMembers fake = (name) -> List.of();
		assertThat(this.processor.postProcessBeforeInitialization(fake, "fake")).isSameAs(fake);
	}

	@Test
	void leavesFragmentsOfRepositoriesAlone() {
		this.beans.addBean("members", new JpaRepositoryFactoryBean<>(FragmentedMembers.class));
		FragmentByHand fragment = new FragmentByHand();
		assertThat(this.processor.postProcessBeforeInitialization(fragment, "fragment")).isSameAs(fragment);
		refusesInterface(new ServiceByHand(), Service.class.getName() + ".find");
	}

	interface Service {

		@CacheStrategy(ttl = 60)
		String find(String name);

	}

	interface SpecialService extends Service {

	}

	@CacheStrategy(ttl = 60)
	interface AnnotatedService {

	}

	static class ServiceByHand implements SpecialService {

		@Override
		public String find(String name) {
			return name;
		}

	}

	static class AnnotatedFake implements Service {

		@Override
		@CacheStrategy(ttl = 60)
		public String find(String name) {
			return name;
		}

	}

	@RepositoryDefinition(domainClass = Member.class, idClass = Long.class)
	interface DefinedMembers {

		@CacheStrategy(ttl = 60)
		List<Member> findByName(String name);

	}

	interface Fragment {

		@CacheStrategy(ttl = 60)
		String findInFragment(String name);

	}

	interface FragmentedMembers extends Repository<Member, Long>, Fragment {

	}

	static class FragmentByHand implements Fragment {

		@Override
		public String findInFragment(String name) {
			return name;
		}

	}

	interface SpecialMembers extends Repository<Member, Long>, Fragment {

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
	static class ForeignFactoryBean extends RepositoryFactoryBeanSupport<Repository<Member, Long>, Member, Long> {

		ForeignFactoryBean(Class<? extends Repository<Member, Long>> type) {
			super(type);
		}

		@Override
		protected RepositoryFactorySupport createRepositoryFactory() {
			throw new IllegalStateException("Refused before it is asked for a factory");
		}

	}

}
