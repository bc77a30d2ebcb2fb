package dev.accelerate.core;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore.Absence;
import org.jspecify.annotations.Nullable;

/**
 * Reason why a call had to go to the database.
 *
 * @param kind the kind of the reason
 * @param names the tags, as they are declared, or the tables it is about; empty for other
 * kinds, and for tags that are declared elsewhere
 */
public record MissReason(Kind kind, List<String> names) {

	static final MissReason ABSENT = new MissReason(Kind.ABSENT, List.of());

	static final MissReason EXPIRED = new MissReason(Kind.EXPIRED, List.of());

	static final MissReason REQUESTED = new MissReason(Kind.REQUESTED, List.of());

	/**
	 * Kind of a reason.
	 */
	public enum Kind {

		/**
		 * There was no entry, as far as is known.
		 */
		ABSENT,

		/**
		 * The entry was too old.
		 */
		EXPIRED,

		/**
		 * The entry had to make room for others.
		 */
		EVICTED,

		/**
		 * A tag was invalidated.
		 */
		TAG,

		/**
		 * A table was written to.
		 */
		TABLE,

		/**
		 * Everything was invalidated.
		 */
		ALL,

		/**
		 * A transaction that is just committing may have written to it.
		 */
		PENDING,

		/**
		 * The caller asked for a load of its own, or could not wait for that of another.
		 */
		REQUESTED

	}

	static MissReason of(Absence absence) {
		return switch (absence) {
			case UNKNOWN -> ABSENT;
			case EXPIRED -> EXPIRED;
			case EVICTED -> new MissReason(Kind.EVICTED, List.of());
		};
	}

	/**
	 * Return what makes an entry invalid, or {@code null} if nothing does.
	 */
	static @Nullable MissReason of(Invalidations invalidations, Entry entry, Tags callersTags, TagResolver resolver) {
		if (!invalidations.isValid(entry.stamp(), Tables.NONE)) {
			return new MissReason(Kind.ALL, List.of());
		}
		Tags tags = entry.tags().and(callersTags);
		if (invalidations.isPending(tags) || invalidations.isPending(entry.tables())) {
			return new MissReason(Kind.PENDING, List.of());
		}
		List<String> named = tags.names()
			.stream()
			.filter((tag) -> !invalidations.isValid(entry.stamp(), Tags.of(List.of(tag))))
			.toList();
		if (!named.isEmpty()) {
			// A tag may be made of an argument, which is nobody's business.
			return new MissReason(Kind.TAG,
					named.stream().map(resolver::declared).filter(Objects::nonNull).distinct().sorted().toList());
		}
		List<String> written = entry.tables()
			.each()
			.filter((table) -> !invalidations.isValid(entry.stamp(), table))
			.map((table) -> table.names().iterator().next())
			.sorted()
			.toList();
		return written.isEmpty() ? null : new MissReason(Kind.TABLE, written);
	}

	@Override
	public String toString() {
		String name = this.kind.name().toLowerCase(Locale.ROOT);
		return this.names.isEmpty() ? name : name + " " + String.join(", ", this.names);
	}

}
