package dev.accelerate.testing;

import java.util.List;
import java.util.function.Consumer;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Team;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.Repository;

/**
 * Repositories added to a running application. They pass through the same bean
 * post-processors as those that are scanned for, without the cost of a context each. Some
 * that more than one test needs are here.
 */
public final class TestRepositories {

	private TestRepositories() {
	}

	/**
	 * Creates a repository.
	 * @param context the running application
	 * @param type the repository interface
	 * @return the repository
	 * @throws AccelerateException the refusal that would fail the startup
	 */
	public static <R extends Repository<?, ?>> R create(ApplicationContext context, Class<R> type) {
		return create(context, type, (factoryBean) -> {
		});
	}

	/**
	 * Creates a repository.
	 * @param context the running application
	 * @param type the repository interface
	 * @param customizer sets what the annotation that scans would have set
	 * @return the repository
	 * @throws AccelerateException the refusal that would fail the startup
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	public static <R extends Repository<?, ?>> R create(ApplicationContext context, Class<R> type,
			Consumer<JpaRepositoryFactoryBean<?, ?, ?>> customizer) {
		AutowireCapableBeanFactory beans = context.getAutowireCapableBeanFactory();
		JpaRepositoryFactoryBean factoryBean = new JpaRepositoryFactoryBean(type);
		beans.autowireBean(factoryBean);
		customizer.accept(factoryBean);
		try {
			beans.initializeBean(factoryBean, type.getName());
		}
		catch (BeanCreationException ex) {
			throw (ex.getMostSpecificCause() instanceof AccelerateException refused) ? refused : ex;
		}
		return (R) factoryBean.getObject();
	}

	/**
	 * Repository without methods of its own.
	 */
	public interface Members extends JpaRepository<Member, Long> {

	}

	public interface CachedMembers extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findByName(String name);

	}

	public interface CachedTeams extends JpaRepository<Team, Long> {

		@CacheStrategy(ttl = 60)
		List<Team> findByName(String name);

	}

}
