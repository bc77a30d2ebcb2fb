package dev.accelerate.testing.tenant;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.TenantId;

/**
 * Entity whose rows belong to tenants, with a filter besides.
 */
@Entity
@Table(name = "notes")
@FilterDef(name = "changed")
@Filter(name = "changed", condition = "text like 'changed%'")
public class Note {

	@Id
	@GeneratedValue
	private Long id;

	private String text;

	@TenantId
	private String tenant;

	protected Note() {
	}

	public Note(String text) {
		this.text = text;
	}

	public Long getId() {
		return this.id;
	}

	public String getText() {
		return this.text;
	}

	public void setText(String text) {
		this.text = text;
	}

	public String getTenant() {
		return this.tenant;
	}

}
