package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import org.hibernate.annotations.EmbeddableInstantiator;
import org.hibernate.annotations.Parent;
import org.hibernate.metamodel.spi.ValueAccess;

/**
 * Entities with embeddables of all kinds, whose classes an {@link EntityAssembler} builds
 * or not, and with collections of them.
 */
final class EntitiesWithEmbeddables {

	static final List<Class<?>> TYPES = List.of(Holder.class, Lister.class);

	private EntitiesWithEmbeddables() {
	}

	static List<Object> stored() {
		return List.of(new Holder(1L), new Holder(2L), new Lister());
	}

	@Entity
	static class Holder {

		@Id
		private Long id;

		private Flat flat = new Flat(7, "flat");

		private Moment moment = new Moment();

		private Outer outer = new Outer();

		private Child child = new Child();

		private ByGetters byGetters = new ByGetters();

		private Made made = new Made("made");

		private Point point = new Point(1, 2);

		@SuppressWarnings("unused") // Stays null.
		private Nothing nothing;

		Holder() {
		}

		Holder(Long id) {
			this.id = id;
		}

	}

	@Entity
	static class Lister {

		@Id
		private Long id = 1L;

		@ElementCollection(fetch = FetchType.EAGER)
		private Set<Flat> set = new HashSet<>(Set.of(new Flat(1, "one"), new Flat(2, "two")));

		@ElementCollection(fetch = FetchType.EAGER)
		@OrderColumn
		private List<String> words = new ArrayList<>(List.of("b", "a", "b"));

		@ElementCollection(fetch = FetchType.EAGER)
		@OrderColumn
		private List<Moment> moments = new ArrayList<>(List.of(new Moment(), new Moment()));

		@OneToMany(cascade = CascadeType.ALL, fetch = FetchType.EAGER)
		@OrderColumn
		@JoinTable(name = "ordered_holders")
		private List<Holder> ordered = new ArrayList<>(List.of(new Holder(11L), new Holder(10L)));

		@OneToMany(cascade = CascadeType.ALL, fetch = FetchType.EAGER)
		@JoinTable(name = "holders_in_a_bag")
		private List<Holder> bag = new ArrayList<>(List.of(new Holder(20L), new Holder(21L)));

	}

	/**
	 * Of immutable values only.
	 */
	@Embeddable
	static class Flat {

		private int number;

		private String text;

		Flat() {
		}

		Flat(int number, String text) {
			this.number = number;
			this.text = text;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Flat that && this.number == that.number;
		}

		@Override
		public int hashCode() {
			return this.number;
		}

	}

	@Embeddable
	static class Moment {

		private Date since = new Date(5);

		private byte[] bytes = { 1, 2 };

	}

	@Embeddable
	static class Outer {

		private String outerText = "outer";

		private Inner inner = new Inner();

	}

	@Embeddable
	static class Inner {

		private String innerText = "inner";

		@ManyToOne(fetch = FetchType.LAZY)
		private Lister far;

	}

	@Embeddable
	static class Child {

		private String childText = "child";

		@Parent
		private Holder parent;

		Holder getParent() {
			return this.parent;
		}

		void setParent(Holder parent) {
			this.parent = parent;
		}

	}

	@Embeddable
	@Access(AccessType.PROPERTY)
	static class ByGetters {

		private String content = "by getters";

		String getGotten() {
			return this.content;
		}

		void setGotten(String content) {
			this.content = content;
		}

	}

	@Embeddable
	@EmbeddableInstantiator(MadeInstantiator.class)
	static class Made {

		private final String madeText;

		Made(String madeText) {
			this.madeText = madeText;
		}

	}

	static final class MadeInstantiator implements org.hibernate.metamodel.spi.EmbeddableInstantiator {

		@Override
		public Object instantiate(ValueAccess values) {
			return new Made(values.getValue(0, String.class));
		}

		@Override
		public boolean isInstance(Object object) {
			return object instanceof Made;
		}

		@Override
		public boolean isSameClass(Object object) {
			return object.getClass() == Made.class;
		}

	}

	@Embeddable
	record Point(int x, int y) {
	}

	@Embeddable
	static class Nothing {

		private String nothingText;

	}

}
