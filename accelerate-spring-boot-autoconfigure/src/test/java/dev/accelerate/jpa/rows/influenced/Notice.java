package dev.accelerate.jpa.rows.influenced;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;

/**
 * Notice that not everybody sees.
 */
@Entity
@Table(name = "notice")
@FilterDef(name = "shown", defaultCondition = "hidden = false")
@Filter(name = "shown")
class Notice {

	@Id
	private long id;

	private boolean hidden;

	private long team;

	protected Notice() {
	}

	Notice(long id, boolean hidden, long team) {
		this.id = id;
		this.hidden = hidden;
		this.team = team;
	}

	long getId() {
		return this.id;
	}

}
