package dev.accelerate.jpa;

import java.util.List;

import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.domain.Draft;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Post;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cached queries of which each sees something else, in a repository of an entity that
 * none of them reads.
 */
@CacheStrategy(ttl = 60)
interface WrittenQueries extends Repository<Draft, Long> {

	@Query("select m.name from Member m order by m.name")
	List<String> names();

	@Query("select n from Member m join m.nicknames n order by n")
	List<String> nicknames();

	@Query("select r.name from Member m join m.roles r order by r.name")
	List<String> roles();

	@Query("select t.name from Team t order by t.name")
	List<String> teams();

	@Query(value = "select text from audit_log order by text", nativeQuery = true)
	List<String> auditLog();

	@Query(value = "select text from late_log order by text", nativeQuery = true)
	List<String> lateLog();

	@Query("select v.plate from Vehicle v order by v.plate")
	List<String> plates();

	@Query("select t.axles from Truck t order by t.axles")
	List<Integer> axles();

	@Query("select t.text from Ticket t order by t.text")
	List<String> tickets();

	/**
	 * Queries of what is not written, or never with effect.
	 */
	@CacheStrategy(ttl = 60)
	interface Unrelated extends Repository<Post, Long> {

		@Query("select p.title from Post p order by p.title")
		List<String> titles();

	}

	/**
	 * Repository by which is written.
	 */
	interface Members extends JpaRepository<Member, Long> {

		Member findByName(String name);

		@Modifying
		@Transactional
		@Query("update Member m set m.name = :to where m.name = :from")
		void rename(String from, String to);

		@Modifying
		@Transactional
		@Query(value = "update members set name = :to where name = :from", nativeQuery = true)
		void renameNatively(String from, String to);

	}

}
