package dev.accelerate.beans;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.util.function.SingletonSupplier;

/**
 * Finder of the beans of an application context that were created before the
 * {@link EarlyPostProcessor post-processors} of the cache. It looks once, because
 * whatever is created after them is processed. Beans that do not exist yet are not looked
 * at.
 */
public final class MissedBeanFinder {

	private static final List<Class<?>> EARLY = List.of(BeanPostProcessor.class, BeanFactoryPostProcessor.class,
			Advisor.class);

	private final ConfigurableListableBeanFactory beans;

	private final SingletonSupplier<List<MissedBean>> missed = SingletonSupplier.of(this::find);

	/**
	 * Creates a finder.
	 * @param beans the beans of the context, among them the post-processors
	 */
	public MissedBeanFinder(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Returns the beans whose writes may go unseen.
	 * @return the beans, empty where all is well
	 */
	public List<MissedBean> get() {
		return this.missed.obtain();
	}

	/**
	 * Explains why a bean was created early.
	 * @param kind what it is, for people
	 * @param name its name
	 * @return the bean, with the bean that needs it
	 */
	public MissedBean explain(String kind, String name) {
		return MissedBean.tooEarly(kind, name, neededBy(name));
	}

	private List<MissedBean> find() {
		Collection<EarlyPostProcessor> all = processors();
		List<MissedBean> found = new ArrayList<>();
		forEach(this.beans, (name, bean) -> find(bean, name, all, found));
		for (ConfigurableListableBeanFactory above = above(this.beans); above != null; above = above(above)) {
			forEachMissedElsewhere(above, all, (name, kind) -> found.add(MissedBean.inParent(kind, name)));
		}
		return List.copyOf(found);
	}

	/**
	 * Returns the beans of a child context whose writes go unseen, because the child has
	 * no post-processors of the cache.
	 * @param child the beans of the child
	 * @return the beans, empty where all is well
	 */
	public List<MissedBean> in(ConfigurableListableBeanFactory child) {
		List<MissedBean> found = new ArrayList<>();
		forEachMissedElsewhere(child, processors(), (name, kind) -> found.add(MissedBean.inChild(kind, name)));
		return found;
	}

	private Collection<EarlyPostProcessor> processors() {
		return this.beans.getBeansOfType(EarlyPostProcessor.class, false, false).values();
	}

	private static void forEachMissedElsewhere(ConfigurableListableBeanFactory elsewhere,
			Collection<EarlyPostProcessor> all, BiConsumer<String, String> action) {
		forEach(elsewhere, (name, bean) -> all.forEach((processor) -> {
			String kind = processor.missedElsewhere(bean);
			Object product = kind.isEmpty() ? product(bean, name, processor, elsewhere) : null;
			if (product != null) {
				kind = processor.missedElsewhere(product);
			}
			if (!kind.isEmpty()) {
				action.accept(name, kind);
			}
		}));
	}

	private static @Nullable ConfigurableListableBeanFactory above(ConfigurableListableBeanFactory beans) {
		BeanFactory parent = beans.getParentBeanFactory();
		if (parent instanceof ApplicationContext context) {
			parent = context.getAutowireCapableBeanFactory();
		}
		return (parent instanceof ConfigurableListableBeanFactory above) ? above : null;
	}

	private static void forEach(ConfigurableListableBeanFactory beans, BiConsumer<String, Object> action) {
		for (String name : beans.getSingletonNames()) {
			// A bean in creation is processed at the end of it.
			Object bean = beans.isCurrentlyInCreation(name) ? null : beans.getSingleton(name);
			if (bean != null) {
				action.accept(name, bean);
			}
		}
	}

	private void find(Object bean, String name, Collection<EarlyPostProcessor> all, List<MissedBean> found) {
		for (EarlyPostProcessor processor : all) {
			String kind = processor.missed(bean, name);
			Object product = kind.isEmpty() ? product(bean, name, processor, this.beans) : null;
			if (product != null) {
				kind = processor.missed(product, name);
			}
			if (!kind.isEmpty()) {
				found.add(explain(kind, name));
			}
		}
	}

	/**
	 * Returns the product of a factory bean, if the processor follows such products. A
	 * factory that cannot make it now has not made it before, either.
	 */
	private static @Nullable Object product(Object bean, String name, EarlyPostProcessor processor,
			ConfigurableListableBeanFactory beans) {
		if (!(bean instanceof FactoryBean<?> factory) || !factory.isSingleton()) {
			return null;
		}
		Class<?> type = factory.getObjectType();
		if (type == null || !processor.followsProducts(type)) {
			return null;
		}
		try {
			return beans.getBean(name);
		}
		catch (BeansException ex) {
			return null;
		}
	}

	/**
	 * Returns the nearest bean that needs a bean, directly or through others, and that is
	 * of a type that Spring creates first.
	 */
	private @Nullable String neededBy(String name) {
		Set<String> seen = new HashSet<>();
		Queue<String> next = new ArrayDeque<>(Arrays.asList(this.beans.getDependentBeans(name)));
		while (!next.isEmpty()) {
			String candidate = next.remove();
			if (seen.add(candidate)) {
				if (isEarly(candidate)) {
					return candidate;
				}
				next.addAll(Arrays.asList(this.beans.getDependentBeans(candidate)));
			}
		}
		return null;
	}

	private boolean isEarly(String name) {
		return this.beans.containsBean(name) && EARLY.stream().anyMatch((type) -> this.beans.isTypeMatch(name, type));
	}

}
