package dev.accelerate.benchmarks.report;

/**
 * Limit of a ratio.
 *
 * @param better which side of it is the better one
 * @param goal what the suite is to reach
 * @param gate what fails the gate: the goal with room for the noise of a short run, or
 * {@code NaN} for a ratio that takes too long for the gate
 */
record Limit(Better better, double goal, double gate) {

	static Limit atMost(double goal) {
		return atMost(goal, Double.NaN);
	}

	static Limit atMost(double goal, double gate) {
		return new Limit(Better.LOWER, goal, gate);
	}

	static Limit atLeast(double goal) {
		return new Limit(Better.HIGHER, goal, Double.NaN);
	}

	boolean isReachedBy(double ratio) {
		return (this.better == Better.LOWER) ? ratio <= this.goal : ratio >= this.goal;
	}

	/**
	 * Return whether a ratio passes the gate. One that was not measured does not.
	 */
	boolean isWithinGate(double ratio) {
		return (this.better == Better.LOWER) ? ratio <= this.gate : ratio >= this.gate;
	}

	boolean isGated() {
		return !Double.isNaN(this.gate);
	}

	@Override
	public String toString() {
		return ((this.better == Better.LOWER) ? "at most " : "at least ") + Markdown.number(this.goal);
	}

	/**
	 * Which ratios are good.
	 */
	enum Better {

		LOWER, HIGHER

	}

}
