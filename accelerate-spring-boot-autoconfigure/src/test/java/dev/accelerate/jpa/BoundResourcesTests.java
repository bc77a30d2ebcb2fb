package dev.accelerate.jpa;

import java.sql.Connection;
import java.util.Map;
import java.util.stream.Stream;

import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.ResourceHolderSupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link BoundResources}: which resources may hold a connection, so that a thread that
 * has one never waits.
 */
class BoundResourcesTests {

	static Stream<Object> unknown() {
		return Stream.of(new Object(), Map.of(), new ConnectionHolder(Mockito.mock(Connection.class)),
				new ResourceHolderSupport() {
				});
	}

	@ParameterizedTest
	@MethodSource
	void unknown(Object resource) {
		assertThat(BoundResources.mayHoldConnection(resource)).isTrue();
	}

	@Test
	void markersHoldNone() {
		assertThat(Stream.of(true, "marker", 1, Thread.State.NEW)).noneMatch(BoundResources::mayHoldConnection);
	}

	/**
	 * Listener containers bind a class of their own.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.jms.connection.JmsResourceHolder",
			"org.springframework.amqp.rabbit.connection.RabbitResourceHolder",
			"org.springframework.kafka.core.KafkaResourceHolder" })
	void resourcesOfMessageListenersHoldNone(String name) throws Exception {
		Class<?> type = new ByteBuddy().subclass(ResourceHolderSupport.class)
			.name(name)
			.make()
			.load(getClass().getClassLoader())
			.getLoaded();
		assertThat(BoundResources.mayHoldConnection(type.getDeclaredConstructor().newInstance())).isFalse();
		Class<?> exposed = new ByteBuddy().subclass(type).make().load(type.getClassLoader()).getLoaded();
		assertThat(BoundResources.mayHoldConnection(exposed.getDeclaredConstructor().newInstance())).isFalse();
	}

}
