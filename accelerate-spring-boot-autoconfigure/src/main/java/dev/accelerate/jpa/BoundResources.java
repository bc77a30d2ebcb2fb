package dev.accelerate.jpa;

import java.util.Set;

import org.springframework.beans.BeanUtils;

/**
 * Judge of what is bound to a thread besides sessions: whether it may hold a connection
 * to a database. What is not known may.
 */
final class BoundResources {

	/**
	 * What message listeners bind, which hold connections to brokers that no load needs.
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
