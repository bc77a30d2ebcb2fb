package dev.accelerate.jpa.callback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Transient;
import org.hibernate.Hibernate;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.Immutable;

/**
 * Entities whose callbacks change them for the caller that loads them.
 */
public final class Callbacks {

	/**
	 * Whether the present caller may see everything.
	 */
	public static final ThreadLocal<Boolean> TRUSTED = ThreadLocal.withInitial(() -> false);

	private Callbacks() {
	}

	@MappedSuperclass
	public abstract static class Base {

		@Id
		public Long id = 1L;

		public String secret = "secret";

	}

	@Entity(name = "Masked")
	public static class Masked extends Base {

		@PostLoad
		void mask() {
			if (!TRUSTED.get()) {
				this.secret = "***";
			}
		}

	}

	@Entity(name = "MaskedByListener")
	@EntityListeners(Masking.class)
	public static class MaskedByListener extends Base {

	}

	public static class Masking {

		@PostLoad
		void mask(Base entity) {
			if (!TRUSTED.get()) {
				entity.secret = "***";
			}
		}

	}

	@Entity(name = "MaskedInPlace")
	public static class MaskedInPlace extends Base {

		@Embedded
		public Part part = new Part("secret");

		public byte[] bytes = { 7 };

		@ElementCollection(fetch = FetchType.EAGER)
		public List<Part> parts = new ArrayList<>(List.of(new Part("secret")));

		@Transient
		public String changed;

		@PostLoad
		void mask() {
			if (!TRUSTED.get()) {
				switch (Change.current()) {
					case EMBEDDABLE -> this.part.text = "***";
					case ARRAY -> this.bytes[0] = 0;
					case ELEMENT -> this.parts.get(0).text = "***";
					case COLLECTION -> this.parts.clear();
				}
			}
		}

	}

	/**
	 * What {@link MaskedInPlace} changes.
	 */
	public enum Change {

		EMBEDDABLE, ARRAY, ELEMENT, COLLECTION;

		private static final ThreadLocal<Change> CURRENT = ThreadLocal.withInitial(() -> EMBEDDABLE);

		public void choose() {
			CURRENT.set(this);
		}

		static Change current() {
			return CURRENT.get();
		}

	}

	@Embeddable
	public static class Part {

		public String text;

		public Part() {
		}

		Part(String text) {
			this.text = text;
		}

	}

	@Entity(name = "OfMasked")
	public static class OfMasked {

		@Id
		public Long id = 1L;

		@ManyToOne
		public Masked masked;

	}

	/**
	 * Entity whose callback does not touch what is mapped, but loads and reads it.
	 */
	@Entity(name = "Deriving")
	public static class Deriving extends Base {

		@ElementCollection
		public List<String> words = new ArrayList<>(List.of("word"));

		@ManyToOne(fetch = FetchType.LAZY)
		public Plain other;

		@Transient
		public String derived;

		@PostLoad
		void derive() {
			this.derived = this.secret + " for " + TRUSTED.get();
		}

	}

	/**
	 * Entity without callbacks that refers to another by a proxy.
	 */
	@Entity(name = "Referring")
	public static class Referring extends Base {

		@ManyToOne(fetch = FetchType.LAZY)
		public Plain other;

	}

	/**
	 * Entity whose callback changes others.
	 */
	@Entity(name = "MaskingOthers")
	public static class MaskingOthers extends Base {

		@ManyToOne(fetch = FetchType.LAZY)
		public Plain other;

		@ManyToMany
		public List<Plain> others = new ArrayList<>();

		@PostLoad
		void mask() {
			if (!TRUSTED.get()) {
				this.other.hide();
				this.others.forEach(Plain::hide);
			}
		}

	}

	@Entity(name = "Plain")
	public static class Plain extends Base {

		@Transient
		public String seenBy;

		public void hide() {
			this.secret = "***";
		}

		public String reveal() {
			return this.secret;
		}

	}

	/**
	 * Entity whose callback changes one that it reaches by two references, or by none.
	 */
	@Entity(name = "MaskingFar")
	public static class MaskingFar extends Base {

