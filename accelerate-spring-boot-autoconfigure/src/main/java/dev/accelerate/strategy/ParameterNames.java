package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.repository.query.Param;

/**
 * Names by which an expression can refer to the arguments of a method: those of the
 * source if it is compiled with {@code -parameters}, those of {@link Param}, and
 * {@code a0} and {@code p0} for the first argument, {@code a1} and {@code p1} for the
 * second, and so on.
 */
final class ParameterNames {

	private final List<Set<String>> byIndex;

	private ParameterNames(List<Set<String>> byIndex) {
		this.byIndex = byIndex;
	}

	static ParameterNames of(Method method) {
		@Nullable String @Nullable [] declared = new DefaultParameterNameDiscoverer().getParameterNames(method);
		Parameter[] parameters = method.getParameters();
		List<Set<String>> byIndex = new ArrayList<>();
		for (int i = 0; i < parameters.length; i++) {
			Set<String> names = new LinkedHashSet<>();
			if (declared != null && declared[i] != null) {
				names.add(declared[i]);
			}
			Param param = AnnotatedElementUtils.findMergedAnnotation(parameters[i], Param.class);
			if (param != null) {
				names.add(param.value());
			}
			names.add("a" + i);
			names.add("p" + i);
			byIndex.add(names);
		}
		return new ParameterNames(byIndex);
	}

	Set<String> all() {
		Set<String> all = new LinkedHashSet<>();
		this.byIndex.forEach(all::addAll);
		return all;
	}

	/**
	 * Returns the index of the parameter with a name, or -1 if there is none.
	 */
	int indexOf(String name) {
		for (int i = 0; i < this.byIndex.size(); i++) {
			if (this.byIndex.get(i).contains(name)) {
				return i;
			}
		}
		return -1;
	}

	void bind(Object[] arguments, BiConsumer<String, @Nullable Object> variables) {
		for (int i = 0; i < arguments.length; i++) {
			for (String name : this.byIndex.get(i)) {
				variables.accept(name, arguments[i]);
			}
		}
	}

}
