package dev.accelerate.benchmarks.report;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * Class of the machine that measures: what makes numbers comparable, and nothing that
 * tells which machine it was.
 *
 * @param cores how many cores a JVM sees
 * @param gigabytes how much memory
 * @param jdk the version of Java
 * @param system the operating system and its architecture
 */
public record Machine(int cores, long gigabytes, String jdk, String system) {

	/**
	 * Return the class of this machine.
	 * @return the class
	 */
	public static Machine current() {
		long bytes = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
		return new Machine(Runtime.getRuntime().availableProcessors(), Math.round(bytes / (double) (1 << 30)),
				System.getProperty("java.version"),
				System.getProperty("os.name") + " " + System.getProperty("os.arch"));
	}

	@Override
	public String toString() {
		return "%d %s, %d GB, JDK %s, %s".formatted(this.cores, (this.cores == 1) ? "core" : "cores", this.gigabytes,
				this.jdk, this.system);
	}

}
