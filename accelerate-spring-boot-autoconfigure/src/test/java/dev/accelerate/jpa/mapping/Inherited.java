package dev.accelerate.jpa.mapping;

import java.util.ArrayList;
import java.util.List;

import dev.accelerate.jpa.mapping.Identified.Target;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import org.hibernate.annotations.ConcreteProxy;

/**
 * Entities in several tables, or several in one.
 */
public final class Inherited {

	private Inherited() {
	}

	@Entity(name = "Single")
	@ConcreteProxy
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	public static class Single extends Base {

		@ManyToOne(fetch = FetchType.LAZY)
		public Single next;

	}

	@Entity(name = "SingleOne")
	public static class SingleOne extends Single {

		public String extra;

		@ElementCollection
		public List<String> items = new ArrayList<>(List.of("a"));

	}

	@Entity(name = "SingleTwo")
	public static class SingleTwo extends Single {

		@Column(name = "two_extra")
		public Integer extra;

		@ManyToOne(fetch = FetchType.LAZY)
		public Target target;

	}

	@Entity(name = "Joined")
	@Inheritance(strategy = InheritanceType.JOINED)
	public abstract static class Joined extends Base {

		@ManyToOne(fetch = FetchType.LAZY)
		public Joined next;

	}

	@Entity(name = "JoinedOne")
	public static class JoinedOne extends Joined {

		public String extra;

		@ElementCollection
		public List<String> items = new ArrayList<>(List.of("a"));

	}

	@Entity(name = "JoinedTwo")
	public static class JoinedTwo extends JoinedOne {

		public Integer more;

		@ManyToOne(fetch = FetchType.LAZY)
		public Target target;

	}

	@Entity(name = "PerClass")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	public abstract static class PerClass extends Base {

		@ManyToOne(fetch = FetchType.LAZY)
		public PerClass next;

	}

	@Entity(name = "PerClassOne")
	public static class PerClassOne extends PerClass {

		public String extra;

	}

	@Entity(name = "PerClassTwo")
	public static class PerClassTwo extends PerClass {

		public Integer more;

		@ManyToOne(fetch = FetchType.LAZY)
		public Target target;

	}

	@Entity(name = "Secondary")
	@SecondaryTable(name = "secondary_details")
	public static class Secondary extends Base {

		@Column(table = "secondary_details")
		public String details;

		@ManyToOne(fetch = FetchType.LAZY)
		public Target target;

	}

}
