package dev.accelerate.jpa.rows.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.accelerate.jpa.rows.domain.People.Status;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * Repositories of the domain, one for each entity.
 */
public final class Repositories {

	private Repositories() {
	}

	/**
	 * Reads of everything that has a name.
	 */
	@NoRepositoryBean
	public interface Named<T, K> extends JpaRepository<T, K> {

		List<T> findByName(String name);

	}

	public interface Companies extends Named<People.Company, Long>, JpaSpecificationExecutor<People.Company> {

		@Query("select c from Company c where c.id in ?1")
		List<People.Company> hqlByIds(Collection<Long> ids);

	}

	public interface Profiles extends JpaRepository<People.Profile, Long> {

	}

	public interface Desks extends Named<People.Desk, Long> {

		@Query("select d from Desk d left join fetch d.lamp where d.id = ?1")
		Optional<People.Desk> withLamp(Long id);

	}

	public interface Lamps extends Named<People.Lamp, Long> {

	}

	public interface Tickets extends Named<People.Ticket, Long> {

		@Query("select t from Ticket t join fetch t.desk where t.id = ?1")
		Optional<People.Ticket> withDesk(Long id);

	}

	public interface Sites extends Named<People.Site, Long> {

	}

	public interface Dyns extends JpaRepository<Versions.Dyn, Long> {

		Optional<Versions.Dyn> findByEmail(String email);

		List<Versions.Dyn> findByTenantAndStatus(String tenant, Status status);

		@Query("select d.name from Dyn d where d.tenant = ?1 and d.status = ?2 order by d.id")
		List<String> names(String tenant, Status status);

		long countByStatus(Status status);

		boolean existsByEmail(String email);

		List<Versions.Dyn> findTop2ByOrderByScoreDescIdAsc();

		List<Versions.Dyn> findByScoreBetween(int low, int high);

		Page<Versions.Dyn> findPageByTenantOrderByName(String tenant, Pageable page);

		Slice<Versions.Dyn> findSliceByStatusOrderByName(Status status, Pageable page);

		List<Versions.Dyn> findSortedByStatusAndNameNotNull(Status status, Sort sort);

		List<Versions.Dyn> findLimitedByTenantOrderById(String tenant, Limit limit);

		List<PersonRepository.NameView> findViewByStatus(Status status);

		List<PersonRepository.NameOnly> findRecordByScoreGreaterThan(int score);

		@Query("select d.status, count(d), max(d.score), count(distinct d.name) from Dyn d group by d.status"
				+ " having max(d.score) > 2 order by d.status")
		List<Object[]> groups();

		@Query("select new dev.accelerate.jpa.rows.domain.PersonRepository$NameOnly(d.name) from Dyn d"
				+ " where d.tenant = ?1 order by d.id")
		List<PersonRepository.NameOnly> records(String tenant);

		@Query("select d.name from Dyn d where d.id = ?1 and d.score > 1")
		Optional<String> nameOf(Long id);

	}

	public interface Vers extends JpaRepository<Versions.Ver, Long> {

		Optional<Versions.Ver> findByEmail(String email);

		@Query("select v from Ver v left join fetch v.lines where v.id = ?1")
		Optional<Versions.Ver> withLines(Long id);

	}

	public interface DynVers extends JpaRepository<Versions.DynVer, Long> {

		List<Versions.DynVer> findByEmail(String email);

	}

	public interface Fixeds extends JpaRepository<Versions.Fixed, Long> {

		List<Versions.Fixed> findByEmail(String email);

		long countByEmail(String email);

		List<Versions.Fixed> findTop2ByOrderByEmailAscIdAsc();

		long countByScoreGreaterThan(int score);

	}

	public interface Opts extends Named<Versions.Opt, Long> {

		long countByNameStartingWith(String prefix);

		long countByScoreGreaterThan(int score);

	}

	public interface Gens extends JpaRepository<Versions.Gen, Long> {

		List<Versions.Gen> findByCode(String code);

		long countByChangedNotNull();

		List<Versions.Gen> findTop2ByOrderByDbChangedDescIdAsc();

		long countByCodeStartingWith(String prefix);

	}

	public interface Lines extends JpaRepository<Lists.Line, Long> {

		@Query("select l from Line l left join fetch l.doc where l.id = ?1")
		Optional<Lists.Line> withDoc(Long id);

		List<Lists.Line> findByDocId(Long id);

	}

	public interface Docs extends JpaRepository<Lists.Doc, Long> {

		List<Lists.Doc> findByTitle(String title);

	}

	public interface Boxes extends Named<Lists.Box, Long> {

	}

	public interface Items extends Named<Lists.Item, Long> {

		List<Lists.Item> findByBoxId(Long id);

	}

	public interface Crates extends Named<Lists.Crate, Long> {

	}

	public interface Parts extends Named<Lists.Part, Long> {

	}

	public interface Posts extends JpaRepository<Lists.Post, Long> {

		List<Lists.Post> findByLabelsName(String name);

	}

	public interface Labels extends Named<Lists.Label, Long> {

		@Query("select l from Label l left join fetch l.posts where l.name = ?1")
		List<Lists.Label> withPosts(String name);

