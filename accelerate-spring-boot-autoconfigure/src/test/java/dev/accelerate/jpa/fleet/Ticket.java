package dev.accelerate.jpa.fleet;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.SQLInsert;

/**
 * Entity that is inserted with SQL of its own.
 */
@Entity
@Table(name = "tickets")
@SQLInsert(sql = "/* by hand */ insert into Tickets (text, id) values (lower(?), ?)")
public class Ticket {

	@Id
	private Long id;

	private String text;

	protected Ticket() {
	}

	public Ticket(Long id, String text) {
		this.id = id;
		this.text = text;
	}

	public Long getId() {
		return this.id;
	}

	public String getText() {
		return this.text;
	}

}
