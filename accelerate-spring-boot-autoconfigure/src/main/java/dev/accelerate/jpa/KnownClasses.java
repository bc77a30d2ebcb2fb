package dev.accelerate.jpa;

import java.util.List;

import org.springframework.util.ClassUtils;

/**
 * Classes of drivers, pools, proxies and frameworks, which hide no tenant behind a
 * connection. Any other may, as far as can be told.
 */
final class KnownClasses {

	private static final List<String> PACKAGES = List.of(
			// The platform and frameworks
			"java.", "javax.", "jakarta.", "jdk.", "sun.", "com.sun.", "org.springframework.", "org.hibernate.",
			"org.aopalliance.",
			// Drivers
			"org.h2.", "org.hsqldb.", "org.apache.derby.", "org.postgresql.", "com.mysql.", "org.mariadb.", "oracle.",
			"com.microsoft.sqlserver.", "net.sourceforge.jtds.", "com.ibm.", "com.sap.", "org.sqlite.",
			"org.firebirdsql.", "com.informix.", "org.duckdb.",
			// Pools and transaction managers
			"com.zaxxer.hikari.", "org.apache.tomcat.", "org.apache.tomee.", "org.apache.commons.dbcp", "com.mchange.",
			"com.alibaba.druid.", "io.agroal.", "org.vibur.", "bitronix.", "com.atomikos.", "com.arjuna.", "org.jboss.",
			"org.wildfly.", "weblogic.", "org.glassfish.",
			// Proxies that only watch
			"net.ttddyy.", "com.p6spy.", "com.github.gavlyukovskiy.", "io.micrometer.", "io.opentelemetry.",
			"net.bull.javamelody.", "io.zonky.test.", "org.testcontainers.");

	/**
	 * Our own, which must not be known by its package: the applications of tests have the
	 * same.
	 */
	private static final List<String> OWN = List.of("dev.accelerate.jdbc.TrackedDataSource",
			"dev.accelerate.core.OpenTransactions");

	private KnownClasses() {
	}

	static boolean contains(Class<?> type) {
		String name = ClassUtils.getUserClass(type).getName();
		return PACKAGES.stream().anyMatch(name::startsWith) || OWN.contains(name);
	}

}
