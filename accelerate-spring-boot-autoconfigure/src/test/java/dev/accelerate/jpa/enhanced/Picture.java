package dev.accelerate.jpa.enhanced;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Basic;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.LazyGroup;

/**
 * Entity that tests enhance.
 */
@Entity
public class Picture implements EnhancedPicture {

	@Id
	private Long id;

	private String title;

	@Basic(fetch = FetchType.LAZY)
	private byte[] data;

	@Basic(fetch = FetchType.LAZY)
	@LazyGroup("text")
	private String text;

	@ManyToOne(fetch = FetchType.LAZY)
	private Picture next;

	@ElementCollection
	private Set<String> words = new HashSet<>();

	@Override
	public void fill(long id, EnhancedPicture next) {
		this.id = id;
		this.title = "title " + id;
		this.data = new byte[] { 1, 2, 3 };
		this.text = "text " + id;
		this.next = (Picture) next;
		this.words.add("word");
	}

	@Override
	public void setTitle(String title) {
		this.title = title;
	}

	@Override
	public String getTitle() {
		return this.title;
	}

	@Override
	public byte[] getData() {
		return this.data;
	}

	@Override
	public String getText() {
		return this.text;
	}

	@Override
	public EnhancedPicture getNext() {
		return this.next;
	}

	@Override
	public Set<String> getWords() {
		return this.words;
	}

}
