package dev.accelerate.actuate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.core.QueryId;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.strategy.PlanReport;
import dev.accelerate.strategy.PlannedMethod;
import org.jspecify.annotations.Nullable;

/**
 * Directory of repository methods, by the names that requests use.
 */
public final class MethodDirectory {

	private final PlanReport report;

	/**
	 * Creates a directory.
	 * @param report what became of all strategies
	 */
	public MethodDirectory(PlanReport report) {
		this.report = report;
	}

	/**
	 * Returns how cached methods declare a tag.
	 * @param tag the tag
	 * @return its declaration, or {@code null} if no method with a strategy declares it
	 */
	public @Nullable String declared(String tag) {
		return this.report.cached()
			.stream()
			.map((planned) -> planned.plan().tags().declared(tag))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	int cached() {
		return this.report.cached().size();
	}

	List<NotCached> notCached() {
		return notCached((name) -> true);
	}

	private List<NotCached> notCached(Predicate<String> name) {
		List<NotCached> methods = new ArrayList<>();
		this.report.notCached().forEach((method, refusal) -> {
			if (name.test(method)) {
				methods.add(new NotCached(method, refusal.reason(), refusal.remedy()));
			}
		});
		return methods;
	}

	/**
	 * Returns why methods of one name are not cached.
	 */
	List<NotCached> notCached(QueryId id) {
		return notCached((method) -> method.contains("." + id.method() + "(")
				&& repositories(id.repository()).anyMatch((type) -> method.startsWith(type.getName() + ".")));
	}

	List<PlannedMethod> plans(QueryId id) {
		return this.report.cached().stream().filter((planned) -> planned.plan().id().equals(id)).toList();
	}

	/**
	 * Returns the methods that have signed entries, by their signers.
	 */
	Map<QuerySigner, PlannedMethod> bySigner() {
		Map<QuerySigner, PlannedMethod> methods = new HashMap<>();
		this.report.cached().forEach((planned) -> methods.put(planned.plan().signer(), planned));
		return methods;
	}

	/**
	 * Returns the only repository that has a name, simple or full.
	 */
	Class<?> repository(String name) {
		List<Class<?>> found = repositories(name).toList();
		if (found.isEmpty()) {
			throw new UnknownNameException("no repository of this instance has that name");
		}
		if (found.size() > 1) {
			throw new AccelerateException(ErrorCode.P6005, "several repositories have the name " + name
					+ ". Give the full one: " + found.stream().map(Class::getName).sorted().toList());
		}
		return found.get(0);
	}

	private Stream<Class<?>> repositories(String name) {
		return this.report.repositories()
			.stream()
			.filter((type) -> type.getSimpleName().equals(name) || type.getName().equals(name));
	}

	/**
	 * Returns the name that statistics have for a method.
	 */
	QueryId id(MethodName name) {
		return new QueryId(
				repositories(name.repository()).map(Class::getSimpleName).findFirst().orElse(name.repository()),
				name.method());
	}

	/**
	 * Takes the name of a method apart, such as {@code UserRepository.findByName}, or
	 * with the full name of the repository.
	 */
	static MethodName parse(String name) {
		int dot = name.lastIndexOf('.');
		if (dot <= 0 || dot == name.length() - 1) {
			throw new UnknownNameException("a method is named with its repository, as in UserRepository.findByName");
		}
		return new MethodName(name.substring(0, dot), name.substring(dot + 1));
	}

	/**
	 * Name of a method.
	 *
	 * @param repository the name of its repository, simple or full
	 * @param method its own name
	 */
	record MethodName(String repository, String method) {
	}

}
