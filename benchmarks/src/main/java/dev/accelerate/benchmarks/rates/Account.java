package dev.accelerate.benchmarks.rates;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/**
 * Row that is read in every way.
 */
@Entity
@Table(name = "accounts",
		indexes = { @Index(columnList = "team_id"), @Index(columnList = "changed"), @Index(columnList = "status") })
class Account {

	@Id
	private Long id;

	@Column(nullable = false, unique = true, length = 40)
	private String code;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "team_id", nullable = false)
	private Team team;

	@Enumerated(EnumType.STRING)
	@Column(nullable = false)
	private Status status;

	@Column(nullable = false)
	private Instant changed;

	private long revision;

	@SuppressWarnings("NullAway.Init")
	protected Account() {
	}

	Account(Row row, Team team) {
		this.id = row.id();
		this.code = row.code();
		this.team = team;
		this.status = row.status();
		this.changed = Instant.ofEpochSecond(row.changed());
		this.revision = row.revision();
	}

	Long getId() {
		return this.id;
	}

	/**
	 * Return what the row shows, as far as it may change.
	 */
	String shown() {
		return this.id + "@" + this.revision;
	}

	void set(Row row, Team of) {
		this.team = of;
		this.status = row.status();
		this.changed = Instant.ofEpochSecond(row.changed());
		this.revision = row.revision();
	}

	/**
	 * What accounts are counted by.
	 */
	enum Status {

		NEW, ACTIVE, IDLE, BLOCKED, CLOSED

	}

}