		@ManyToOne(fetch = FetchType.LAZY)
		public Middle middle;

		@PostLoad
		void mask() {
			if (!TRUSTED.get()) {
				Far far = FarChange.current().registered ? Far.last : this.middle.far();
				FarChange.current().mask.accept((Far) Hibernate.unproxy(far));
			}
		}

	}

	@Entity(name = "Middle")
	public static class Middle extends Base {

		@ManyToOne(fetch = FetchType.LAZY)
		public Far far;

		public Far far() {
			return this.far;
		}

	}

	@Entity(name = "Far")
	public static class Far extends Base {

		static Far last;

		@Embedded
		public Part part = new Part("secret");

		public byte[] bytes = { 7 };

		@ElementCollection(fetch = FetchType.EAGER)
		public List<Part> parts = new ArrayList<>(List.of(new Part("secret")));

		@ElementCollection
		public Set<String> words = new HashSet<>(Set.of("secret"));

		@ManyToMany
		public List<Plain> others = new ArrayList<>();

		@PostLoad
		void register() {
			last = this;
		}

		public String reveal() {
			return this.secret + this.part.text + this.bytes[0] + this.parts.size() + this.parts.get(0).text;
		}

	}

	/**
	 * What {@link MaskingFar} changes.
	 */
	public enum FarChange {

		ATTRIBUTE((far) -> far.secret = "***"), EMBEDDABLE((far) -> far.part.text = "***"),
		ARRAY((far) -> far.bytes[0] = 0), ELEMENT((far) -> far.parts.get(0).text = "***"),
		COLLECTION((far) -> far.parts.add(new Part("***"))), LAZY_COLLECTION((far) -> far.words.add("***")),
		ENTITIES((far) -> far.others.remove(0)), BEYOND((far) -> far.others.get(0).hide()),
		REGISTERED((far) -> far.secret = "***", true), REGISTERED_COLLECTION((far) -> far.words.clear(), true);

		private static final ThreadLocal<FarChange> CURRENT = ThreadLocal.withInitial(() -> ATTRIBUTE);

		private final Consumer<Far> mask;

		private final boolean registered;

		FarChange(Consumer<Far> mask) {
			this(mask, false);
		}

		FarChange(Consumer<Far> mask, boolean registered) {
			this.mask = mask;
			this.registered = registered;
		}

		public void choose() {
			CURRENT.set(this);
		}

		static FarChange current() {
			return CURRENT.get();
		}

	}

	/**
	 * Entity whose callback only reads, and of which Hibernate loads each part at another
	 * moment.
	 */
	@Entity(name = "Calm")
	public static class Calm extends Base {

		@ManyToOne(fetch = FetchType.EAGER)
		public CalmPart batched;

		@ManyToOne(fetch = FetchType.EAGER)
		@Fetch(FetchMode.SELECT)
		public CalmPart selected;

		@OneToMany(mappedBy = "calm", fetch = FetchType.EAGER)
		@Fetch(FetchMode.SUBSELECT)
		public Set<CalmPart> all = new HashSet<>();

		@ElementCollection(fetch = FetchType.EAGER)
		@Fetch(FetchMode.SELECT)
		@Immutable
		public List<String> fixed = new ArrayList<>(List.of("fixed"));

		@ElementCollection
		public Map<String, Part> map = new HashMap<>(Map.of("key", new Part("part")));

		@Transient
		public String derived;

		@PostLoad
		void derive() {
			this.derived = this.secret + this.map.size();
		}

	}

	@Entity(name = "CalmPart")
	@BatchSize(size = 10)
	public static class CalmPart extends Base {

		@ManyToOne(fetch = FetchType.LAZY)
		public Calm calm;

		@ElementCollection(fetch = FetchType.EAGER)
		@Fetch(FetchMode.SELECT)
		public Set<Part> parts = new HashSet<>(Set.of(new Part("part")));

		@Transient
		public String derived;

		@PostLoad
		void derive() {
			this.derived = this.secret;
		}

	}

}
