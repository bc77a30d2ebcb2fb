package dev.accelerate.jdbc;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UnwrappingCallers}: which classes may unwrap a connection without being
 * suspected.
 */
class UnwrappingCallersTests {

	private static final UnwrappingCallers CALLERS = new UnwrappingCallers(List.of(), (caller) -> true);

	@Test
	void frameworksPoolsAndDriversAreKnown() {
		assertThat(new Class<?>[] { Session.class, JdbcTemplate.class, PGConnection.class })
			.allMatch((type) -> CALLERS.isKnown(type.getName()));
		assertThat(CALLERS.isKnown("com.zaxxer.hikari.pool.PoolBase")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.opentelemetry.javaagent.instrumentation.jdbc.JdbcUtils",
			"datadog.trace.instrumentation.jdbc.JDBCDecorator", "com.pgvector.PGvector",
			"com.p6spy.engine.spy.P6Core" })
	void whatObservesOrAddsTypesIsKnown(String className) {
		assertThat(CALLERS.isKnown(className)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.example.Import", "org.springframework.samples.petclinic.Import",
			"org.hibernatedemo.Import", "org.flywaydb.database.postgresql.PostgreSQLCopyParsedStatement" })
	void applicationsAndWhatCopiesRowsAreNot(String className) {
		assertThat(CALLERS.isKnown(className)).isFalse();
	}

	@Test
	void applicationIsFoundOnTheStack() {
		assertThat(CALLERS.isSuspect()).isTrue();
	}

	/**
	 * As of use cases in Kotlin, whose operator has this name.
	 */
	@Test
	void applicationIsFoundInAMethodOfAnyNameThatAFrameworkCalls() {
		for (String name : List.of("invoke", "unwrap", "call")) {
			Method method = ReflectionUtils.findMethod(UseCase.class, name);
			assertThat(method).isNotNull();
			ReflectionUtils.makeAccessible(method);
			assertThat(ReflectionUtils.invokeMethod(method, new UseCase())).as(name).isEqualTo(true);
		}
	}

	@Test
	void interceptorOfAnApplicationIsFound() throws Exception {
		MethodInterceptor interceptor = (invocation) -> CALLERS.isSuspect();
		assertThat(proxy(new Interceptor()).call()).isTrue();
		assertThat(proxy(interceptor).call()).isTrue();
	}

	@SuppressWarnings("unchecked")
	private static Callable<Boolean> proxy(MethodInterceptor interceptor) {
		return (Callable<Boolean>) ProxyFactory.getProxy(Callable.class, interceptor);
	}

	@Test
	void everyCallerIsReportedByItsClassUntilThatIsNoted() {
		List<String> reported = new ArrayList<>();
		UnwrappingCallers callers = new UnwrappingCallers(List.of(), (caller) -> {
			reported.add(caller);
			return reported.size() == 2;
		});
		for (int i = 0; i < 4; i++) {
			assertThat(callers.isSuspect()).isTrue();
		}
		assertThat(reported).containsExactly(getClass().getName(), getClass().getName());
	}

	@Test
	void whatIsDeclaredHarmlessIsNotSuspected() {
		UnwrappingCallers callers = new UnwrappingCallers(List.of(getClass().getName(), "com.example.types"),
				(caller) -> {
					throw new AssertionError(caller);
				});
		assertThat(callers.isSuspect()).isFalse();
		assertThat(callers.isKnown("com.example.types.Vectors$Codec")).isTrue();
		assertThat(callers.isKnown("com.example.typesetting.Import")).isFalse();
	}

	static final class UseCase {

		public boolean invoke() {
			return CALLERS.isSuspect();
		}

		public boolean unwrap() {
			return CALLERS.isSuspect();
		}

		public boolean call() {
			return CALLERS.isSuspect();
		}

	}

	static final class Interceptor implements MethodInterceptor {

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) {
			return CALLERS.isSuspect();
		}

	}

}
