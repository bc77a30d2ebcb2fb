package dev.accelerate.repository;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Post;
import dev.accelerate.testing.domain.Role;
import dev.accelerate.testing.domain.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

/**
 * Repository with a cached method of every shape of result.
 */
interface ShapeRepository extends JpaRepository<Member, Long>, ShapeFragment {

	// Redeclared reads

	@Override
	@CacheStrategy(ttl = 60)
	Optional<Member> findById(Long id);

	@Override
	@CacheStrategy(ttl = 60)
	List<Member> findAll();

	@Override
	@CacheStrategy(ttl = 60)
	List<Member> findAll(Sort sort);

	@Override
	@CacheStrategy(ttl = 60)
	Page<Member> findAll(Pageable pageable);

	@Override
	@CacheStrategy(ttl = 60)
	List<Member> findAllById(Iterable<Long> ids);

	@Override
	@CacheStrategy(ttl = 60)
	boolean existsById(Long id);

	@Override
	@CacheStrategy(ttl = 60)
	long count();

	// Entities

	@CacheStrategy(ttl = 60)
	@Nullable Member findByEmail(String email);

	@CacheStrategy(ttl = 60)
	Optional<Member> findOptionalByEmail(String email);

	@CacheStrategy(ttl = 60)
	List<Member> findByEmailContainingOrderByName(String part);

	@CacheStrategy(ttl = 60)
	Set<Member> findSetByEmailContaining(String part);

	@CacheStrategy(ttl = 60)
	Collection<Member> findCollectionByEmailContainingOrderByName(String part);

	@CacheStrategy(ttl = 60)
	Iterable<Member> findIterableByEmailContainingOrderByName(String part);

	@CacheStrategy(ttl = 60)
	Page<Member> findPageByEmailContaining(String part, Pageable pageable);

	@CacheStrategy(ttl = 60)
	List<Member> findByStatus(Status status, Sort sort, Limit limit);

	@CacheStrategy(ttl = 60)
	@EntityGraph(attributePaths = { "team", "roles", "posts", "nicknames", "attributes" })
	Optional<Member> findGraphByEmail(String email);

	@CacheStrategy(ttl = 60)
	@Query("select m from Member m left join fetch m.team where m.name = :name")
	List<Member> findDeclared(String name);

	@CacheStrategy(ttl = 60)
	@Query("select p from Post p join fetch p.author order by p.title")
	List<Post> findPosts();

	@CacheStrategy(ttl = 60)
	@Query("select r from Member m join m.roles r where m.email = :email")
	Set<Role> findRoles(String email);

	@CacheStrategy(ttl = 60)
	@Query(nativeQuery = true, value = "select * from members where email like :pattern order by name")
	List<Member> findNative(String pattern);

	@CacheStrategy(ttl = 60)
	@NativeQuery("select * from members where email = :email")
	Optional<Member> findNativeQuery(String email);

	@CacheStrategy(ttl = 60)
	Accelerated<Member> findEnvelopedByEmail(String email);

	@CacheStrategy(ttl = 60)
	Accelerated<Optional<Member>> findEnvelopedOptionalByEmail(String email);

	@CacheStrategy(ttl = 60)
	Accelerated<List<Member>> findEnvelopedListByEmailContainingOrderByName(String part);

	@CacheStrategy(ttl = 60)
	Accelerated<Set<Member>> findEnvelopedSetByEmailContaining(String part);

	@CacheStrategy(ttl = 60)
	Accelerated<Collection<Member>> findEnvelopedCollectionByEmailContainingOrderByName(String part);

	@CacheStrategy(ttl = 60)
	Accelerated<Page<Member>> findEnvelopedPageByEmailContaining(String part, Pageable pageable);

	@CacheStrategy(ttl = 60)
	@Query("select m from Member m left join fetch m.team where m.name = :name")
	Accelerated<List<Member>> findEnvelopedDeclared(String name);

	@CacheStrategy(ttl = 60)
	@NativeQuery("select * from members where email = :email")
	Accelerated<Optional<Member>> findEnvelopedNativeQuery(String email);

	// Scalars

	@CacheStrategy(ttl = 60)
	long countByStatus(Status status);

	@CacheStrategy(ttl = 60)
	boolean existsByEmail(String email);

	@CacheStrategy(ttl = 60)
	@Query("select length(m.name) from Member m where m.email = :email")
	int findNameLength(String email);

	@CacheStrategy(ttl = 60)
	@Query("select m.name from Member m where m.email = :email")
	@Nullable String findName(String email);

	@CacheStrategy(ttl = 60)
	@Query("select m.balance from Member m where m.email = :email")
	BigDecimal findBalance(String email);

	@CacheStrategy(ttl = 60)
	@Query("select m.status from Member m where m.email = :email")
	Status findStatus(String email);

	@CacheStrategy(ttl = 60)
	@Query("select m.birthday from Member m where m.email = :email")
	LocalDate findBirthday(String email);

	@CacheStrategy(ttl = 60)
	@Query("select m.token from Member m where m.email = :email")
	Optional<UUID> findToken(String email);

	@CacheStrategy(ttl = 60)
	@Query("select m.createdAt from Member m where m.email = :email")
	Instant findCreatedAt(String email);

	@CacheStrategy(ttl = 60)
	@Query("select m.since from Member m where m.email = :email")
	Date findSince(String email);

	@CacheStrategy(ttl = 60)
	@Query("select m.avatar from Member m where m.email = :email")
	Optional<byte[]> findAvatar(String email);

	@CacheStrategy(ttl = 60)
	@Query("select m.name from Member m order by m.email")
	List<String> findNames();

