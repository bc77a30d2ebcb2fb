package dev.accelerate.applications.cluster.node;

import dev.accelerate.invalidation.InvalidationChannelFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Breaks a rule of the log.
 */
final class MutantPostProcessor implements BeanPostProcessor {

	private final Mutant mutant;

	MutantPostProcessor(Mutant mutant) {
		this.mutant = mutant;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (bean instanceof InvalidationChannelFactory factory) {
			return (InvalidationChannelFactory) (dataSource) -> this.mutant.apply(factory.create(dataSource));
		}
		return bean;
	}

}
