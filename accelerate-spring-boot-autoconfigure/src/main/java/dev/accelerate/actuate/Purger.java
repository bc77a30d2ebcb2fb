package dev.accelerate.actuate;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.ErrorCode;
import dev.accelerate.Invalidation;
import dev.accelerate.actuate.MethodDirectory.MethodName;
import dev.accelerate.core.CachedMethods;
import dev.accelerate.core.ExternalWrites;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Purges of results, each of which can be previewed. They are invalidations of the
 * application, and so reach all instances that share a log. Only a single entry is
 * removed from this instance alone.
 */
public final class Purger {

	private final AccelerateOperations operations;

	private final ExternalWrites writes;

	private final CachedMethods cached;

	private final MethodDirectory methods;

	private final EntryDirectory entries;

	/**
	 * Creates a purger.
	 * @param operations the way to invalidate
	 * @param writes tells which tables a name stands for
	 * @param cached the methods whose results are cached
	 * @param methods the methods by their names
	 * @param entries the entries of the local store
	 */
	public Purger(AccelerateOperations operations, ExternalWrites writes, CachedMethods cached, MethodDirectory methods,
			EntryDirectory entries) {
		this.operations = operations;
		this.writes = writes;
		this.cached = cached;
		this.methods = methods;
		this.entries = entries;
	}

	/**
	 * Purges what one of the targets names.
	 */
	Receipt purge(@Nullable String tags, @Nullable String method, @Nullable String signature, @Nullable String table,
			@Nullable String all, boolean preview) {
		if (Stream.of(tags, method, signature, table, all).filter(Objects::nonNull).count() != 1) {
			throw refusal("a purge takes one of tags, method, signature, table and all");
		}
		if (tags != null) {
			List<String> names = Arrays.stream(tags.split(",")).map(String::trim).toList();
			if (!names.stream().allMatch(Tags::isValid)) {
				throw refusal("a tag is malformed: a tag is 1 to 64 letters, digits and underscores, and a comma "
						+ "separates several");
			}
			return purge(InvalidationRecord.of(Tags.of(names)), preview, () -> this.operations.invalidate(names));
		}
		if (method != null) {
			MethodName name = MethodDirectory.parse(method);
			Class<?> repository = this.methods.repository(name.repository());
			return purge(InvalidationRecord.of(this.cached.tag(repository, name.method())), preview,
					() -> this.operations.invalidateMethod(repository, name.method()));
		}
		if (table != null) {
			return purge(this.writes.tables(List.of(table)), preview, () -> this.operations.invalidateTables(table));
		}
		if (signature != null) {
			return new Receipt(preview, this.entries.remove(signature, preview), null);
		}
		if (!isTrue("all", all)) {
			throw refusal("a purge with all=false names nothing");
		}
		return purge(InvalidationRecord.ALL, preview, this.operations::invalidateAll);
	}

	private Receipt purge(InvalidationRecord record, boolean preview, Supplier<Invalidation> purge) {
		Long count = this.entries.count(record);
		return new Receipt(preview, count, preview ? null : purge.get().requestId());
	}

	/**
	 * Returns the value of a flag, which is true if it has none, as in {@code ?preview}.
	 * What is neither true nor false is refused, so that no misspelt preview purges.
	 */
	static boolean isTrue(String name, @Nullable String value) {
		if (value == null || value.equals("false")) {
			return false;
		}
		if (value.isEmpty() || value.equals("true")) {
			return true;
		}
		throw refusal("'" + name + "' is either true or false");
	}

	private static AccelerateException refusal(String message) {
		return new AccelerateException(ErrorCode.P6005, message);
	}

}
