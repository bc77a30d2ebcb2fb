package dev.accelerate.strategy;

import org.springframework.beans.factory.annotation.Value;

/**
 * Projection that can read anything of its target, so it is unknown what it reads.
 */
interface OpenProjection {

	@Value("#{target.name + target.email}")
	String getLabel();

}
