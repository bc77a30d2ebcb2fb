package dev.accelerate.invalidation.reach;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/**
 * Row with the number of the event that wrote it. There is none if its key referred to a
 * row that is gone and was set to null.
 */
@MappedSuperclass
public abstract class Row {

	@Id
	private Integer id;

	private Long version;

	public Integer getId() {
		return this.id;
	}

	public Long getVersion() {
		return this.version;
	}

	public void setVersion(Long version) {
		this.version = version;
	}

	/**
	 * Fills a new row.
	 * @param id its number
	 * @param version the number of the event
	 * @param parent the number of the row it belongs to, if it belongs to one
	 */
	void fill(int id, long version, int parent) {
		this.id = id;
		this.version = version;
	}

}
