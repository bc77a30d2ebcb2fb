package dev.accelerate.repository;

import java.util.List;

import dev.accelerate.Accelerated;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;

/**
 * {@link ShapeFragment} by the entity manager.
 */
class ShapeFragmentImpl implements ShapeFragment {

	private final EntityManager entityManager;

	ShapeFragmentImpl(EntityManager entityManager) {
		this.entityManager = entityManager;
	}

	@Override
	public List<Member> search(String part) {
		return this.entityManager
			.createQuery("select m from Member m where m.email like concat('%', :part, '%') order by m.name",
					Member.class)
			.setParameter("part", part)
			.getResultList();
	}

	@Override
	public Accelerated<Long> searchCount(String part) {
		return Envelopes.of((long) search(part).size());
	}

}
