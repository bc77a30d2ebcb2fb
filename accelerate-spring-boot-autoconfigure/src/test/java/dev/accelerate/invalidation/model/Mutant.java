package dev.accelerate.invalidation.model;

import java.util.function.Supplier;

import dev.accelerate.tracking.LoadTracker;
import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.LostAnnouncements;
import dev.accelerate.invalidation.Marks;
import dev.accelerate.invalidation.RowMarks;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;

/**
 * Cache in which one of the rules that keep it right is broken, by replacing one of its
 * parts.
 */
enum Mutant {

	/**
	 * Nothing is broken.
	 */
	NONE,

	/**
	 * Whatever the stamp, an entry is valid.
	 */
	STAMPS_IGNORED {

		@Override
		InvalidationLog log(InvalidationLog log) {
			return new MutantLog(log) {

				@Override
				public boolean isValid(Stamp stamp, Marks marks) {
					return true;
				}

			};
		}

	},

	/**
	 * Whatever the stamp, an entry is valid as far as rows are concerned.
	 */
	ROWS_IGNORED {

		@Override
		InvalidationLog log(InvalidationLog log) {
			return new MutantLog(log) {

				@Override
				public boolean isValid(Stamp stamp, RowMarks rows) {
					return true;
				}

			};
		}

	},

	/**
	 * Stamps are a few records late, as if they were taken after the load (S1).
	 */
	STAMPS_LATE {

		@Override
		InvalidationLog log(InvalidationLog log) {
			return new MutantLog(log) {

				@Override
				public Stamp stamp() {
					Stamp stamp = super.stamp();
					return new Stamp(stamp.epoch(), stamp.position() + 2, stamp.next());
				}

			};
		}

	},

	/**
	 * A cached read inside a load hands on nothing (S3).
	 */
	NESTED_READS_HAND_ON_NOTHING {

		@Override
		EntryStore store(EntryStore store, Supplier<LoadTracker> loads, Supplier<Invalidations> invalidations) {
			return new MutantStore(store) {

				@Override
				public Entry get(QuerySignature signature) {
					Entry entry = super.get(signature);
					return (entry != null && loads.get().isLoading() && isValid(entry)) ? stripped(entry) : entry;
				}

				private boolean isValid(Entry entry) {
					return invalidations.get().isValid(entry.dependencies(), Tags.NONE, 0);
				}

				private Entry stripped(Entry entry) {
					Dependencies none = new Dependencies(entry.dependencies().stamp(), Tags.NONE, Tables.NONE);
					return new Entry(entry.signature(), entry.snapshot(), none, entry.loadedAt(), entry.lastModified(),
							entry.lifetime(), entry.backoff());
				}

			};
		}

	},

	/**
	 * What another's flight brought is valid (S4). It is told by its stamp, which is that
	 * of no entry that the thread has found in the store.
	 */
	FOLLOWERS_DO_NOT_JUDGE {

		private final ThreadLocal<Stamp> found = new ThreadLocal<>();

		@Override
		EntryStore store(EntryStore store, Supplier<LoadTracker> loads, Supplier<Invalidations> invalidations) {
			return new MutantStore(store) {

				@Override
				public Entry get(QuerySignature signature) {
					Entry entry = super.get(signature);
					found.set((entry != null) ? entry.dependencies().stamp() : null);
					return entry;
				}

			};
		}

		@Override
		InvalidationLog log(InvalidationLog log) {
			return new MutantLog(log) {

				@Override
				public boolean isValid(Stamp stamp, Marks marks) {
					return stamp != found.get() || super.isValid(stamp, marks);
				}

			};
		}

	},

	/**
	 * Nothing is pending while it is being committed (S5).
	 */
	PENDING_NOT_ANNOUNCED {

		@Override
		void start(Invalidations invalidations, TableDirectory directory) {
			LostAnnouncements.lose(invalidations,
					new InvalidationRecord(Tags.of(ModelRun.TAGS), directory.tables(ModelRun.TABLES), false, false));
		}

	};

	InvalidationLog log(InvalidationLog log) {
		return log;
	}

	EntryStore store(EntryStore store, Supplier<LoadTracker> loads, Supplier<Invalidations> invalidations) {
		return store;
	}

	void start(Invalidations invalidations, TableDirectory directory) {
	}

}
