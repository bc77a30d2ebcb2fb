package dev.accelerate.jdbc;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Classifies the callers that unwrap connections. Frameworks, pools, drivers and
 * observers do so for arrays, types and settings. Any other caller may write through the
 * interfaces of the driver, unseen by every listener.
 */
public final class UnwrappingCallers {

	private static final List<String> KNOWN = List.of(
			// Frameworks
			"org.hibernate.", "org.springframework.", "org.jooq.", "org.apache.ibatis.", "com.pgvector.",
			// Pools and drivers
			"com.zaxxer.hikari.", "org.apache.tomcat.", "org.apache.commons.dbcp2.", "com.mchange.", "oracle.",
			"io.agroal.", "com.alibaba.druid.", "org.vibur.", "com.atomikos.", "com.arjuna.", "org.jboss.jca.",
			"org.postgresql.", "org.h2.", "com.mysql.", "org.mariadb.", "com.microsoft.sqlserver.", "com.ibm.db2.",
			// Observers, some of which unwrap the connection of every statement
			"io.opentelemetry.", "io.micrometer.", "datadog.trace.", "com.newrelic.", "com.dynatrace.",
			"co.elastic.apm.", "com.p6spy.", "com.github.gavlyukovskiy.", "net.bull.javamelody.");

	/**
	 * Packages among these that applications use for code of their own.
	 */
	private static final List<String> APPLICATIONS = List.of("org.springframework.samples.");

	/**
	 * Packages whose code calls only on behalf of others.
	 */
	private static final List<String> PLATFORM = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "net.ttddyy.",
			"org.springframework.aop.");

	private static final Set<String> OWN = Set.of(UnwrappingCallers.class.getName(),
			ConnectionListener.class.getName());

	/**
	 * Methods by which a wrapper, or the handler of a proxy, passes a call on. Names
	 * alone would not tell, because methods of applications have them, too.
	 */
	private static final Set<String> DELEGATING = Set.of("unwrap(Ljava/lang/Class;)Ljava/lang/Object;",
			"invoke(Ljava/lang/Object;Ljava/lang/reflect/Method;[Ljava/lang/Object;)Ljava/lang/Object;");

	private final List<String> harmless;

	private final Predicate<String> report;

	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	/**
	 * Creates an instance.
	 * @param harmless classes and packages that also write nothing unseen by the
	 * listeners
	 * @param report told the class of each other caller, until it returns that it has
	 * noted the class
	 */
	public UnwrappingCallers(Collection<String> harmless, Predicate<String> report) {
		this.harmless = List.copyOf(harmless);
		this.report = report;
	}

	/**
	 * Returns whether the call in progress on this thread comes from a caller that may
	 * write unseen by the listeners.
	 */
	boolean isSuspect() {
		// Later JDKs tell the descriptor of a frame only to walkers that retain its
		// class.
		String caller = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
			.walk((frames) -> frames.filter((frame) -> !isDelegating(frame))
				.map(StackFrame::getClassName)
				.findFirst()
				.orElse("a class that is not known"));
		if (isKnown(caller)) {
			return false;
		}
		String outermost = caller.replaceFirst("\\$.*", "");
		if (!this.reported.contains(outermost) && this.report.test(outermost)) {
			this.reported.add(outermost);
		}
		return true;
	}

	private static boolean isDelegating(StackFrame frame) {
		return OWN.contains(frame.getClassName()) || startsWithAny(frame.getClassName(), PLATFORM)
				|| DELEGATING.contains(frame.getMethodName() + frame.getDescriptor());
	}

	/**
	 * Returns whether a class is known to write nothing unseen by the listeners.
	 */
	boolean isKnown(String className) {
		return startsWithAny(className, KNOWN) && !startsWithAny(className, APPLICATIONS)
				|| this.harmless.stream().anyMatch((name) -> isPartOf(className, name));
	}

	private static boolean isPartOf(String className, String classOrPackage) {
		return className.equals(classOrPackage) || className.startsWith(classOrPackage + ".")
				|| className.startsWith(classOrPackage + "$");
	}

	private static boolean startsWithAny(String name, List<String> prefixes) {
		return prefixes.stream().anyMatch(name::startsWith);
	}

}
