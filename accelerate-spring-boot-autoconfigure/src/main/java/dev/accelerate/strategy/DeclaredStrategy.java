package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.accelerate.CacheStrategy;
import dev.accelerate.Precision;
import dev.accelerate.freshness.Windows;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Strategy that applies to a method, combined from all levels. Each attribute comes from
 * the first level that has it. The levels are, in this order, the property of exactly
 * this method, those with wildcards, the annotation of the method or else of the
 * interface, and the default.
 *
 * @param ttl the fresh window
 * @param swr the stale window
 * @param tags the tags
 * @param condition the condition, empty for none
 * @param unless the veto, empty for none
 * @param invalidateOnWrite whether writes invalidate results
 * @param dependsOn further entities that results depend on
 * @param dependsOnTables the names of further tables that results depend on
 * @param precision what results depend on
 * @param origins where the attributes come from that properties and annotations share:
 * the name of a property, which annotation, or nothing for those with the default
 * @param annotated whether the method itself is annotated
 * @param explicit whether the method is annotated or has a property of its own
 */
public record DeclaredStrategy(Duration ttl, Duration swr, List<String> tags, String condition, String unless,
		boolean invalidateOnWrite, List<Class<?>> dependsOn, List<String> dependsOnTables, Precision precision,
		Map<String, String> origins, boolean annotated, boolean explicit) {

	private static final String ON_METHOD = "@CacheStrategy of the method";

	private static final String ON_INTERFACE = "@CacheStrategy of the interface";

	/**
	 * Origin of the attributes that only annotations have.
	 */
	private static final String ANNOTATION = "annotation";

	/**
	 * Finds the strategy of a method.
	 * @return the strategy, or {@code null} if there is none or it is switched off
	 */
	static @Nullable DeclaredStrategy of(Method method, RepositoryScope scope, ConfiguredStrategies configured) {
		return of(method, scope.repository().getRepositoryInterface(), scope.strategy(), configured);
	}

	/**
	 * Finds the strategy of a method.
	 * @param inherited the annotation of the repository's interface, if it has one
	 * @return the strategy, or {@code null} if there is none or it is switched off
	 */
	public static @Nullable DeclaredStrategy of(Method method, Class<?> repository, @Nullable CacheStrategy inherited,
			ConfiguredStrategies configured) {
		CacheStrategy own = annotation(method);
		CacheStrategy annotation = (own != null) ? own : inherited;
		StrategyProperties defaults = configured.defaults();
		if (annotation == null && defaults == null && configured.isEmpty()) {
			// Most methods end here, without the cost of what follows.
			return null;
		}
		List<DeclaredLevel> exact = configured.exact(repository, method.getName());
		List<DeclaredLevel> levels = new ArrayList<>(exact);
		levels.addAll(configured.wildcards(repository, method.getName()));
		Boolean switched = first(levels, StrategyProperties::enabled);
		if (annotation != null) {
			levels.add(new DeclaredLevel((own != null) ? ON_METHOD : ON_INTERFACE, toProperties(annotation)));
		}
		if (defaults != null) {
			levels.add(new DeclaredLevel(ConfiguredStrategies.DEFAULTS, defaults));
		}
		boolean enabled = (switched != null) ? switched : annotation == null || annotation.enabled();
		if (levels.isEmpty() || !enabled) {
			return null;
		}
		return new DeclaredStrategy(Objects.requireNonNullElse(first(levels, StrategyProperties::ttl), Duration.ZERO),
				Objects.requireNonNullElse(first(levels, StrategyProperties::swr), Duration.ZERO),
				Objects.requireNonNullElse(first(levels, StrategyProperties::tags), List.of()),
				(annotation != null) ? annotation.condition() : "", (annotation != null) ? annotation.unless() : "",
				annotation == null || annotation.invalidateOnWrite(),
				(annotation != null) ? List.of(annotation.dependsOn()) : List.of(),
				(annotation != null) ? List.of(annotation.dependsOnTables()) : List.of(),
				(annotation != null) ? annotation.precision() : Precision.AUTO, origins(levels, own, annotation),
				own != null, own != null || !exact.isEmpty());
	}

	/**
	 * Returns the annotation of a method. Most methods are Spring Data's own and are not
	 * searched, because they have none.
	 */
	private static @Nullable CacheStrategy annotation(Method method) {
		return method.getDeclaringClass().getName().startsWith("org.springframework.data.") ? null
				: AnnotatedElementUtils.findMergedAnnotation(method, CacheStrategy.class);
	}

	/**
	 * Returns whether the configuration switches a method off, so that not even the
	 * options of a call can switch it on.
	 */
	static boolean isSwitchedOff(Method method, Class<?> repository, ConfiguredStrategies configured) {
		if (configured.isEmpty()) {
			return false;
		}
		List<DeclaredLevel> levels = new ArrayList<>(configured.exact(repository, method.getName()));
		levels.addAll(configured.wildcards(repository, method.getName()));
		return Boolean.FALSE.equals(first(levels, StrategyProperties::enabled));
	}

	private static StrategyProperties toProperties(CacheStrategy annotation) {
		return new StrategyProperties(Duration.ofSeconds(annotation.ttl()), Duration.ofSeconds(annotation.swr()),
				List.of(annotation.tags()), annotation.enabled());
	}

	private static <T> @Nullable T first(List<DeclaredLevel> levels,
			Function<StrategyProperties, @Nullable T> attribute) {
		return levels.stream()
			.map((level) -> attribute.apply(level.properties()))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static Map<String, String> origins(List<DeclaredLevel> levels, @Nullable CacheStrategy own,
			@Nullable CacheStrategy annotation) {
		Map<String, String> origins = new LinkedHashMap<>();
		origin(origins, "ttl", levels, StrategyProperties::ttl);
		origin(origins, "swr", levels, StrategyProperties::swr);
		origin(origins, "tags", levels, StrategyProperties::tags);
		if (annotation != null) {
			origins.put(ANNOTATION, (own != null) ? ON_METHOD : ON_INTERFACE);
		}
		return origins;
	}

	private static void origin(Map<String, String> origins, String name, List<DeclaredLevel> levels,
			Function<StrategyProperties, @Nullable Object> attribute) {
		levels.stream()
			.filter((level) -> attribute.apply(level.properties()) != null)
			.findFirst()
			.ifPresent((level) -> origins.put(name, level.origin()));
	}

	/**
	 * Returns where an attribute comes from.
	 * @param attribute the name of the attribute
	 * @return the name of a property, which annotation, or {@code default}
	 */
	public String origin(String attribute) {
		boolean shared = attribute.equals("ttl") || attribute.equals("swr") || attribute.equals("tags");
		return this.origins.getOrDefault(shared ? attribute : ANNOTATION, "default");
	}

	/**
	 * Checks everything about an annotation that does not depend on a method.
	 * @return the refusal, or {@code null} if it is fine
	 */
	static @Nullable Refusal check(CacheStrategy annotation, int maximumTags) {
		return annotation.enabled() ? check(Duration.ofSeconds(annotation.ttl()), Duration.ofSeconds(annotation.swr()),
				List.of(annotation.tags()), maximumTags) : null;
	}

	@Nullable Refusal check(int maximumTags) {
		return check(this.ttl, this.swr, this.tags, maximumTags);
	}

	private static @Nullable Refusal check(Duration ttl, Duration swr, List<String> tags, int maximumTags) {
		if (ttl.isNegative() || swr.isNegative()) {
			return new Refusal("ttl=" + ttl.toSeconds() + " and swr=" + swr.toSeconds() + ", and one is negative",
					"Give both in seconds, zero or more");
		}
		if (ttl.isZero() && swr.isZero()) {
			return new Refusal("it has neither ttl nor swr", "Give one of them in seconds");
		}
		return TagTemplateResolver.check(tags, maximumTags);
	}

	/**
	 * Returns everything that the method is declared to depend on besides what it reads.
	 */
	List<?> declared() {
		return Stream.concat(this.dependsOn.stream(), this.dependsOnTables.stream()).toList();
	}

	Windows windows() {
		return Windows.of(this.ttl, this.swr);
	}

}
