package dev.accelerate.autoconfigure;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Properties under {@code accelerate.strategies} that are not bound to any strategy.
 * Spring Boot silently ignores every name that it cannot bind. Here most of them are full
 * names of repositories without brackets.
 */
final class UnboundStrategies {

	private static final Log logger = LogFactory.getLog(UnboundStrategies.class);

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("accelerate.strategies");

	private static final Bindable<Map<String, Map<String, AccelerateProperties.Strategy>>> STRATEGIES = Bindable
		.of(ResolvableType.forClassWithGenerics(Map.class, ResolvableType.forClass(String.class),
				ResolvableType.forClassWithGenerics(Map.class, String.class, AccelerateProperties.Strategy.class)));

	/**
	 * Number of elements of
	 * {@code accelerate.strategies.<Repository>.<method>.<attribute>}.
	 */
	private static final int ELEMENTS = 5;

	private UnboundStrategies() {
	}

	static void warn(Environment environment) {
		for (ConfigurationPropertyName name : find(environment)) {
			logger.warn(PREFIX + written(name, PREFIX.getNumberOfElements()) + " sets nothing: a strategy is " + PREFIX
					+ ".<Repository>.<method> with ttl, swr, tags or enabled." + hint(name));
		}
	}

	/**
	 * Returns a hint for a name with more elements than a strategy has, which is probably
	 * the full name of a repository.
	 */
	private static String hint(ConfigurationPropertyName name) {
		int method = name.getNumberOfElements() - 2;
		if (name.getNumberOfElements() <= ELEMENTS) {
			return "";
		}
		String repository = written(name.chop(method), PREFIX.getNumberOfElements()).substring(1);
		return " The full name of a repository is written in brackets: " + PREFIX + "[" + repository + "]"
				+ written(name, method);
	}

	private static String written(ConfigurationPropertyName name, int from) {
		return IntStream.range(from, name.getNumberOfElements())
			.mapToObj((i) -> (name.chop(i + 1).isLastElementIndexed() ? "[%s]" : ".%s")
				.formatted(name.getElement(i, Form.ORIGINAL)))
			.collect(Collectors.joining());
	}

	private static Collection<ConfigurationPropertyName> find(Environment environment) {
		Set<ConfigurationPropertyName> asked = new HashSet<>();
		Binder.get(environment).bind(PREFIX, STRATEGIES, new AbstractBindHandler() {

			@Override
			public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
					BindContext context) {
				asked.add(name);
				return super.onStart(name, target, context);
			}

			@Override
			public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
					Exception error) {
				// A value that cannot be bound has already failed where it is bound to be
				// used.
				return null;
			}

		});
		Set<ConfigurationPropertyName> unbound = new TreeSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter((name) -> PREFIX.isAncestorOf(name) && !isAsked(name, asked))
					.forEach(unbound::add);
			}
		}
		return unbound;
	}

	/**
	 * Returns whether a name is bound. The elements of a list are not asked for if
	 * another source has the list, too.
	 */
	private static boolean isAsked(ConfigurationPropertyName name, Set<ConfigurationPropertyName> asked) {
		return asked.contains(name)
				|| (name.isNumericIndex(name.getNumberOfElements() - 1) && asked.contains(name.getParent()));
	}

}
