package dev.accelerate.jpa.rows;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;

import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.jdbc.mutation.spi.MutationExecutorService;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TrackingMutationService} has the methods that this version of Hibernate calls,
 * and is not used where it has not.
 */
class TrackingMutationServiceTests {

	@Test
	void hibernateCallsNoOtherMethodsThanThoseThatAreKnown() {
		assertThat(abstractMethods(MutationExecutorService.class)).containsExactly("createExecutor/3");
		assertThat(abstractMethods(MutationExecutor.class)).containsExactlyInAnyOrder("getJdbcValueBindings/0",
				"getPreparedStatementDetails/1", "execute/5", "execute/6", "release/0");
		assertThat(TrackingMutationService.isUsable()).isTrue();
	}

	@Test
	void aServiceThatIsAskedForMoreIsNotUsable() {
		assertThat(TrackingMutationService.implementsAll(TrackingMutationService.class, MutationExecutorService.class))
			.isTrue();
		assertThat(TrackingMutationService.implementsAll(TrackingMutationService.class, Later.class)).isFalse();
		assertThat(TrackingMutationService.implementsAll(AbstractService.class, MutationExecutorService.class))
			.isFalse();
	}

	private static Stream<String> abstractMethods(Class<?> type) {
		return Stream.of(type.getMethods())
			.filter((method) -> Modifier.isAbstract(method.getModifiers()))
			.map((method) -> method.getName() + "/" + method.getParameterCount());
	}

	/**
	 * What a later version may ask for.
	 */
	private interface Later extends MutationExecutorService {

		void createExecutors(Method unknown);

	}

	/**
	 * Service that lacks what it is asked for.
	 */
	public abstract static class AbstractService implements MutationExecutorService {

	}

}
