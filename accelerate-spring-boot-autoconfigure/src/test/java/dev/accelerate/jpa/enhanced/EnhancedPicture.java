package dev.accelerate.jpa.enhanced;

import java.util.Set;

/**
 * What tests see of {@link Picture}, whose enhanced class comes from another class
 * loader.
 */
public interface EnhancedPicture {

	void fill(long id, EnhancedPicture next);

	void setTitle(String title);

	String getTitle();

	byte[] getData();

	String getText();

	EnhancedPicture getNext();

	Set<String> getWords();

}
