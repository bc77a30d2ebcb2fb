package dev.accelerate.core;

/**
 * What an invalidation names: a tag, a table, or everything.
 */
enum InvalidationTarget {

	TAG {

		@Override
		void invalidate(QueryCacheFixture fixture, String name) {
			fixture.invalidate(name);
		}

	},

	TABLE {

		@Override
		void invalidate(QueryCacheFixture fixture, String name) {
			fixture.write(name);
		}

	},

	ALL {

		@Override
		void invalidate(QueryCacheFixture fixture, String name) {
			fixture.invalidateAll();
		}

	};

	/**
	 * Make invalid what carries a name as its tag, or was read from the table of that
	 * name.
	 */
	abstract void invalidate(QueryCacheFixture fixture, String name);

}
