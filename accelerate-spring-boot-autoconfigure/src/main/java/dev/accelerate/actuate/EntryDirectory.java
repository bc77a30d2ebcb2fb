package dev.accelerate.actuate;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import dev.accelerate.CacheStatus;
import dev.accelerate.core.EntryInspector;
import dev.accelerate.core.MissReason;
import dev.accelerate.core.QueryId;
import dev.accelerate.freshness.Windows;
import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.store.Entry;
import dev.accelerate.store.LocalEntryCache;
import dev.accelerate.strategy.PlannedMethod;
import org.jspecify.annotations.Nullable;

/**
 * Directory of the entries of the local store. Each question looks at all of them, and
 * counts as a read of none.
 */
public final class EntryDirectory {

	private static final double NANOS_IN_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final @Nullable LocalEntryCache cache;

	private final EntryInspector inspector;

	private final MethodDirectory methods;

	/**
	 * Creates a directory.
	 * @param cache the cache of the local store, or {@code null} if another store is used
	 * @param inspector the inspector of the entries
	 * @param methods the methods that have entries
	 */
	public EntryDirectory(@Nullable LocalEntryCache cache, EntryInspector inspector, MethodDirectory methods) {
		this.cache = cache;
		this.inspector = inspector;
		this.methods = methods;
	}

	Usage usage() {
		return (this.cache != null) ? new Usage(this.cache.entries(), this.cache.weight()) : Usage.NONE;
	}

	/**
	 * Returns the entries of each method that has a strategy.
	 */
	Map<QueryId, Usage> usages() {
		Map<QueryId, Usage> usages = new HashMap<>();
		if (this.cache != null) {
			Map<QuerySigner, PlannedMethod> bySigner = this.methods.bySigner();
			this.cache.forEach((entry, weight) -> {
				PlannedMethod method = bySigner.get(QuerySigner.of(entry.signature()));
				if (method != null) {
					usages.merge(method.plan().id(), new Usage(1, weight), Usage::and);
				}
			});
		}
		return usages;
	}

	/**
	 * Returns the number of valid entries that a record would invalidate, or {@code null}
	 * if that is not known.
	 */
	@Nullable Long count(InvalidationRecord record) {
		return count((entry) -> isHit(record, entry.dependencies()));
	}

	private @Nullable Long count(Predicate<Entry> hit) {
		if (this.cache == null) {
			return null;
		}
		AtomicLong count = new AtomicLong();
		this.cache.forEach((entry, weight) -> {
			if (hit.test(entry) && this.inspector.isValid(entry)) {
				count.incrementAndGet();
			}
		});
		return count.get();
	}

	private static boolean isHit(InvalidationRecord record, Dependencies dependencies) {
		return record.all() || intersect(record.tags().names(), dependencies.tags().names())
				|| intersect(record.tables().names(), dependencies.tables().names())
				|| intersect(record.tables().names(), dependencies.rows().tables().names());
	}

	private static boolean intersect(Set<String> one, Set<String> other) {
		return !Collections.disjoint(one, other);
	}

	/**
	 * Removes an entry of this instance.
	 * @return the number of valid entries that are removed
	 */
	long remove(String signature, boolean preview) {
		Entry entry = find(signature).entry();
		boolean valid = this.inspector.isValid(entry);
		if (!preview) {
			Objects.requireNonNull(this.cache).remove(entry.signature());
		}
		return valid ? 1 : 0;
	}

	private Weighed find(String signature) {
		if (this.cache == null) {
			throw new UnknownNameException("only the entries of the local store can be looked up");
		}
		AtomicReference<@Nullable Weighed> found = new AtomicReference<>();
		this.cache.forEach((entry, weight) -> {
			if (entry.signature().hasDigest(signature)) {
				found.set(new Weighed(entry, weight));
			}
		});
		Weighed weighed = found.get();
		if (weighed == null) {
			throw new UnknownNameException("no entry of this instance has that signature");
		}
		return weighed;
	}

	EntryDescriptor describe(String signature) {
		Weighed weighed = find(signature);
		Entry entry = weighed.entry();
		PlannedMethod method = this.methods.bySigner().get(QuerySigner.of(entry.signature()));
		Windows windows = (method != null) ? method.plan().windows() : null;
		CacheStatus answer = (method != null) ? this.inspector.answer(method.plan(), entry) : null;
		MissReason reason = (method != null) ? this.inspector.reason(method.plan(), entry) : null;
		List<String> tags = entry.dependencies()
			.tags()
			.names()
			.stream()
			.filter((tag) -> !Tags.isOfMethod(tag))
			.toList();
		List<String> declared = (method == null) ? List.of()
				: tags.stream().map(method.plan().tags()::declared).filter(Objects::nonNull).toList();
		return new EntryDescriptor(signature, (method != null) ? method.plan().id().toString() : null,
				entry.lastModified(), this.inspector.age(entry) / NANOS_IN_SECOND,
				(windows != null) ? windows.ttlNanos() / NANOS_IN_SECOND : null,
				(windows != null) ? windows.swrNanos() / NANOS_IN_SECOND : null,
				declared.stream().distinct().sorted().toList(), tags.size() - declared.size(),
				entry.dependencies().tables().names(), entry.dependencies().rows().tables().names(), weighed.weight(),
				(answer != null) ? answer.value() : null, (reason != null) ? reason.toString() : null);
	}

	/**
	 * Entry with its weight.
	 *
	 * @param entry the entry
	 * @param weight its weight in bytes
	 */
	private record Weighed(Entry entry, long weight) {
	}

}
