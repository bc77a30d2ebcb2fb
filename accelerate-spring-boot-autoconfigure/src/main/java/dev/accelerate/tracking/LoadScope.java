package dev.accelerate.tracking;

import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.TenantKey;
import org.jspecify.annotations.Nullable;

/**
 * Load in progress on a thread, with what its result will depend on. A cached read inside
 * the load passes its own tags, tables, stamp and time on to it: the outer result is as
 * old as its oldest part.
 */
public final class LoadScope {

	private final @Nullable LoadScope outer;

	private final @Nullable TenantKey tenant;

	private Dependencies dependencies;

	private boolean observed;

	private boolean whole = true;

	private @Nullable String refusal;

	private Map<Object, LoadCheck> checks = Map.of();

	private @Nullable Evidence unkeyed;

	private long loadedAt;

	private Instant lastModified;

	LoadScope(@Nullable LoadScope outer, Stamp stamp, Tags tags, @Nullable TenantKey tenant, long loadedAt,
			Instant lastModified) {
		this.outer = outer;
		this.tenant = tenant;
		this.dependencies = new Dependencies(stamp, tags, Tables.NONE);
		this.loadedAt = loadedAt;
		this.lastModified = lastModified;
	}

	/**
	 * Records that a statement was sent to the database.
	 */
	void read(Tables read) {
		this.observed = true;
		depend(read);
	}

	/**
	 * Records that the load depends on tables. Unlike a read, this does not show that a
	 * statement was sent.
	 */
	public void depend(Tables read) {
		this.dependencies = this.dependencies.and(read);
	}

	/**
	 * Records that a part of the result came from the cache.
	 * @param part what the part depends on
	 * @param partLoadedAt when the load of the part began, in monotonic nanoseconds
	 * @param partLastModified when the load of the part began, by the wall clock
	 */
	public void include(Dependencies part, long partLoadedAt, Instant partLastModified) {
		this.observed = true;
		add(part, partLoadedAt, partLastModified);
	}

	/**
	 * Records that a part of the result was read before, as long ago as a scope tells.
	 * @param origin what that part depends on
	 */
	public void includeOrigin(LoadScope origin) {
		add(origin.dependencies, origin.loadedAt, origin.lastModified);
	}

	/**
	 * Records that a part of the result came from a load of its own.
	 */
	void include(LoadScope part) {
		this.observed |= part.observed;
		if (part.refusal != null) {
			refuse(part.refusal);
		}
		this.unkeyed = (part.unkeyed != null) ? part.unkeyed : this.unkeyed;
		add(part.dependencies, part.loadedAt, part.lastModified);
	}

	/**
	 * Records that nothing made from this load may be stored.
	 */
	void refuse(String reason) {
		this.refusal = reason;
	}

	/**
	 * Returns why nothing made from this load may be stored, or {@code null} if there is
	 * no objection.
	 */
	public @Nullable String refusal() {
		return this.refusal;
	}

	/**
	 * Returns an owner's check of this load. It is shared by all loads of the thread,
	 * since a callback in one of them may change what another has loaded.
	 * @param owner the owner of the check
	 * @param begin creates the check if there is none yet
	 */
	LoadCheck check(Object owner, Supplier<? extends LoadCheck> begin) {
		LoadScope outermost = outermost();
		if (outermost.checks.isEmpty()) {
			outermost.checks = new IdentityHashMap<>();
		}
		return outermost.checks.computeIfAbsent(owner, (key) -> begin.get());
	}

	private LoadScope outermost() {
		LoadScope scope = this;
		while (scope.outer != null) {
			scope = scope.outer;
		}
		return scope;
	}

	/**
	 * Runs all checks of what was loaded since the outermost load began. If one objects,
	 * this load is refused.
	 */
	public void check() {
		outermost().checks.values().forEach(this::refuseBy);
	}

	private void refuseBy(LoadCheck check) {
		String reason = check.refusal();
		if (reason != null) {
			refuse(reason);
		}
	}

	/**
	 * Records that a part of the result is of unknown age and tags.
	 */
	public void includeUnknown() {
		this.dependencies = this.dependencies.neverValid();
	}

	/**
	 * Records that the load depends on something that is in no key.
	 */
	void markUnkeyed(Evidence why) {
		this.unkeyed = why;
		includeUnknown();
	}

	/**
	 * Returns the evidence that the load depends on something that is in no key, or
	 * {@code null} if there is none. It is the reason to bypass the cache from now on.
	 */
	public @Nullable Evidence unkeyed() {
		return this.unkeyed;
	}

	private void add(Dependencies part, long partLoadedAt, Instant partLastModified) {
		this.whole = false;
		this.dependencies = this.dependencies.and(part);
		if (partLoadedAt - this.loadedAt < 0) {
			this.loadedAt = partLoadedAt;
			this.lastModified = partLastModified;
		}
	}

	public @Nullable LoadScope outer() {
		return this.outer;
	}

	/**
	 * Returns the tenant in the key of the load, or {@code null} if there is none.
	 */
	@Nullable TenantKey tenant() {
		return this.tenant;
	}

	/**
	 * Returns what the result depends on, as far as it has been seen.
	 */
	public Dependencies dependencies() {
		return this.dependencies;
	}

	/**
	 * Returns whether anything was observed that answered the load. If nothing was, the
	 * result comes from a source that the cache does not know.
	 */
	public boolean isObserved() {
		return this.observed;
	}

	void dependOnTables() {
		this.whole = false;
	}

	/**
	 * Returns whether the load itself has read all that its result shows, as its query
	 * says. If not, parts of it come from the cache, from other loads or from what a
	 * session held, or something else than the query says which rows it reads.
	 */
	public boolean isWhole() {
		return this.whole;
	}

	public long loadedAt() {
		return this.loadedAt;
	}

	public Instant lastModified() {
		return this.lastModified;
	}

}
