package dev.accelerate.testing.filter;

import java.util.function.Supplier;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;

/**
 * Entity of which every session sees only the rows of the current owner.
 */
@Entity
@Table(name = "secrets")
@FilterDef(name = "owner", autoEnabled = true, defaultCondition = "owner = :current",
		parameters = @ParamDef(name = "current", type = String.class, resolver = Secret.Owner.class))
@Filter(name = "owner")
public class Secret {

	@Id
	@GeneratedValue
	private Long id;

	private String owner;

	protected Secret() {
	}

	public Secret(String owner) {
		this.owner = owner;
	}

	public Long getId() {
		return this.id;
	}

	public String getOwner() {
		return this.owner;
	}

	/**
	 * Current owner.
	 */
	public static class Owner implements Supplier<String> {

		public static final ThreadLocal<String> CURRENT = ThreadLocal.withInitial(() -> "nobody");

		@Override
		public String get() {
			return CURRENT.get();
		}

	}

}
