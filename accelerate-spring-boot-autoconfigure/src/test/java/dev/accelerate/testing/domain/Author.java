package dev.accelerate.testing.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Entity that {@link Title} refers to by another column than its identifier.
 */
@Entity
@Table(name = "authors")
public class Author {

	@Id
	private Long id;

	@Column(unique = true)
	private String code;

	protected Author() {
	}

	public Author(Long id, String code) {
		this.id = id;
		this.code = code;
	}

	public Long getId() {
		return this.id;
	}

	public String getCode() {
		return this.code;
	}

}
