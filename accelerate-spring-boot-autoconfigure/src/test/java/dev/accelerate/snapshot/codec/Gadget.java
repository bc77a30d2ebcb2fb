package dev.accelerate.snapshot.codec;

import java.io.Serializable;

/**
 * Class that leaves a trace when it is loaded.
 */
final class Gadget implements Serializable {

	static {
		System.setProperty("accelerate.test.gadget", "touched");
	}

}
