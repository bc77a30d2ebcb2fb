package dev.accelerate.benchmarks.rates;

/**
 * How often something is written, beside 1,000 reads a second.
 *
 * @param label what to call it
 * @param writesPerRead how many writes there are for each read
 */
record Rate(String label, double writesPerRead) {

	static Rate perSecond(int writes) {
		return new Rate((writes == 1) ? "1 write/s" : writes + " writes/s", writes / 1000.0);
	}

	static Rate share(int percent) {
		return new Rate(percent + " % writes", percent / (100.0 - percent));
	}

}
