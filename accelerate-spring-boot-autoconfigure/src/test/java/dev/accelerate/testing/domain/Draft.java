package dev.accelerate.testing.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;

/**
 * Entity with a filter.
 */
@Entity
@Table(name = "drafts")
@FilterDef(name = "visible", defaultCondition = "hidden = false")
@Filter(name = "visible")
public class Draft {

	@Id
	@GeneratedValue
	private Long id;

	private String title;

	private boolean hidden;

	protected Draft() {
	}

	public Draft(String title, boolean hidden) {
		this.title = title;
		this.hidden = hidden;
	}

	public Long getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public boolean isHidden() {
		return this.hidden;
	}

}
