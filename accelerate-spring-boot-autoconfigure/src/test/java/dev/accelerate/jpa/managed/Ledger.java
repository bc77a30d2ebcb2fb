package dev.accelerate.jpa.managed;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import dev.accelerate.CacheStrategy;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Transient;
import org.hibernate.annotations.DynamicUpdate;
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

	interface Choices extends JpaRepository<Choice, Long> {

		@Query("select c from Choice c order by c.id")
		List<Labelled> labels();

	}

	interface Labelled {

		String getLabel();

	}

}
