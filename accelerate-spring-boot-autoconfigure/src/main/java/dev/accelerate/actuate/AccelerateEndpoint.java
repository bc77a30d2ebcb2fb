package dev.accelerate.actuate;

import java.util.List;
import java.util.Map;

import dev.accelerate.core.QueryId;
import dev.accelerate.statistics.FailureListener;
import dev.accelerate.statistics.MethodSummary;
import dev.accelerate.statistics.StatisticsListener;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * {@link Endpoint} that tells what the cache saves, why reads are misses, and who
 * invalidated what, and that purges. It never shows a value, an argument or a key.
 */
@Endpoint(id = "accelerate")
public final class AccelerateEndpoint {

	private final StatisticsListener statistics;

	private final FailureListener failures;

	private final MethodDirectory methods;

	private final EntryDirectory entries;

	private final Purger purger;

	/**
	 * Creates an endpoint.
	 * @param statistics what happened
	 * @param failures what failed
	 * @param methods the methods by their names
	 * @param entries the entries of the local store
	 * @param purger what purges
	 */
	public AccelerateEndpoint(StatisticsListener statistics, FailureListener failures, MethodDirectory methods,
			EntryDirectory entries, Purger purger) {
		this.statistics = statistics;
		this.failures = failures;
		this.methods = methods;
		this.entries = entries;
		this.purger = purger;
	}

	/**
	 * Returns what the cache saves, by method.
	 * @return the overview
	 */
	@ReadOperation
	public Overview overview() {
		List<MethodSummary> summaries = this.statistics.methods();
		Map<QueryId, Usage> usages = this.entries.usages();
		List<MethodRow> rows = summaries.stream()
			.map((summary) -> new MethodRow(summary, usages.getOrDefault(id(summary), Usage.NONE)))
			.toList();
		return new Overview(this.statistics.since(), this.methods.cached(),
				summaries.stream().mapToDouble(MethodSummary::savedTime).sum(),
				summaries.stream().mapToDouble(MethodSummary::totalAvoidableTime).sum(), this.entries.usage(),
				this.failures.lastMinute(), rows, this.methods.notCached());
	}

	private QueryId id(MethodSummary summary) {
		return this.methods.id(MethodDirectory.parse(summary.method()));
	}

	/**
	 * Returns everything about a method, or the last invalidations.
	 * @param name {@code invalidations}, or the name of a repository and of a method,
	 * such as {@code UserRepository.findByName}
	 * @return a {@link MethodDescriptor}, or the invalidations, the latest first
	 */
	@ReadOperation
	public Object details(@Selector String name) {
		if (name.equals("invalidations")) {
			return new RecentInvalidations(this.statistics.invalidations());
		}
		QueryId id = this.methods.id(MethodDirectory.parse(name));
		MethodSummary summary = this.statistics.method(id);
		MethodDescriptor descriptor = new MethodDescriptor(id.toString(), summary,
				this.entries.usages().getOrDefault(id, Usage.NONE),
				this.methods.plans(id).stream().map(PlanDescriptor::of).toList(), this.methods.notCached(id));
		if (summary == null && descriptor.plans().isEmpty() && descriptor.notCached().isEmpty()) {
			throw new UnknownNameException("no method of that name is cached, or was left uncached");
		}
		return descriptor;
	}

	/**
	 * Returns an entry, without its value.
	 * @param kind {@code entries}
	 * @param signature the signature, as callers get it
	 * @return the entry
	 */
	@ReadOperation
	public EntryDescriptor entry(@Selector String kind, @Selector String signature) {
		if (!kind.equals("entries")) {
			throw new UnknownNameException("entries are at entries/{signature}");
		}
		return this.entries.describe(signature);
	}

	/**
	 * Purges what exactly one of the parameters names.
	 * @param tags the tags, separated by commas
	 * @param method the name of a repository and of a method
	 * @param signature the signature of an entry of this instance
	 * @param table the name of a table
	 * @param all {@code true} for everything
	 * @param preview {@code true} to purge nothing; an empty value counts as true, but
	 * WebFlux takes a parameter without a value for none
	 * @return how many entries are hit, and the identifier of the invalidation
	 */
	@DeleteOperation
	public Receipt purge(@Nullable String tags, @Nullable String method, @Nullable String signature,
			@Nullable String table, @Nullable String all, @Nullable String preview) {
		return this.purger.purge(tags, method, signature, table, all, Purger.isTrue("preview", preview));
	}

}
