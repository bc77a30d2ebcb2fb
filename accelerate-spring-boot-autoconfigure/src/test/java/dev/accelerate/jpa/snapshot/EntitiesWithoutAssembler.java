package dev.accelerate.jpa.snapshot;

import java.io.Serializable;
import java.util.List;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Transient;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.PersistentAttributeInterceptor;

/**
 * Entities that their persister builds, and no {@link EntityAssembler}.
 */
final class EntitiesWithoutAssembler {

	static final List<Class<?>> TYPES = List.of(ByGetters.class, ByOneGetter.class, ByHand.class, OfTwoKeys.class,
			Of65.class, WithConstructor.class);

	private EntitiesWithoutAssembler() {
	}

	static List<Object> stored() {
		ByGetters byGetters = new ByGetters();
		byGetters.setId(1L);
		byGetters.setText("text");
		return List.of(byGetters, new ByOneGetter(), new ByHand(), new OfTwoKeys("x", 1), new OfTwoKeys("x", 2),
				new Of65());
	}

	@Entity
	static class ByGetters {

		private Long key;

		private String content;

		@Id
		public Long getId() {
			return this.key;
		}

		public void setId(Long id) {
			this.key = id;
		}

		public String getText() {
			return this.content;
		}

		public void setText(String text) {
			this.content = text;
		}

	}

	@Entity
	static class ByOneGetter {

		@Id
		private Long id = 1L;

		@Transient
		private String content = "text";

		@Access(AccessType.PROPERTY)
		public String getText() {
			return this.content;
		}

		public void setText(String text) {
			this.content = text;
		}

	}

	/**
	 * As an enhanced class is, as far as the assembler looks.
	 */
	@Entity
	static class ByHand implements PersistentAttributeInterceptable {

		@Id
		private Long id = 1L;

		private String text = "text";

		@Transient
		private transient PersistentAttributeInterceptor interceptor;

		@Override
		public PersistentAttributeInterceptor $$_hibernate_getInterceptor() {
			return this.interceptor;
		}

		@Override
		public void $$_hibernate_setInterceptor(PersistentAttributeInterceptor interceptor) {
			this.interceptor = interceptor;
		}

	}

	@Entity
	@IdClass(TwoKeys.class)
	static class OfTwoKeys {

		@Id
		private String town;

		@Id
		private Integer number;

		private String text = "text";

		OfTwoKeys() {
		}

		OfTwoKeys(String town, Integer number) {
			this.town = town;
			this.number = number;
		}

	}

	record TwoKeys(String town, Integer number) implements Serializable {
	}

	@Entity
	static class Of65 extends FlatEntities.Fields {

		private String oneMore = "one more";

	}

	@Entity
	static class WithConstructor {

		@Id
		private Long id;

		WithConstructor(Long id) {
			this.id = id;
		}

	}

}
