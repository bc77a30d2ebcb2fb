package dev.accelerate.repository;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

import dev.accelerate.core.Bypass;
import dev.accelerate.core.BypassPolicy;
import dev.accelerate.tracking.ThreadSlot;
import dev.accelerate.tracking.ThreadStateHolder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.data.repository.support.RepositoryInvoker;
import org.springframework.data.repository.support.RepositoryInvokerFactory;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link BypassPolicy} for the calls that Spring Data REST makes, which are recognized by
 * its {@link RepositoryInvokerFactory invokers}. Spring Data REST keeps a session open
 * for the request. It follows the associations of the entities it reads, and changes
 * them, in that session. Where the application wants detached copies in open sessions,
 * neither works for them.
 */
public final class DataRestBypassPolicy implements BypassPolicy, BeanPostProcessor {

	private static final Bypass DATA_REST = new Bypass("data-rest",
			"Spring Data REST follows the associations of what it reads in a session that it opens: read it in a "
					+ "controller of your own");

	private final SingletonSupplier<ThreadSlot<Boolean>> calling;

	/**
	 * Creates a policy.
	 * @param threads supplies the states of all threads, which tell whether a thread
	 * makes such a call
	 */
	public DataRestBypassPolicy(Supplier<ThreadStateHolder> threads) {
		this.calling = SingletonSupplier.of(() -> new ThreadSlot<>(threads.get()));
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof RepositoryInvokerFactory factory)
				? (RepositoryInvokerFactory) (type) -> recognized(factory.getInvokerFor(type)) : bean;
	}

	private RepositoryInvoker recognized(RepositoryInvoker invoker) {
		return (RepositoryInvoker) Proxy.newProxyInstance(RepositoryInvoker.class.getClassLoader(),
				new Class<?>[] { RepositoryInvoker.class }, (proxy, method, arguments) -> {
					ThreadSlot<Boolean> calling = this.calling.obtain();
					Boolean outer = calling.get();
					calling.set(true);
					try {
						return method.invoke(invoker, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
					finally {
						calling.set(outer);
					}
				});
	}

	@Override
	public @Nullable Bypass bypass(Call call) {
		return (this.calling.obtain().get() != null && isSessionOpen()) ? DATA_REST : null;
	}

	private static boolean isSessionOpen() {
		return TransactionSynchronizationManager.getResourceMap()
			.values()
			.stream()
			.anyMatch(EntityManagerHolder.class::isInstance);
	}

}
