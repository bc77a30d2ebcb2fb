package dev.accelerate.jpa.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.accelerate.jpa.mapping.Identified.Target;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJdbcTypeCode;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.ListIndexBase;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SortComparator;
import org.hibernate.annotations.SortNatural;

/**
 * Entities, each with one kind of collection.
 */
public final class Collected {

	private Collected() {
	}

	@Embeddable
	public static class Place {

		public String city;

		public Integer number;

		@ManyToOne(fetch = FetchType.LAZY)
		public Target target;

		public Place() {
		}

		public Place(String city, Integer number, Target target) {
			this.city = city;
			this.number = number;
			this.target = target;
		}

	}

	@Embeddable
	public record Spot(@Column(name = "spot_x") int x, @Column(name = "spot_y") Integer y) {
	}

	public static class Backwards implements Comparator<String> {

		@Override
		public int compare(String one, String other) {
			return other.compareTo(one);
		}

	}

	@Entity(name = "BagOfValues")
	public static class BagOfValues extends Base {

		@ElementCollection
		public List<String> items = new ArrayList<>(List.of("a", "b", "a"));

	}

	@Entity(name = "SetOfValues")
	public static class SetOfValues extends Base {

		@ElementCollection
		public Set<String> items = new HashSet<>(Set.of("a", "b"));

	}

	@Entity(name = "SortedSetOfValues")
	public static class SortedSetOfValues extends Base {

		@ElementCollection
		@SortComparator(Backwards.class)
		public SortedSet<String> items = new TreeSet<>(new Backwards());

	}

	@Entity(name = "SortedMapOfValues")
	public static class SortedMapOfValues extends Base {

		@ElementCollection
		@SortNatural
		public SortedMap<String, String> items = new TreeMap<>(Map.of("a", "1", "b", "2"));

	}

	@Entity(name = "OrderedSetOfValues")
	public static class OrderedSetOfValues extends Base {

		@ElementCollection
		@OrderBy
		public Set<String> items = new LinkedHashSet<>(List.of("a", "b"));

	}

	@Entity(name = "ListOfValues")
	public static class ListOfValues extends Base {

		@ElementCollection
		@OrderColumn(name = "place")
		@ListIndexBase(1)
		public List<String> items = new ArrayList<>(List.of("a", "b", "c"));

	}

	@Entity(name = "ListOfPlaces")
	public static class ListOfPlaces extends Base {

		@ElementCollection
		@OrderColumn(name = "place")
		public List<Place> items = new ArrayList<>();

	}

	@Entity(name = "BagOfPlaces")
	public static class BagOfPlaces extends Base {

		@ElementCollection
		public List<Place> items = new ArrayList<>();

	}

	@Entity(name = "SetOfSpots")
	public static class SetOfSpots extends Base {

		@ElementCollection
		public Set<Spot> items = new HashSet<>(Set.of(new Spot(1, 2), new Spot(2, null)));

	}

	@Entity(name = "MapToPlaces")
	public static class MapToPlaces extends Base {

		@ElementCollection
		public Map<String, Place> items = new HashMap<>();

	}

	@Entity(name = "MapOfSpots")
	public static class MapOfSpots extends Base {

		@ElementCollection
		public Map<Spot, String> items = new HashMap<>(Map.of(new Spot(1, 2), "a", new Spot(2, 3), "b"));

	}

	/**
	 * Key that refers to another entity.
	 */
	@Embeddable
	public record Corner(@Column(name = "corner_name") String label, @ManyToOne(fetch = FetchType.LAZY) Target corner) {
	}

	@Entity(name = "MapOfCorners")
	public static class MapOfCorners extends Base {

		@ElementCollection
		public Map<Corner, String> items = new HashMap<>();

	}

	@Entity(name = "MapOfTargets")
	public static class MapOfTargets extends Base {

		@ElementCollection
		public Map<Target, String> items = new HashMap<>();

	}

	@Entity(name = "MapOfTargetsToTargets")
	public static class MapOfTargetsToTargets extends Base {

		@ManyToMany
		public Map<Target, Target> items = new HashMap<>();

	}

	@Entity(name = "MapByCode")
	public static class MapByCode extends Base {

		@ManyToMany
		@MapKey(name = "code")
		public Map<String, Target> items = new HashMap<>();

	}

	@Entity(name = "BagOfTargets")
	public static class BagOfTargets extends Base {

		@ManyToMany
		public List<Target> items = new ArrayList<>();

	}

	@Entity(name = "ListOfTargets")
	public static class ListOfTargets extends Base {

		@ManyToMany
		@OrderColumn(name = "place")
		public List<Target> items = new ArrayList<>();

	}

	@Entity(name = "ParentByColumn")
	public static class ParentByColumn extends Base {

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinColumn(name = "parent_id", nullable = false)
		@OrderColumn(name = "place")
		public List<ChildByColumn> items = new ArrayList<>();

	}

	@Entity(name = "ChildByColumn")
	public static class ChildByColumn extends Base {

		public ChildByColumn() {
		}

		public ChildByColumn(long id) {
			super(id);
		}

	}

	@Entity(name = "ParentOfSome")
	public static class ParentOfSome extends Base {

		@OneToMany
		@JoinColumn(name = "some_parent_id")
		@SQLRestriction("name <> 'name 9'")
		public Set<SomeChild> items = new HashSet<>();

	}

	@Entity(name = "SomeChild")
	public static class SomeChild extends Base {

		public SomeChild() {
		}

		public SomeChild(long id) {
			super(id);
		}

	}

	@Entity(name = "InverseParent")
	public static class InverseParent extends Base {

		@OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
		@Fetch(FetchMode.SUBSELECT)
		public List<InverseChild> items = new ArrayList<>();

	}

	@Entity(name = "InverseChild")
	public static class InverseChild extends Base {

		@ManyToOne(fetch = FetchType.LAZY)
		public InverseParent parent;

		public InverseChild() {
		}

		public InverseChild(long id, InverseParent parent) {
			super(id);
			this.parent = parent;
		}

	}

	@Entity(name = "ArrayOfValues")
	public static class ArrayOfValues extends Base {

		@ElementCollection(fetch = FetchType.EAGER)
		@OrderColumn(name = "place")
		public String[] items = { "a", "b" };

	}

	@Entity(name = "IdBag")
	public static class IdBag extends Base {

		@ElementCollection
		@CollectionId(column = @Column(name = "item_id"), generator = "increment")
		@CollectionIdJdbcTypeCode(java.sql.Types.BIGINT)
		public List<String> items = new ArrayList<>();

	}

	@Embeddable
	public static class Holder {

		public String title;

		@ElementCollection
		public List<String> words = new ArrayList<>(List.of("a", "b"));

		@ManyToMany
		public Set<Target> targets = new HashSet<>();

	}

	@Entity(name = "InEmbeddable")
	public static class InEmbeddable extends Base {

		@Embedded
		public Holder holder = new Holder();

	}

}