	@CacheStrategy(ttl = 60)
	@Query("select m.balance from Member m order by m.email")
	List<BigDecimal> findBalances();

	@CacheStrategy(ttl = 60)
	@Query("select m.status from Member m order by m.email")
	List<Status> findStatuses();

	@CacheStrategy(ttl = 60)
	@Query("select m.birthday from Member m order by m.email")
	List<LocalDate> findBirthdays();

	@CacheStrategy(ttl = 60)
	@Query("select m.token from Member m order by m.email")
	Set<UUID> findTokens();

	@CacheStrategy(ttl = 60)
	@Query("select m.id from Member m")
	Page<Long> findIds(Pageable pageable);

	@CacheStrategy(ttl = 60)
	@Query(nativeQuery = true, value = "select count(*) from members")
	long countNative();

	@CacheStrategy(ttl = 60)
	@NativeQuery("select name from members order by email")
	List<String> findNativeNames();

	@CacheStrategy(ttl = 60)
	Accelerated<Long> countEnvelopedByStatus(Status status);

	@CacheStrategy(ttl = 60)
	Accelerated<Boolean> existsEnvelopedByEmail(String email);

	@CacheStrategy(ttl = 60)
	@Query("select m.name from Member m where m.email = :email")
	Accelerated<String> findEnvelopedName(String email);

	@CacheStrategy(ttl = 60)
	@Query("select m.status from Member m order by m.email")
	Accelerated<List<Status>> findEnvelopedStatuses();

	@CacheStrategy(ttl = 60)
	@Query("select max(m.birthday) from Member m")
	Accelerated<Optional<LocalDate>> findEnvelopedYoungest();

	// Projections

	@CacheStrategy(ttl = 60)
	@Nullable NameView findViewByEmail(String email);

	@CacheStrategy(ttl = 60)
	Optional<NameView> findOptionalViewByEmail(String email);

	@CacheStrategy(ttl = 60)
	List<NameView> findViewsByEmailContainingOrderByName(String part);

	@CacheStrategy(ttl = 60)
	Page<NameView> findViewPageByEmailContaining(String part, Pageable pageable);

	@CacheStrategy(ttl = 60)
	List<TeamedView> findTeamedViewsByEmailContainingOrderByName(String part);

	@CacheStrategy(ttl = 60)
	@NativeQuery("select name as name, email as email from members order by email")
	List<NameView> findNativeViews();

	@CacheStrategy(ttl = 60)
	Accelerated<List<NameView>> findEnvelopedViewsByEmailContainingOrderByName(String part);

	@CacheStrategy(ttl = 60)
	Accelerated<Optional<NameView>> findEnvelopedOptionalViewByEmail(String email);

	@CacheStrategy(ttl = 60)
	List<NameRecord> findRecordsByEmailContainingOrderByName(String part);

	@CacheStrategy(ttl = 60)
	Optional<MutableRecord> findMutableRecordByEmail(String email);

	@CacheStrategy(ttl = 60)
	Page<NameRecord> findRecordPageByEmailContaining(String part, Pageable pageable);

	@CacheStrategy(ttl = 60)
	@Query("select new dev.accelerate.repository.ShapeRepository$NameRecord(m.name, m.status) from Member m order by m.email")
	List<NameRecord> findDeclaredRecords();

	@CacheStrategy(ttl = 60)
	Accelerated<List<NameRecord>> findEnvelopedRecordsByEmailContainingOrderByName(String part);

	@CacheStrategy(ttl = 60)
	List<NameClass> findClassesByEmailContainingOrderByName(String part);

	@CacheStrategy(ttl = 60)
	Optional<MutableClass> findMutableClassByEmail(String email);

	@CacheStrategy(ttl = 60)
	Accelerated<Optional<MutableClass>> findEnvelopedMutableClassByEmail(String email);

	// Default methods

	@CacheStrategy(ttl = 60)
	default List<Member> findTwice(String email) {
		Member member = findUncachedByEmail(email);
		return List.of(member, member);
	}

	@CacheStrategy(ttl = 60)
	default Collection<Post> findPostsOf(String email) {
		return findWithPosts(email).getPosts();
	}

	@CacheStrategy(ttl = 60)
	default Accelerated<Summary> summarize(String email) {
		Member member = findUncachedByEmail(email);
		return Envelopes
			.of(new Summary(member, List.of(member), Set.of(member.getName()), Optional.of(member.getStatus())));
	}

	Member findUncachedByEmail(String email);

	@Query("select m from Member m left join fetch m.posts where m.email = :email")
	Member findWithPosts(String email);

	interface NameView {

		String getName();

		String getEmail();

	}

	interface TeamedView {

		String getName();

		Date getSince();

		byte[] getAvatar();

		@Nullable TeamView getTeam();

	}

	interface TeamView {

		String getName();

	}

	record NameRecord(String name, Status status) {
	}

	record MutableRecord(String name, Date since, byte[] avatar) {
	}

	record Summary(Member member, List<Member> members, Set<String> names, Optional<Status> status) {
	}

	class NameClass {

		private final String name;

		private final Status status;

		NameClass(String name, Status status) {
			this.name = name;
			this.status = status;
		}

		String getName() {
			return this.name;
		}

		Status getStatus() {
			return this.status;
		}

	}

	class MutableClass {

		private String name;

		private Date since;

		private byte[] avatar;

		MutableClass(String name, Date since, byte[] avatar) {
			this.name = name;
			this.since = since;
			this.avatar = avatar;
		}

		String getName() {
			return this.name;
		}

		void setName(String name) {
			this.name = name;
		}

		Date getSince() {
			return this.since;
		}

		byte[] getAvatar() {
			return this.avatar;
		}

	}

}
