package dev.accelerate.jpa;

import java.util.Set;

import org.springframework.beans.BeanUtils;

/**
 * Classifies resources that are bound to a thread besides sessions: each counts as one
 * that may hold a database connection, unless it is known to hold none.
 */
final class BoundResources {

	/**
	 * Resources that message listeners bind. Their connections lead to brokers, which no
	 * load needs.
	 */
	private static final Set<String> MESSAGING = Set.of("org.springframework.jms.connection.JmsResourceHolder",
			"org.springframework.amqp.rabbit.connection.RabbitResourceHolder",
			"org.springframework.kafka.core.KafkaResourceHolder");

	private BoundResources() {
	}

	/**
	 * Returns whether a resource may hold a connection.
	 */
	static boolean mayHoldConnection(Object resource) {
		for (Class<?> type = resource.getClass(); type != null; type = type.getSuperclass()) {
			if (MESSAGING.contains(type.getName())) {
				return false;
			}
		}
		return !BeanUtils.isSimpleValueType(resource.getClass());
	}

}