		@Query("select l from Label l left join fetch l.posts where l.id = ?1")
		Optional<Lists.Label> withPostsById(Long id);

	}

	public interface Albums extends Named<Lists.Album, Long> {

		@EntityGraph(attributePaths = "tracks")
		Optional<Lists.Album> findGraphById(Long id);

		@Query("select a from Album a left join fetch a.tracks where a.id = ?1")
		Optional<Lists.Album> withTracks(Long id);

	}

	public interface Tracks extends Named<Lists.Track, Long> {

	}

	public interface Dicts extends Named<Lists.Dict, Long> {

		@Query("select d from Dict d left join fetch d.bag where d.id = ?1")
		Optional<Lists.Dict> withBag(Long id);

		@Query("select d from Dict d join fetch d.bag where d.id = ?1")
		Optional<Lists.Dict> withBagOnly(Long id);

	}

	public interface Animals extends Named<Hierarchies.Animal, Long> {

	}

	public interface Dogs extends Named<Hierarchies.Dog, Long> {

		List<Hierarchies.Dog> findByBark(String bark);

	}

	public interface Shapes extends Named<Hierarchies.Shape, Long> {

	}

	public interface Circles extends Named<Hierarchies.Circle, Long> {

	}

	public interface Vehicles extends Named<Hierarchies.Vehicle, Long> {

	}

	public interface Cars extends Named<Hierarchies.Car, Long> {

	}

	public interface Secs extends Named<Hierarchies.Sec, Long> {

		List<Hierarchies.Sec> findByMore(String more);

	}

	public interface Twins extends Named<Hierarchies.Twin, Long> {

	}

	public interface OtherTwins extends JpaRepository<Hierarchies.OtherTwin, Long> {

	}

	public interface Embs extends Named<Keys.Emb, Keys.Key> {

		List<Keys.Emb> findByIdCountry(String country);

	}

	public interface Pairs extends Named<Keys.Pair, Keys.PairId> {

		List<Keys.Pair> findByOneAndTwo(Long one, Short two);

		List<Keys.Pair> findByOne(Long one);

	}

	public interface Uuids extends Named<Keys.ByUuid, UUID> {

	}

	public interface Texts extends Named<Keys.ByText, String> {

		@Query("select t from ByText t where t.id = ?1")
		List<Keys.ByText> hqlById(String id);

		List<Keys.ByText> findByIdIgnoreCase(String id);

	}

	public interface Chars extends Named<Keys.ByChars, String> {

		@Query("select t from ByChars t where t.id = ?1")
		List<Keys.ByChars> hqlById(String id);

	}

	public interface Enums extends Named<Keys.ByEnum, Status> {

	}

	public interface Dates extends Named<Keys.ByDate, LocalDate> {

	}

	public interface Assigneds extends Named<Keys.Assigned, Integer> {

	}

	public interface Idents extends Named<Keys.Ident, Long> {

	}

	public interface Nats extends Named<Keys.Nat, Long> {

		List<Keys.Nat> findByCode(String code);

	}

	public interface Rids extends Named<Keys.Rid, Long> {

	}

	public interface Softs extends Named<Specials.Soft, Long> {

	}

	public interface Customs extends Named<Specials.Custom, Long> {

	}

	public interface Owns extends Named<Specials.Own, Long> {

	}

	public interface Restricteds extends Named<Specials.Restricted, Long> {

	}

	public interface Synceds extends Named<Specials.Synced, Long> {

	}

	public interface Coverings extends Named<Specials.Covering, Long> {

	}

	public interface Calleds extends Named<Specials.Called, Long> {

	}

	public interface Refs extends Named<Specials.Ref, Long> {

	}

	public interface Looses extends Named<Specials.Loose, Long> {

		@Query("select l from Loose l left join fetch l.text where l.id = ?1")
		Optional<Specials.Loose> withText(Long id);

	}

	public interface Forms extends Named<Specials.Form, Long> {

	}

	public interface Latests extends Named<Specials.Latest, Long> {

	}

	public interface Seens extends JpaRepository<Specials.Seen, Long> {

	}

	public interface Nodes extends Named<Specials.Node, Long> {

		@EntityGraph(attributePaths = "parent")
		Optional<Specials.Node> findGraphById(Long id);

	}

	public interface Links extends Named<Specials.Link, Long> {

	}

	public interface Visits extends Named<Hidden.Visit, Long> {

	}

	public interface Places extends Named<Hidden.Place, Long> {

	}

	public interface Payments extends Named<Hidden.Payment, Long> {

		@Query("select p from Payment p join fetch p.payer where p.name = ?1")
		List<Hidden.Payment> withPayer(String name);

	}

	public interface Bids extends Named<Hidden.Bid, Long> {

	}

	public interface Workers extends Named<Hidden.Worker, Long> {

		List<Hidden.Worker> findByBossId(Long id);

	}

	public interface Racks extends Named<Hidden.Rack, Long> {

	}

	public interface Picks extends Named<Hidden.Pick, Long> {

	}

	public interface Kins extends Named<Hidden.Kin, Long> {

	}

}
