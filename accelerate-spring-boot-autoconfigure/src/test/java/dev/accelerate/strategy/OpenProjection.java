package dev.accelerate.strategy;

import org.springframework.beans.factory.annotation.Value;

/**
 * Projection that can read anything of its target, so nobody knows what it reads.
 */
interface OpenProjection {

	@Value("#{target.name + target.email}")
	String getLabel();

}
