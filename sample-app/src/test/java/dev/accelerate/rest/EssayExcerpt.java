package dev.accelerate.rest;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.rest.core.config.Projection;

/**
 * Projection that follows an association.
 */
@Projection(name = "excerpt", types = Essay.class)
public interface EssayExcerpt {

	String getTitle();

	@Value("#{target.author.name}")
	String getBy();

}
