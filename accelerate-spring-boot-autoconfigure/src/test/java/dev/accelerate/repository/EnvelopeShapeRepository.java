package dev.accelerate.repository;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Status;
import jakarta.persistence.Tuple;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.util.Streamable;
import org.springframework.transaction.annotation.Transactional;

/**
 * Repository with every combination of envelope, options and shape. It inherits its
 * strategy.
 */
@CacheStrategy(ttl = 60)
interface EnvelopeShapeRepository extends Repository<Member, Long> {

	Accelerated<List<Member>> findByEmailContaining(String part);

	Accelerated<Set<Member>> findSetByEmailContaining(String part);

	Accelerated<Streamable<Member>> findStreamableByEmailContaining(String part);

	Accelerated<Iterable<Member>> findIterableByEmailContaining(String part);

	Accelerated<Optional<Member>> findByEmail(String email);

	Accelerated<Member> findOneByName(String name);

	Accelerated<Page<Member>> findByStatus(Status status, Pageable pageable);

	Accelerated<Slice<Member>> findSliceByStatus(Status status, Pageable pageable);

	Accelerated<List<Member>> findListByStatus(Status status, Pageable pageable);

	@Query("select count(m) from Member m")
	Accelerated<Long> countAll();

	@Query("select count(m) from Member m")
	Accelerated<Integer> countAsInt();

	Accelerated<Long> countByStatus(Status status);

	Accelerated<Boolean> existsByEmail(String email);

	Accelerated<List<View>> findViewByStatusOrderByName(Status status);

	Accelerated<Optional<View>> findViewByEmail(String email);

	Accelerated<List<Row>> findRecordByStatusOrderByName(Status status);

	Accelerated<Page<Row>> findRecordPageByStatus(Status status, Pageable pageable);

	<T> Accelerated<List<T>> findDynamicByStatusOrderByName(Status status, Class<T> type);

	<T> Accelerated<T> findDynamicByEmail(String email, Class<T> type);

	<T> Accelerated<Optional<T>> findDynamicOptionalByEmail(String email, Class<T> type);

	<T> Accelerated<Page<T>> findDynamicPageByStatus(Status status, Class<T> type, Pageable pageable);

	<T> Accelerated<List<T>> findDynamicByName(String name, Class<T> type, CacheOptions options);

	@Query("select new dev.accelerate.repository.EnvelopeShapeRepository$Row(m.name, m.email) from Member m order by m.name")
	Accelerated<List<Row>> constructed();

	@Query("select m.name as name, m.email as email from Member m order by m.name")
	Accelerated<List<View>> queryViews();

	@Query("select m.name, count(m) from Member m group by m.name order by m.name")
	Accelerated<List<Object[]>> rows();

	@Query("select m.name as n, count(m) as c from Member m group by m.name order by m.name")
	Accelerated<List<Tuple>> tuples();

	@Query("select m.name as n, m.avatar as a from Member m order by m.name")
	Accelerated<List<Map<String, Object>>> maps();

	@Query("select m.name as n, m.avatar as a from Member m where m.name = 'alice'")
	Accelerated<Map<String, Object>> map();

	@Query(nativeQuery = true, value = "select * from members where email like ?1")
	Accelerated<List<Member>> nativeList(String pattern);

	@Query(nativeQuery = true, value = "select name as name, email as email from members order by name")
	Accelerated<List<View>> nativeViews();

	@Query(nativeQuery = true, value = "select count(*) from members")
	Accelerated<Long> nativeCount();

	@Query(nativeQuery = true, value = "select name as n, email as e from members order by name")
	Accelerated<List<Tuple>> nativeTuples();

	@Query("select m.avatar from Member m where m.name = :name")
	Accelerated<byte[]> avatar(@Param("name") String name);

	@Query("select m.name from Member m order by m.name")
	Accelerated<List<String>> names();

	@Transactional(readOnly = true)
	Accelerated<List<Member>> findTransactionalByEmailContaining(String part);

	@EntityGraph(attributePaths = "roles")
	Accelerated<List<Member>> findGraphByStatusOrderByName(Status status);

	@Query("select m from Member m order by m.name")
	Accelerated<List<Member>> allMembers();

	@CacheStrategy(ttl = 60)
	default Accelerated<List<Member>> throughDefault(String part) {
		return Envelopes.of(findByEmailContaining(part).data());
	}

	// Options

	Accelerated<List<Member>> findByEmailContaining(String part, CacheOptions options);

	List<Member> findPlainByEmailContaining(String part, CacheOptions options);

	Accelerated<Page<Member>> findByStatus(Status status, CacheOptions options, Pageable pageable);

	Accelerated<Page<Member>> findFirstParameterByStatusAndEmailContaining(CacheOptions options, Status status,
			String part, Pageable pageable);

	@Query("select m from Member m where m.email like ?2 and m.status = ?1")
	Accelerated<List<Member>> positional(Status status, String pattern, CacheOptions options);

	@Query("select m from Member m where m.email like ?2 and m.status = ?1")
	Accelerated<List<Member>> positionalBetween(Status status, CacheOptions options, String pattern);

	@Query("select m from Member m where m.email like :e and m.status = :s")
	Accelerated<List<Member>> named(@Param("s") Status status, CacheOptions options, @Param("e") String pattern);

	@Query("select m from Member m where m.email like :e and m.status = :s")
	Accelerated<List<Member>> namedByCompiler(Status s, CacheOptions options, String e);

	@Query(nativeQuery = true, value = "select * from members where email like :#{#e}")
	List<Member> expression(String e, CacheOptions options);

	// Without an envelope

	Streamable<Member> findPlainStreamableByEmailContaining(String part);

	Slice<Member> findPlainSliceByStatus(Status status, Pageable pageable);

	Window<Member> findFirst2ByStatusOrderById(Status status, ScrollPosition position);

	@Query("select m.name, m.avatar from Member m order by m.name")
	List<Object[]> plainRows();

	@Query("select m.name as n, m.since as s from Member m where m.name = 'alice'")
	Tuple plainTuple();

	@Query("select m.name as n, m.avatar as a from Member m where m.name = 'alice'")
	Map<String, Object> plainMap();

	@Query("select m.avatar from Member m where m.name = :name")
	byte[] plainAvatar(String name);

	<T> Optional<T> findPlainDynamicByEmail(String email, Class<T> type);

	interface View {

		String getName();

		String getEmail();

	}

	record Row(String name, String email) {
	}

}
