package dev.accelerate.jpa.rows.domain;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.accelerate.jpa.rows.domain.People.Person;
import dev.accelerate.jpa.rows.domain.People.Status;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

/**
 * Reads of persons by everything that a read can be restricted by.
 */
public interface PersonRepository extends JpaRepository<Person, Long>, JpaSpecificationExecutor<Person> {

	Optional<Person> findOneById(Long id);

	List<Person> findByIdIn(Collection<Long> ids);

	List<Person> findByIdAndStatus(Long id, Status status);

	List<Person> findByIdOrEmail(Long id, String email);

	boolean existsPersonById(Long id);

	long countById(Long id);

	@EntityGraph(attributePaths = { "phones", "company" })
	Optional<Person> findGraphById(Long id);

	@EntityGraph(attributePaths = "phones", type = EntityGraph.EntityGraphType.LOAD)
	Optional<Person> findLoadGraphById(Long id);

	@Query("select p from Person p where p.id = ?1")
	Optional<Person> hqlById(Long id);

	@Query("select p from Person p where p.id in ?1 and p.score > 3")
	List<Person> hqlByIds(Collection<Long> ids);

	@Query("select p from Person p left join fetch p.phones where p.id = ?1")
	Optional<Person> hqlWithPhones(Long id);

	@Query("select p from Person p join fetch p.phones where p.id = ?1")
	Optional<Person> hqlWithPhonesOnly(Long id);

	@Query("select p from Person p join fetch p.tags where p.id = ?1")
	Optional<Person> hqlWithTagsOnly(Long id);

	@Query("select p from Person p join fetch p.company where p.id = ?1")
	Optional<Person> hqlWithCompanyOnly(Long id);

	@Query("select p from Person p left join fetch p.company c where p.id = ?1 and c.name = ?2")
	Optional<Person> hqlByIdAndCompany(Long id, String company);

	@Query("select p from Person p where p.id = ?1 and p.company.name = ?2")
	Optional<Person> hqlByIdAndCompanyPath(Long id, String company);

	@Query("select p from Person p where p.id = ?1 and exists (select 1 from Company c where c.name = p.name)")
	Optional<Person> hqlByIdAndSubquery(Long id);

	@Query("select p from Person p where p.id = ?1 and size(p.tags) > 1")
	Optional<Person> hqlByIdAndSize(Long id);

	@Query("select p.company from Person p where p.id = ?1")
	List<People.Company> hqlCompanyOf(Long id);

	@Query("select p.name from Person p where p.id = ?1")
	List<String> hqlNameById(Long id);

	@Query("select p, c from Person p left join p.company c where p.id = ?1")
	List<Object[]> hqlPairById(Long id);

	@Query("select p from Person p where p.id = :#{#id} and 1 = 1")
	Optional<Person> expressionById(Long id);

	@NativeQuery("select * from person where id = ?1")
	Optional<Person> nativeById(Long id);

	NameOnly findRecordById(Long id);

	NameView findViewById(Long id);

	OpenView findOpenById(Long id);

	NestedView findNestedById(Long id);

	<T> Optional<T> findDynamicById(Long id, Class<T> type);

	Optional<Person> findByEmail(String email);

	List<Person> findByTenantAndStatus(String tenant, Status status);

	List<Person> findByTenantAndNameStartingWith(String tenant, String prefix);

	List<Person> findByEmailIn(Collection<String> emails);

	List<Person> findByEmailIgnoreCase(String email);

	List<Person> findByTenantIgnoreCaseAndStatus(String tenant, Status status);

	@Query("select p from Person p where p.tenant = :tenant and p.name like %:name%")
	List<Person> hqlByTenantAndPart(String tenant, String name);

	List<Person> findByTenantOrStatus(String tenant, Status status);

	List<Person> findByCompanyId(Long id);

	List<Person> findByCompanyName(String name);

	List<Person> findByScore(int score);

	List<Person> findByScoreBetween(int low, int high);

	List<Person> findByCompanyIsNull();

	List<Person> findByTenantOrderByNameAscIdAsc(String tenant);

	List<Person> findByTenantOrderByCompanyNameAscIdAsc(String tenant);

	List<Person> findTop2ByTenantOrderByNameAscIdAsc(String tenant);

	Optional<Person> findFirstByStatusOrderByScoreDescIdAsc(Status status);

	Page<Person> findPageByTenant(String tenant, Pageable page);

	Slice<Person> findSliceByTenant(String tenant, Pageable page);

	List<Person> findSortedByTenant(String tenant, Sort sort);

	List<Person> findLimitedByTenantOrderById(String tenant, Limit limit);

	List<Person> findDistinctByTagsContaining(String tag);

	List<NameView> findViewByTenant(String tenant);

	List<NameOnly> findRecordByTenantAndStatus(String tenant, Status status);

	long countByStatus(Status status);

	boolean existsByEmail(String email);

	@Query("select p from Person p where p.email = :email and p.score > 5")
	List<Person> hqlResidual(String email);

	@Query("select p.name from Person p where p.tenant = ?1 and p.status = ?2 order by p.id")
	List<String> hqlNames(String tenant, Status status);

	@Query("select p from Person p join fetch p.company c where p.email = ?1")
	List<Person> hqlFetch(String email);

	@Query("select p from Person p join p.company c where p.email = ?1 and c.name = ?2")
	List<Person> hqlJoin(String email, String name);

	@Query("select p from Person p where p.email = ?1 and exists (select 1 from Company c where c.name = p.name)")
	List<Person> hqlSub(String email);

	@Query("select p from Person p where p.tenant in ?1 and p.status = dev.accelerate.jpa.rows.domain.People$Status.ACTIVE")
	List<Person> hqlIn(Collection<String> tenants);

	@Query("select count(p) from Person p where p.tenant = ?1 and p.status = ?2")
	long hqlCount(String tenant, Status status);

	@Query("select p.status, count(p), max(p.score) from Person p group by p.status order by p.status")
	List<Object[]> hqlGroups();

	@NativeQuery("select * from person where email = ?1")
	List<Person> nativeByEmail(String email);

	@Modifying
	@Query("update Person p set p.name = ?2 where p.id = ?1")
	int hqlUpdate(Long id, String name);

	@Modifying
	@Query("delete from Person p where p.email = ?1")
	int hqlDelete(String email);

	@Modifying
	@NativeQuery("update person set name = ?2 where id = ?1")
	int nativeUpdate(Long id, String name);

	void deleteByEmail(String email);

	record NameOnly(String name) {
	}

	interface NameView {

		Long getId();

		String getName();

	}

	interface OpenView {

		@Value("#{target.name + '/' + target.company?.name}")
		String getLabel();

	}

	interface NestedView {

		String getEmail();

		CompanyView getCompany();

		interface CompanyView {

			String getName();

		}

	}

}
