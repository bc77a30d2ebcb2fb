package dev.accelerate.jdbc;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who unwraps a connection. Frameworks, pools and drivers do so for arrays, types and
 * settings. Anyone else may write through the interfaces of the driver, past every
 * listener.
 */
final class UnwrappingCaller {

	private static final List<String> KNOWN = List.of("org.hibernate.", "org.springframework.", "com.zaxxer.hikari.",
			"org.apache.tomcat.", "org.apache.commons.dbcp2.", "com.mchange.", "oracle.", "io.agroal.", "org.jooq.",
			"org.apache.ibatis.", "org.postgresql.", "org.h2.", "com.mysql.", "org.mariadb.",
			"com.microsoft.sqlserver.", "com.ibm.db2.");

	/**
	 * Applications are written in these packages, too.
	 */
	private static final List<String> APPLICATIONS = List.of("org.springframework.samples.");

	private static final List<String> PLATFORM = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "net.ttddyy.");

	private static final Set<String> OWN = Set.of(UnwrappingCaller.class.getName(), ConnectionListener.class.getName());

	/**
	 * What a wrapper does with the call of another.
	 */
	private static final Set<String> DELEGATING = Set.of("unwrap", "invoke");

	private UnwrappingCaller() {
	}

	/**
	 * Returns whether the call in progress on this thread comes from one that is known to
	 * write nothing past the listeners.
	 */
	static boolean isKnown() {
		return StackWalker.getInstance().walk((frames) -> isKnown(frames.filter((frame) -> !isDelegating(frame))));
	}

	private static boolean isKnown(Stream<StackWalker.StackFrame> frames) {
		return frames.findFirst().map((frame) -> isKnown(frame.getClassName())).orElse(false);
	}

	private static boolean isDelegating(StackWalker.StackFrame frame) {
		return OWN.contains(frame.getClassName()) || DELEGATING.contains(frame.getMethodName())
				|| startsWithAny(frame.getClassName(), PLATFORM);
	}

	/**
	 * Returns whether a class is of a framework, a pool or a driver.
	 */
	static boolean isKnown(String className) {
		return startsWithAny(className, KNOWN) && !startsWithAny(className, APPLICATIONS);
	}

	private static boolean startsWithAny(String name, List<String> prefixes) {
		return prefixes.stream().anyMatch(name::startsWith);
	}

}
