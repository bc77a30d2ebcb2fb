package dev.accelerate.jpa.managed;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import dev.accelerate.CacheStrategy;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Transient;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/**
 * Entities without versions, mapped in ways that make it hard to tell who has written
 * what.
 */
public final class Ledger {

	private Ledger() {
	}

	@Entity(name = "Account")
	public static class Account {

		@Id
		public Long id;

		public String owner;

		public int balance;

		@Column(updatable = false)
		public String opened;

		@ManyToOne(cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
		public Branch branch;

		public String getOwner() {
			return this.owner;
		}

		public Branch getBranch() {
			return this.branch;
		}

	}

	@Entity(name = "Branch")
	public static class Branch {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		public String getName() {
			return this.name;
		}

	}

	@Entity(name = "Folder")
	public static class Folder {

		@Id
		public Long id;

		public String name;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinColumn(name = "folder_id", nullable = false)
		public Set<Paper> papers = new HashSet<>();

		@OneToMany(cascade = CascadeType.ALL)
		@JoinColumn(name = "box_id")
		public Set<Paper> others = new HashSet<>();

	}

	@Entity(name = "Paper")
	public static class Paper {

		@Id
		public Long id;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "folder_id", insertable = false, updatable = false)
		public Folder folder;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "box_id", insertable = false, updatable = false)
		public Folder box;

	}

	@Entity(name = "Poll")
	@DynamicUpdate
	public static class Poll {

		@Id
		public Long id;

		public String title;

		@Column(name = "poll_order")
		public String order;

		public int votes;

	}

	@Entity(name = "Removed")
	@SQLRestriction("deleted = false")
	public static class Removed {

		@Id
		public Long id;

		public String name;

		public boolean deleted;

	}

	@Entity(name = "Secret")
	public static class Secret {

		static final ThreadLocal<Boolean> FORBIDDEN = ThreadLocal.withInitial(() -> false);

		@Id
		public Long id;

		public String name;

		@PostLoad
		void check() {
			if (FORBIDDEN.get()) {
				throw new SecurityException("forbidden");
			}
		}

	}

	@Entity(name = "Note")
	public static class Note {

		@Id
		public Long id;

		public String text;

		@ManyToOne(fetch = FetchType.LAZY)
		public Removed about;

		@ManyToOne(fetch = FetchType.LAZY)
		@NotFound(action = NotFoundAction.IGNORE)
		@JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Poll poll;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "country", referencedColumnName = "code")
		public Region region;

	}

	@Entity(name = "Region")
	public static class Region implements Serializable {

		@Id
		public Long id;

		@Column(unique = true)
		public String code;

	}

	/**
	 * Entity whose attributes are named as words of the query language.
	 */
	@Entity(name = "Words")
	public static class Words {

		@Id
		public Long id;

		@Column(name = "c_from")
		public String from = "from";

		@Column(name = "c_where")
		public String where = "where";

		@Column(name = "c_select")
		public String select = "select";

		@Column(name = "c_group")
		public String group = "group";

		@Column(name = "c_value")
		public String value = "value";

		@Column(name = "c_key")
		public String key = "key";

		@Column(name = "c_index")
		public String index = "index";

		@Column(name = "c_type")
		public String type = "type";

		@Column(name = "c_size")
		public String size = "size";

		@Column(name = "c_elements")
		public String elements = "elements";

		@Column(name = "c_entry")
		public String entry = "entry";

		@Column(name = "c_language")
		public String language = "language";

		@Column(name = "c_day")
		public String day = "day";

		@Column(name = "c_date")
		public String date = "date";

		@Column(name = "c_time")
		public String time = "time";

		@Column(name = "c_set")
		public String set = "set";

		@Column(name = "c_in")
		public String in = "in";

		@Column(name = "c_is")
		public String is = "is";

		@Column(name = "c_member")
		public String member = "member";

		@Column(name = "c_object")
		public String object = "object";

		@Column(name = "c_left")
		public String left = "left";

		@Column(name = "c_join")
		public String join = "join";

		@Column(name = "c_count")
		public String count = "count";

		@Column(name = "c_max")
		public String max = "max";

		@Column(name = "c_trim")
		public String trim = "trim";

		@Column(name = "c_version")
		public String version = "version";

		@Column(name = "c_parent")
		public String parent = "parent";

		@Column(name = "c_all")
		public String all = "all";

		@Column(name = "c_any")
		public String any = "any";

		@Column(name = "c_local")
		public String local = "local";

		@Column(name = "c_end")
		public String end = "end";

		@Column(name = "c_x")
		public String x = "x";

		@Column(name = "c_j1")
		public String j1 = "j1";

	}

	@Entity(name = "Choice")
	public static class Choice {

		@Id
		public Long id;

		public String name;

		@Transient
		public @Nullable String remark;

		public String getLabel() {
			return this.name + this.remark;
		}

	}

	/**
	 * What {@link Accounts#computed()} does.
	 */
	static @Nullable Supplier<List<String>> computation;

	interface Accounts extends JpaRepository<Account, Long> {

		@Query("select a from Account a order by a.id")
		List<Account> all();

		@Query("select a from Account a where a.id > 0 order by a.id")
		List<Account> again();

		@Query("select a from Account a left join fetch a.branch order by a.id")
		List<WithBranch> withBranches();

		@CacheStrategy(ttl = 60, invalidateOnWrite = false)
		@Query("select a from Account a where a.id > 0 order by a.id")
		List<Account> untracked();

		@Query("select a.owner from Account a order by a.id")
		List<String> owners();

		@Query("select a from Account a order by a.id")
		List<BranchOf> branches();

		@CacheStrategy(ttl = 60)
		default List<String> computed() {
			return Objects.requireNonNull(computation).get();
		}

		@Modifying
		@Query("update Account a set a.balance = a.balance + 1 where a.id = :id")
		void increment(Long id);

		@Modifying
		@Query(value = "update account set balance = balance + 1", nativeQuery = true)
		void incrementAll();

	}

	interface BranchOf {

		Named getBranch();

	}

	interface WithBranch {

		Named getBranch();

	}

	interface Named {

		String getName();

	}

	interface Folders extends JpaRepository<Folder, Long> {

		@Query("select distinct f from Folder f left join fetch f.papers order by f.id")
		List<Folder> withPapers();

		@Query("select distinct f from Folder f left join fetch f.others order by f.id")
		List<Folder> withOthers();

	}

	interface Papers extends JpaRepository<Paper, Long> {

		@Query("select p from Paper p order by p.id")
		List<Paper> all();

	}

	interface Polls extends JpaRepository<Poll, Long> {

		@Query("select p from Poll p order by p.id")
		List<Poll> all();

	}

	interface RemovedOnes extends JpaRepository<Removed, Long> {

		@Query(value = "select * from removed order by id", nativeQuery = true)
		List<Removed> everything();

	}

	interface Secrets extends JpaRepository<Secret, Long> {

		@Query("select s from Secret s order by s.id")
		List<Secret> all();

	}

	interface Notes extends JpaRepository<Note, Long> {

		@Query("select n from Note n order by n.id")
		List<Note> everyNote();

	}

	interface AllWords extends JpaRepository<Words, Long> {

		@Query("select w from Words w")
		List<Words> everyWord();

	}

	interface Choices extends JpaRepository<Choice, Long> {

		@Query("select c from Choice c order by c.id")
		List<Labelled> labels();

	}

	interface Labelled {

		String getLabel();

	}

}
