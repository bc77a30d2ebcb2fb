package dev.accelerate.core;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.ErrorCode;
import dev.accelerate.Invalidation;
import dev.accelerate.core.InvalidationEvent.Cause;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.tracking.CallOptions;
import org.jspecify.annotations.Nullable;

/**
 * {@link AccelerateOperations} of this application's query cache.
 */
public class AccelerateTemplate implements AccelerateOperations {

	private final InfoRecorder recorder;

	private final CallOptions callOptions;

	private final TransactionalInvalidations invalidations;

	private final ExternalWrites writes;

	private final CachedMethods methods;

	private final InvalidationLimits limits;

	private final QueryCacheListener listener;

	/**
	 * Creates a template.
	 * @param recorder the recorder of how calls are answered
	 * @param callOptions the options that threads set
	 * @param invalidations the way to the invalidation log
	 * @param writes the records of what others have written
	 * @param methods the methods whose results are cached
	 * @param limits the limits of invalidations
	 * @param listener the observer
	 */
	public AccelerateTemplate(InfoRecorder recorder, CallOptions callOptions, TransactionalInvalidations invalidations,
			ExternalWrites writes, CachedMethods methods, InvalidationLimits limits, QueryCacheListener listener) {
		this.recorder = recorder;
		this.callOptions = callOptions;
		this.invalidations = invalidations;
		this.writes = writes;
		this.methods = methods;
		this.limits = limits;
		this.listener = listener;
	}

	@Override
	public <T extends @Nullable Object> Accelerated<T> withAccelerateInfo(Supplier<T> call) {
		return this.recorder.record(call);
	}

	@Override
	public <T extends @Nullable Object> T withCacheStrategy(CacheOptions options, Supplier<T> call) {
		return this.callOptions.call(options, call);
	}

	@Override
	public Invalidation invalidate(String... tags) {
		return invalidate(Arrays.asList(tags));
	}

	@Override
	public Invalidation invalidate(Collection<String> tags) {
		if (tags.isEmpty() || tags.size() > this.limits.tagsPerCall()) {
			throw new AccelerateException(ErrorCode.P6005, "invalidate takes 1 to " + this.limits.tagsPerCall()
					+ " tags (accelerate.limits.tags-per-call), but got " + tags.size());
		}
		int number = 0;
		for (String tag : tags) {
			number++;
			if (!Tags.isValid(tag)) {
				// A tag may hold a value.
				throw new AccelerateException(ErrorCode.P6005,
						"the tag " + number + " of " + tags.size() + " given to invalidate is "
								+ ((tag != null) ? "malformed" : "null")
								+ ": a tag is 1 to 64 letters, digits and underscores (A-Z, a-z, 0-9, _)");
			}
		}
		return submit(InvalidationRecord.of(Tags.of(tags)), Cause.TAGS);
	}

	@Override
	public Invalidation invalidateEntity(Class<?> entity, Object id) {
		return submit(this.writes.entity(entity, id), Cause.ENTITY);
	}

	@Override
	public Invalidation invalidateTables(String... tables) {
		if (tables.length == 0) {
			throw new AccelerateException(ErrorCode.P6005, "invalidateTables takes at least one table, but got none");
		}
		return submit(this.writes.tables(List.of(tables)), Cause.TABLES);
	}

	@Override
	public Invalidation invalidateMethod(Class<?> repository, String method) {
		return submit(InvalidationRecord.of(this.methods.tag(repository, method)), Cause.METHOD);
	}

	@Override
	public Invalidation invalidateAll() {
		return submit(InvalidationRecord.ALL, Cause.ALL);
	}

	@Override
	public String token() {
		return this.invalidations.token();
	}

	@Override
	public <T extends @Nullable Object> T atLeast(String token, Supplier<T> call) {
		return this.invalidations.reaches(token) ? call.get() : this.callOptions.load(call);
	}

	private Invalidation submit(InvalidationRecord record, Cause cause) {
		if (!this.limits.permits().getAsBoolean()) {
			throw new AccelerateException(ErrorCode.P6003,
					"The rate limit of invalidations has been reached (accelerate.invalidation.rate-limit): try again later");
		}
		this.invalidations.submit(record);
		this.listener.onInvalidation(InvalidationEvent.of(cause, record));
		return new Invalidation(this.recorder.newRequestId());
	}

}
