package dev.accelerate.jpa.endless;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;

/**
 * Entity that no database ever finds.
 */
@Entity
@Immutable
@Subselect("""
		select count(*) as id
		from information_schema.columns a, information_schema.columns b, information_schema.columns c,
			information_schema.columns d, information_schema.columns e, information_schema.columns f""")
public class Endless {

	@Id
	private Long id;

	protected Endless() {
	}

}
