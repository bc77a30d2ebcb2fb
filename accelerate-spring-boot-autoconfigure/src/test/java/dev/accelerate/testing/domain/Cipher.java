package dev.accelerate.testing.domain;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;

/**
 * Entity whose callback changes mapped values, as one does that decrypts them, and fills
 * one that is not mapped.
 */
@Entity
@Table(name = "ciphers")
public class Cipher {

	@Id
	@GeneratedValue
	private Long id;

	private String text;

	@ElementCollection(fetch = FetchType.EAGER)
	@Column(name = "line_text")
	private List<String> lines = new ArrayList<>();

	@Transient
	private int length;

	protected Cipher() {
	}

	public Cipher(String text) {
		this.text = text;
		this.lines.add(text);
	}

	@PostLoad
	void loaded() {
		this.length = this.text.length();
		this.text = this.text + "!";
	}

	public String getText() {
		return this.text;
	}

	public List<String> getLines() {
		return this.lines;
	}

	public int getLength() {
		return this.length;
	}

}
