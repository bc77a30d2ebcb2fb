package dev.accelerate.jpa.snapshot;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Transient;

/**
 * Entities that an {@link EntityAssembler} builds, and that hold more than values.
 */
final class EntitiesWithMoreThanValues {

	static final List<Class<?>> TYPES = List.of(OfOneKey.class, WithConverter.class, WithBytes.class,
			WithCallback.class, WithListener.class, WithOthers.class, WithPart.class);

	private EntitiesWithMoreThanValues() {
	}

	static List<Object> stored() {
		WithOthers alone = new WithOthers(1L, null);
		return List.of(new OfOneKey(), new WithConverter(), new WithBytes(), new WithCallback(), new WithListener(),
				alone, new WithOthers(2L, alone), new WithPart());
	}

	@Entity
	static class OfOneKey {

		@EmbeddedId
		private Place place = new Place("x", 1);

		private String text = "text";

	}

	@Embeddable
	record Place(String town, Integer number) implements Serializable {
	}

	@Entity
	static class WithConverter {

		@Id
		private Long id = 1L;

		@Convert(converter = MoneyConverter.class)
		private Money money = new Money("5 EUR");

	}

	static class Money {

		private final String text;

		Money(String text) {
			this.text = text;
		}

	}

	static class MoneyConverter implements AttributeConverter<Money, String> {

		@Override
		public String convertToDatabaseColumn(Money money) {
			return (money != null) ? money.text : null;
		}

		@Override
		public Money convertToEntityAttribute(String text) {
			return (text != null) ? new Money(text) : null;
		}

	}

	@Entity
	static class WithBytes {

		@Id
		private Long id = 1L;

		private byte[] bytes = { 1, 2, 3 };

	}

	@Entity
	static class WithCallback {

		@Id
		private Long id = 1L;

		private String text = "text";

		@Transient
		private String derived;

		@PostLoad
		void derive() {
			this.derived = "derived of " + this.text;
		}

	}

	@Entity
	@EntityListeners(Deriving.class)
	static class WithListener {

		@Id
		private Long id = 1L;

		private String text = "text";

		@Transient
		private String derived;

	}

	static class Deriving {

		@PostLoad
		void derive(WithListener entity) {
			entity.derived = "derived of " + entity.text;
		}

	}

	@Entity
	static class WithOthers {

		@Id
		private Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		private WithOthers other;

		@ElementCollection
		private List<String> words = new ArrayList<>(List.of("word"));

		WithOthers() {
		}

		WithOthers(Long id, WithOthers other) {
			this.id = id;
			this.other = other;
		}

	}

	@Entity
	static class WithPart {

		@Id
		private Long id = 1L;

		private Place place = new Place("x", 1);

	}

}
