package dev.accelerate.testing.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;

/**
 * Entity with something of everything that a snapshot must copy.
 */
@Entity
@Table(name = "members")
public class Member {

	@Id
	@GeneratedValue
	private Long id;

	private String name;

	@Column(unique = true)
	private String email;

	@Enumerated(EnumType.STRING)
	private Status status = Status.ACTIVE;

	@Embedded
	private Address address;

	private LocalDate birthday;

	private Instant createdAt;

	@Column(precision = 19, scale = 4)
	private BigDecimal balance;

	private UUID token;

	private byte[] avatar;

	private Date since;

	@ManyToOne(fetch = FetchType.LAZY)
	private Team team;

	@ManyToMany
	@JoinTable(name = "member_roles")
	private Set<Role> roles = new HashSet<>();

	@OneToMany(mappedBy = "author")
	private List<Post> posts = new ArrayList<>();

	@ElementCollection
	@CollectionTable(name = "member_nicknames")
	private Set<String> nicknames = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "member_attributes")
	@MapKeyColumn(name = "attribute")
	private Map<String, String> attributes = new HashMap<>();

	@Transient
	private int loads;

	protected Member() {
	}

	public Member(String name, String email, Team team) {
		this.name = name;
		this.email = email;
		this.team = team;
		this.address = new Address("Main Street " + name.length(), "Berlin");
		this.birthday = LocalDate.of(1990, 1, 2);
		this.createdAt = Instant.parse("2026-01-01T00:00:00.123456Z");
		this.balance = new BigDecimal("12.3400");
		this.token = UUID.nameUUIDFromBytes(email.getBytes());
		this.avatar = new byte[] { 1, 2, 3 };
		this.since = new Date(1_700_000_000_000L);
	}

	@PostLoad
	void loaded() {
		this.loads++;
	}

	public Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public String getEmail() {
		return this.email;
	}

	public Status getStatus() {
		return this.status;
	}

	public void setStatus(Status status) {
		this.status = status;
	}

	public Address getAddress() {
		return this.address;
	}

	public LocalDate getBirthday() {
		return this.birthday;
	}

	public Instant getCreatedAt() {
		return this.createdAt;
	}

	public BigDecimal getBalance() {
		return this.balance;
	}

	public UUID getToken() {
		return this.token;
	}

	public byte[] getAvatar() {
		return this.avatar;
	}

	public Date getSince() {
		return this.since;
	}

	public Team getTeam() {
		return this.team;
	}

	public Set<Role> getRoles() {
		return this.roles;
	}

	public List<Post> getPosts() {
		return this.posts;
	}

	public Set<String> getNicknames() {
		return this.nicknames;
	}

	public Map<String, String> getAttributes() {
		return this.attributes;
	}

	public int getLoads() {
		return this.loads;
	}

}
