package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

import dev.accelerate.CacheStrategy;
import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.snapshot.EntitySnapshots;
import dev.accelerate.snapshot.ResultSnapshotter;
import dev.accelerate.snapshot.ResultTypes;
import dev.accelerate.snapshot.Snapshotter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.projection.SpelAwareProxyProjectionFactory;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.util.ReflectionUtils;

/**
 * Scope of one repository: what the plans of its methods have in common.
 */
public final class RepositoryScope {

	private final RepositoryInformation repository;

	private final String name;

	private final PersistenceUnit unit;

	private final MethodKind methodKind;

	private final ResultTypes resultTypes;

	private final Snapshotter snapshotter;

	private final @Nullable CacheStrategy strategy;

	RepositoryScope(RepositoryInformation repository, String name, PersistenceUnit unit, NamedQueryTexts namedQueries) {
		this.repository = repository;
		this.name = name;
		this.unit = unit;
		this.methodKind = new MethodKind(repository, namedQueries, unit);
		this.strategy = AnnotatedElementUtils.findMergedAnnotation(repository.getRepositoryInterface(),
				CacheStrategy.class);
		EntitySnapshots entities = unit.entities();
		SpelAwareProxyProjectionFactory projections = new SpelAwareProxyProjectionFactory();
		projections.setBeanClassLoader(repository.getRepositoryInterface().getClassLoader());
		this.resultTypes = new ResultTypes(entities, projections);
		this.snapshotter = new ResultSnapshotter(entities, projections);
	}

	/**
	 * Returns the methods of a repository interface that can be called through its proxy.
	 */
	public static List<Method> candidates(Class<?> repository) {
		return Arrays.stream(repository.getMethods())
			.filter((method) -> !method.isBridge() && !ReflectionUtils.isObjectMethod(method)
					&& !Modifier.isStatic(method.getModifiers()))
			.toList();
	}

	public RepositoryInformation repository() {
		return this.repository;
	}

	public String name() {
		return this.name;
	}

	public PersistenceUnit unit() {
		return this.unit;
	}

	/**
	 * Returns the annotation of the interface, or {@code null} if it has none.
	 */
	@Nullable CacheStrategy strategy() {
		return this.strategy;
	}

	/**
	 * Returns what classifies the methods.
	 * @return what tells a read from a write, and a query from code of the application
	 */
	public MethodKind methodKind() {
		return this.methodKind;
	}

	ResultTypes resultTypes() {
		return this.resultTypes;
	}

	Snapshotter snapshotter() {
		return this.snapshotter;
	}

	/**
	 * Returns whether results may be computed from entities that they do not contain.
	 */
	boolean isOpaque(Method method, ResolvableType result) {
		return !this.methodKind.isQueryOrCrud(method) || !this.resultTypes.isTransparent(result);
	}

}
