package dev.accelerate.testing.archive;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;

/**
 * Letter that is invisible once it is archived, unless a session disables the filter.
 */
@Entity
@Table(name = "letters")
@FilterDef(name = "current", autoEnabled = true, defaultCondition = "archived = false")
@Filter(name = "current")
public class Letter {

	@Id
	private Long id;

	private String title;

	private boolean archived;

	protected Letter() {
	}

	public Letter(Long id, String title, boolean archived) {
		this.id = id;
		this.title = title;
		this.archived = archived;
	}

	public String getTitle() {
		return this.title;
	}

}
