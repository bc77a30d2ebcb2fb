package dev.accelerate.jpa.snapshot;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;

/**
 * Entities that an {@link EntityAssembler} builds of values alone.
 */
final class FlatEntities {

	static final List<Class<?>> TYPES = List.of(PlainItem.class, Inheriting.class, AbstractRoot.class, OfRoot.class,
			WithFinal.class, Of64.class, FailingEntity.class);

	private FlatEntities() {
	}

	static List<Object> stored() {
		PlainItem empty = new PlainItem();
		empty.id = 2L;
		PlainItem item = new PlainItem();
		item.fill();
		return List.of(item, empty, new Inheriting(), new OfRoot(), new WithFinal("final"), new Of64());
	}

	@Entity
	static class PlainItem {

		@Id
		private Long id;

		@Version
		private long version;

		private String text;

		private int number;

		private boolean flag;

		private double fraction;

		private float half;

		private short small;

		private byte tiny;

		private char letter = 'x';

		private Integer boxed;

		private BigDecimal amount;

		private Instant at;

		private UUID token;

		@Enumerated(EnumType.STRING)
		private TimeUnit unit;

		@Transient
		private String notMapped = "by the constructor";

		private PlainItem() {
		}

		void fill() {
			this.id = 1L;
			this.text = "text";
			this.number = -5;
			this.flag = true;
			this.fraction = 1.5;
			this.half = 0.5f;
			this.small = 3;
			this.tiny = 4;
			this.letter = 'y';
			this.boxed = 7;
			this.amount = new BigDecimal("12.30");
			this.at = Instant.ofEpochSecond(5);
			this.token = new UUID(1, 2);
			this.unit = TimeUnit.DAYS;
			this.notMapped = "changed";
		}

		long version() {
			return this.version;
		}

		String text() {
			return this.text;
		}

		void change(String text) {
			this.text = text;
		}

	}

	@MappedSuperclass
	abstract static class Base {

		@Id
		private Long id = 1L;

		private Instant created = Instant.ofEpochSecond(7);

		private String text = "of the base";

	}

	@Entity
	static class Inheriting extends Base {

		private String more = "more";

	}

	@Entity
	@Inheritance
	abstract static class AbstractRoot {

		@Id
		private Long id = 1L;

		private String rootText = "of the root";

	}

	@Entity
	static class OfRoot extends AbstractRoot {

		private String more = "more";

	}

	@Entity
	static class WithFinal {

		@Id
		private final Long id;

		private final String text;

		private WithFinal() {
			this(null);
		}

		WithFinal(String text) {
			this.id = (text != null) ? 1L : null;
			this.text = text;
		}

	}

	@MappedSuperclass
	abstract static class Fields {

		@Id
		private Long id = 1L;

		private String a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20,
				a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39, a40, a41,
				a42, a43, a44, a45, a46, a47, a48, a49, a50, a51, a52, a53, a54, a55, a56, a57, a58, a59, a60, a61, a62,
				a63;

	}

	@Entity
	static class Of64 extends Fields {

	}

}
