package dev.accelerate.jpa;

import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import org.hibernate.CacheMode;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Bypass of Hibernate's second-level cache while a session loads a result that is to be
 * stored. The state in that cache may be older than the stamp of the load. Entities that
 * are loaded are still put into that cache.
 */
final class SecondLevelCacheBypass {

	private SecondLevelCacheBypass() {
	}

	/**
	 * Makes a session that is just being opened read from the database.
	 */
	static void begin(SharedSessionContractImplementor session) {
		session
			.setCacheMode(CacheMode.fromJpaModes(CacheRetrieveMode.BYPASS, session.getCacheMode().getJpaStoreMode()));
	}

	/**
	 * Makes an open session read from the database. Its {@code find} reads the properties
	 * of the session instead of its cache mode.
	 * @return the action that restores the former modes
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
