package dev.accelerate.strategy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Strategies from configuration, by repository and method. A repository is named by its
 * simple or its full name, and {@code *} stands for all. Names are compared without
 * regard to case, because environment variables do not preserve it.
 */
public final class ConfiguredStrategies {

	private static final String PREFIX = "accelerate.strategies";

	/**
	 * Property of the strategy of every method that has no other.
	 */
	static final String DEFAULTS = "accelerate.default-strategy";

	private static final String ALL = "*";

	private final @Nullable StrategyProperties defaults;

	private final Map<Key, Entry> entries = new LinkedHashMap<>();

	private final Set<Key> matched = ConcurrentHashMap.newKeySet();

	private final Map<String, Class<?>> bySimpleName = new ConcurrentHashMap<>();

	private final Set<String> knownNames = new ConcurrentSkipListSet<>();

	/**
	 * Creates strategies.
	 * @param defaults the strategy of every method that has no other, or {@code null}
	 * @param strategies by repository and method
	 */
	public ConfiguredStrategies(@Nullable StrategyProperties defaults,
			Map<String, Map<String, StrategyProperties>> strategies) {
		this.defaults = defaults;
		strategies.forEach((repository, methods) -> methods.forEach((method, properties) -> this.entries
			.put(new Key(lower(repository), lower(method)), new Entry(repository, method, properties))));
	}

	/**
	 * Returns the name of the property of a strategy, with brackets where Spring Boot
	 * would drop characters without them.
	 * @param repository the name of the repository
	 * @param method the name of the method
	 * @return the name of the property
	 */
	public static String propertyName(String repository, String method) {
		return PREFIX + element(repository) + element(method);
	}

	private static String element(String key) {
		return key.chars().allMatch(Character::isLetterOrDigit) ? "." + key : "[" + key + "]";
	}

	/**
	 * Returns whether the configuration names no repository and no method, so that no
	 * method has to be looked up.
	 */
	boolean isEmpty() {
		return this.entries.isEmpty();
	}

	/**
	 * Registers a repository.
	 * @throws RefusedStrategyException if a simple name in the configuration may mean
	 * this repository or another
	 */
	void register(Class<?> repository, Iterable<String> methods) {
		if (isEmpty()) {
			return;
		}
		for (String method : methods) {
			this.knownNames.add(repository.getSimpleName() + "." + method);
			match(repository.getName(), method);
			match(repository.getSimpleName(), method);
			match(ALL, method);
		}
		Class<?> other = this.bySimpleName.put(lower(repository.getSimpleName()), repository);
		if (other != null && other != repository
				&& this.entries.keySet()
					.stream()
					.anyMatch((key) -> key.repository.equals(lower(repository.getSimpleName())))) {
			throw new RefusedStrategyException(PREFIX + "." + repository.getSimpleName(),
					new Refusal("the name may mean " + other.getName() + " or " + repository.getName(),
							"Write the full name in brackets: " + PREFIX + ".[" + repository.getName() + "]"));
		}
	}

	private void match(String repository, String method) {
		this.matched.add(new Key(lower(repository), lower(method)));
		this.matched.add(new Key(lower(repository), ALL));
	}

	/**
	 * Returns the entries for exactly this method: first the one with the full name of
	 * its repository, then the one with the simple name.
	 */
	List<DeclaredLevel> exact(Class<?> repository, String method) {
		if (isEmpty()) {
			return List.of();
		}
		List<DeclaredLevel> matching = new ArrayList<>();
		add(matching, lower(repository.getName()), lower(method));
		add(matching, lower(repository.getSimpleName()), lower(method));
		return matching;
	}

	/**
	 * Returns the names, as written, of the properties of exactly this method.
	 */
	public List<String> exactNames(Class<?> repository, String method) {
		return Stream.of(repository.getName(), repository.getSimpleName())
			.map((name) -> this.entries.get(new Key(lower(name), lower(method))))
			.filter(Objects::nonNull)
			.map(Entry::propertyName)
			.toList();
	}

	/**
	 * Returns the entries with {@code *} that this method matches: first those that name
	 * its repository, then the one that names only the method, then the one for
	 * everything.
	 */
	List<DeclaredLevel> wildcards(Class<?> repository, String method) {
		if (isEmpty()) {
			return List.of();
		}
		List<DeclaredLevel> matching = new ArrayList<>();
		add(matching, lower(repository.getName()), ALL);
		add(matching, lower(repository.getSimpleName()), ALL);
		add(matching, ALL, lower(method));
		add(matching, ALL, ALL);
		return matching;
	}

	private void add(List<DeclaredLevel> matching, String repository, String method) {
		Entry entry = this.entries.get(new Key(repository, method));
		if (entry != null) {
			matching.add(new DeclaredLevel(entry.propertyName(), entry.properties()));
		}
	}

	/**
	 * Returns the strategy of every method that has no other, or {@code null} if there is
	 * none.
	 */
	@Nullable StrategyProperties defaults() {
		StrategyProperties defaults = this.defaults;
		boolean on = defaults != null && (defaults.ttl() != null || defaults.swr() != null)
				&& !Boolean.FALSE.equals(defaults.enabled());
		return on ? defaults : null;
	}

	/**
	 * Returns the properties, as written, that match no method of the repositories
	 * registered so far, each with the names nearest to it.
	 */
	Map<String, List<String>> unmatched() {
		Map<String, List<String>> unmatched = new LinkedHashMap<>();
		this.entries.forEach((key, entry) -> {
			if (!this.matched.contains(key)) {
				unmatched.put(entry.propertyName(),
						NearestNames.of(key.repository() + "." + key.method(), this.knownNames));
			}
		});
		return unmatched;
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	/**
	 * Names in lower case.
	 */
	private record Key(String repository, String method) {
	}

	/**
	 * Names as written.
	 */
	private record Entry(String repository, String method, StrategyProperties properties) {

		String propertyName() {
			return ConfiguredStrategies.propertyName(this.repository, this.method);
		}

	}

}
