package dev.accelerate.jpa.spaces;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.QueryHint;
import jakarta.persistence.Table;

/**
 * Entity with named native queries that tell what they read by their query spaces only.
 */
@Entity
@Table(name = "ledgers")
@NamedNativeQuery(name = "Ledger.hinted", query = "select amount from hidden_totals where 1 = 1",
		hints = @QueryHint(name = "org.hibernate.query.native.spaces", value = "totals"))
@org.hibernate.annotations.NamedNativeQuery(name = "Ledger.annotated", query = "select amount from hidden_totals",
		querySpaces = "totals", resultClass = Integer.class)
public class Ledger {

	@Id
	private Long id;

	protected Ledger() {
	}

	public Long getId() {
		return this.id;
	}

}
