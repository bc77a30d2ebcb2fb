package dev.accelerate.jpa.differential;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.NamedAttributeNode;
import jakarta.persistence.NamedEntityGraph;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.NamedSubgraph;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;

/**
 * Entities whose repositories have every shape of read. Kinds of mappings are the subject
 * of {@code dev.accelerate.jpa.mapping}.
 */
public final class Fleet {

	private Fleet() {
	}

	public enum Kind {

		TUG, FERRY, TANKER

	}

	@Embeddable
	public static class Extent {

		public int beam;

		public Integer draft;

		public int getBeam() {
			return this.beam;
		}

		public Integer getDraft() {
			return this.draft;
		}

	}

	@MappedSuperclass
	public abstract static class Named {

		@Id
		public Long id;

		public String name;

		public Long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

	}

	@Entity(name = "Port")
	public static class Port extends Named {

		@Version
		public Integer version;

		public String country;

		@OneToMany(mappedBy = "port")
		public Set<Ship> ships = new HashSet<>();

		public String getCountry() {
			return this.country;
		}

	}

	@Entity(name = "Ship")
	@NamedQuery(name = "Ship.findOlder", query = "select s from Ship s where s.built < ?1 order by s.id")
	@NamedQuery(name = "Ship.countOlder", query = "select count(s) from Ship s where s.built < ?1")
	@NamedNativeQuery(name = "Ship.findHeavy", query = "select * from ship where tonnage >= ?1 order by id",
			resultClass = Ship.class)
	@NamedEntityGraph(name = "Ship.crew",
			attributeNodes = { @NamedAttributeNode("port"),
					@NamedAttributeNode(value = "sailors", subgraph = "mentors") },
			subgraphs = @NamedSubgraph(name = "mentors", attributeNodes = @NamedAttributeNode("mentor")))
	public static class Ship extends Named {

		@Column(unique = true)
		public String code;

		public Integer grade;

		public long tonnage;

		public BigDecimal price;

		public Double speed;

		public boolean active;

		@Enumerated(EnumType.STRING)
		public Kind kind;

		public LocalDate built;

		public LocalDateTime docked;

		public Instant sighted;

		public Date launched;

		public UUID token;

		public byte[] image;

		@Embedded
		public Extent extent = new Extent();

		@ManyToOne(fetch = FetchType.LAZY)
		public Port port;

		@ManyToOne
		public Port home;

		@OneToMany(mappedBy = "ship")
		public List<Sailor> sailors = new ArrayList<>();

		@ManyToMany
		public Set<Port> visited = new HashSet<>();

		@ElementCollection
		@OrderColumn
		public List<String> aliases = new ArrayList<>();

		@ElementCollection
		public Map<String, String> notes = new HashMap<>();

		public String getCode() {
			return this.code;
		}

		public Port getPort() {
			return this.port;
		}

		public Port getHome() {
			return this.home;
		}

		public Extent getExtent() {
			return this.extent;
		}

	}

	@Entity(name = "Sailor")
	public static class Sailor extends Named {

		@Version
		public long version;

		public Integer pay;

		@ManyToOne(fetch = FetchType.LAZY)
		public Ship ship;

		@ManyToOne(fetch = FetchType.LAZY)
		public Sailor mentor;

		public Integer getPay() {
			return this.pay;
		}

		public Ship getShip() {
			return this.ship;
		}

	}

}
