package dev.accelerate.benchmarks;

import org.openjdk.jmh.Main;

/**
 * The suite.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	public static void main(String[] arguments) throws Exception {
		Main.main(arguments);
	}

}
