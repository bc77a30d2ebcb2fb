package dev.accelerate.jpa;

import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import org.hibernate.CacheMode;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Bypass of Hibernate's second-level cache for as long as a session loads something that
 * is to be kept: its state may be older than the stamp of the load. What is loaded goes
 * into it as ever.
 */
final class SecondLevelCacheBypass {

	private SecondLevelCacheBypass() {
	}

	/**
	 * Let a session that is just being opened read from the database.
	 */
	static void begin(SharedSessionContractImplementor session) {
		session
			.setCacheMode(CacheMode.fromJpaModes(CacheRetrieveMode.BYPASS, session.getCacheMode().getJpaStoreMode()));
	}

	/**
	 * Let an open session read from the database. Its {@code find} goes by its properties
	 * instead of its cache mode.
	 * @return sets back what was set
	 */
	static Runnable begin(SessionImplementor session) {
		CacheMode before = session.getCacheMode();
		set(session, CacheRetrieveMode.BYPASS, before.getJpaStoreMode());
		return () -> {
			set(session, before.getJpaRetrieveMode(), before.getJpaStoreMode());
			session.setCacheMode(before);
		};
	}

	private static void set(SessionImplementor session, CacheRetrieveMode retrieve, CacheStoreMode store) {
		session.setProperty(CacheSettings.JAKARTA_SHARED_CACHE_RETRIEVE_MODE, retrieve);
		session.setProperty(CacheSettings.JAKARTA_SHARED_CACHE_STORE_MODE, store);
	}

}
