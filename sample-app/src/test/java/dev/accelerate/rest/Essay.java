package dev.accelerate.rest;

import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;

/**
 * Essay with associations of all kinds, which are lazy.
 */
@Entity
public class Essay {

	@Id
	@GeneratedValue
	private Long id;

	private String title;

	@ManyToOne(fetch = FetchType.LAZY)
	private Author author;

	@ManyToMany
	private Set<Author> reviewers = new LinkedHashSet<>();

	@ElementCollection
	private Set<String> words = new LinkedHashSet<>();

	protected Essay() {
	}

	Essay(String title, Author author, String word) {
		this.title = title;
		this.author = author;
		this.reviewers.add(author);
		this.words.add(word);
	}

	Long getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public void setTitle(String title) {
		this.title = title;
	}

	public Author getAuthor() {
		return this.author;
	}

	public void setAuthor(Author author) {
		this.author = author;
	}

	public Set<Author> getReviewers() {
		return this.reviewers;
	}

	public Set<String> getWords() {
		return this.words;
	}

}
