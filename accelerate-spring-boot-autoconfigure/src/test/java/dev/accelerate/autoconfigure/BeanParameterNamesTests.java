package dev.accelerate.autoconfigure;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.accelerate.core.QueryCacheListener;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AccelerateAutoConfiguration} and its configurations: the parameters of their
 * bean methods, which Spring resolves without looking at every bean of the application if
 * they have the names of beans.
 */
class BeanParameterNamesTests {

	private static final List<Class<?>> CONFIGURATIONS = List.of(AccelerateAutoConfiguration.class,
			AccelerateMetricsAutoConfiguration.class, InvalidationConfiguration.class,
			LocalStoreConfiguration.CaffeinePresent.class, RefreshConfiguration.class, RepositoryConfiguration.class,
			HibernateConfiguration.class, JdbcConfiguration.ProxyPresent.class, DataRestConfiguration.class);

	@Test
	void parameterHasTheNameOfTheOnlyBeanOfItsType() {
		Map<Class<?>, String> names = new HashMap<>();
		beanMethods().forEach((method) -> names.put(method.getReturnType(), method.getName()));
		// Of listeners there may be many.
		names.remove(QueryCacheListener.class);
		List<Parameter> parameters = beanMethods().flatMap((method) -> Arrays.stream(method.getParameters()))
			.filter((parameter) -> names.containsKey(type(parameter)))
			.toList();
		assertThat(parameters).hasSizeGreaterThan(50)
			.allSatisfy((parameter) -> assertThat(parameter.getName()).isEqualTo(names.get(type(parameter))));
	}

	private static Stream<Method> beanMethods() {
		return CONFIGURATIONS.stream()
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
			.filter((method) -> method.isAnnotationPresent(Bean.class));
	}

	private static Class<?> type(Parameter parameter) {
		ResolvableType type = ResolvableType.forType(parameter.getParameterizedType());
		return (type.toClass() == ObjectProvider.class) ? type.getGeneric().toClass() : type.toClass();
	}

}
