package dev.accelerate.core;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.accelerate.invalidation.Invalidity;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.store.EntryStore.Absence;

/**
 * Reason why a call had to go to the database.
 *
 * @param kind the kind of the reason
 * @param names the tags as they are declared, or the tables; empty for other kinds, and
 * for tags that are declared elsewhere
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
		 * All results of a repository method were invalidated.
		 */
		METHOD,

		/**
		 * A table was written to.
		 */
		TABLE,

		/**
		 * A row of the result was written.
		 */
		ROW,

		/**
		 * A row was written that had, or has now, the values that the result was read by.
		 */
		VALUE,

		/**
		 * A row came into being, or was removed.
		 */
		ROW_SET,

		/**
		 * Other rows were written, which cannot be told from those of the result.
		 */
		COLLISION,

		/**
		 * Everything was invalidated.
		 */
		ALL,

		/**
		 * A committing transaction may have changed the result.
		 */
		PENDING,

		/**
		 * It was not known what other instances had invalidated.
		 */
		SILENCE,

		/**
		 * The caller asked for a load of its own, or could not wait for another caller's
		 * load.
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

	static MissReason of(Invalidity invalidity, TagResolver resolver) {
		return switch (invalidity.kind()) {
			case ALL -> new MissReason(Kind.ALL, List.of());
			case PENDING -> new MissReason(Kind.PENDING, List.of());
			case SILENCE -> new MissReason(Kind.SILENCE, List.of());
			// A tag may contain an argument, which must not be shown.
			case TAG -> invalidity.names().stream().allMatch(Tags::isOfMethod) ? new MissReason(Kind.METHOD, List.of())
					: new MissReason(Kind.TAG, declared(invalidity.names(), resolver));
			case TABLE -> new MissReason(Kind.TABLE, invalidity.names());
			case ROW -> new MissReason(Kind.ROW, invalidity.names());
			case VALUE -> new MissReason(Kind.VALUE, invalidity.names());
			case ROW_SET -> new MissReason(Kind.ROW_SET, invalidity.names());
			case COLLISION -> new MissReason(Kind.COLLISION, invalidity.names());
		};
	}

	private static List<String> declared(List<String> tags, TagResolver resolver) {
		return tags.stream().map(resolver::declared).filter(Objects::nonNull).distinct().sorted().toList();
	}

	@Override
	public String toString() {
		String name = this.kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
		return this.names.isEmpty() ? name : name + " " + String.join(", ", this.names);
	}

}
