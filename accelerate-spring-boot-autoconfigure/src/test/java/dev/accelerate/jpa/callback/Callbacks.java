package dev.accelerate.jpa.callback;

import java.util.ArrayList;
import java.util.List;

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
import jakarta.persistence.PostLoad;
import jakarta.persistence.Transient;

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
				switch (Way.current()) {
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
	public enum Way {

		EMBEDDABLE, ARRAY, ELEMENT, COLLECTION;

		private static final ThreadLocal<Way> CURRENT = ThreadLocal.withInitial(() -> EMBEDDABLE);

		public void choose() {
			CURRENT.set(this);
		}

		static Way current() {
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

}
