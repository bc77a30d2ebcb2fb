package dev.accelerate.invalidation.reach;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * {@link ReadsByName} as a fragment of a repository.
 */
class ReadsByNameImpl implements ReadsByName {

	private final JdbcTemplate jdbc;

	private final EntityManager entityManager;

	ReadsByNameImpl(JdbcTemplate jdbc, EntityManager entityManager) {
		this.jdbc = jdbc;
		this.entityManager = entityManager;
	}

	@Override
	public List<Long> byJdbc(String table, int id) {
		return this.jdbc.queryForList("select version from " + table + " where id = ?", Long.class, id);
	}

	@Override
	public List<Long> byNativeQuery(String table, int id) {
		return this.entityManager.unwrap(Session.class)
			.createNativeQuery("select version from " + table + " where id = ?1", Long.class)
			.setParameter(1, id)
			.getResultList();
	}

	@Override
	public List<Long> byJpql(String entity, int id) {
		return this.entityManager.createQuery("select e.version from " + entity + " e where e.id = ?1", Long.class)
			.setParameter(1, id)
			.getResultList();
	}

}
