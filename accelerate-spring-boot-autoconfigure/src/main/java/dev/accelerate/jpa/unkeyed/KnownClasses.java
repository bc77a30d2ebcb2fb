package dev.accelerate.jpa.unkeyed;

import java.util.List;

import org.springframework.util.ClassUtils;

/**
 * Classes of drivers, pools, proxies and frameworks, which choose no tenant for a
 * connection. Any other class may do so.
 */
final class KnownClasses {

	/**
	 * Prefixes of class names. Vendors of drivers make applications, too, so each prefix
	 * stands for one library, not for its vendor.
	 */
	private static final List<String> PACKAGES = List.of(
			// The platform and frameworks
			"java.", "javax.", "jakarta.", "jdk.", "sun.", "com.sun.", "org.springframework.", "org.hibernate.",
			"org.aopalliance.",
			// Drivers
			"org.h2.", "org.hsqldb.", "org.apache.derby.", "org.postgresql.", "com.mysql.cj.", "com.mysql.jdbc.",
			"org.mariadb.jdbc.", "oracle.jdbc.", "oracle.ucp.", "oracle.security.", "com.microsoft.sqlserver.jdbc.",
			"net.sourceforge.jtds.", "com.ibm.db2.", "com.ibm.as400.access.", "com.sap.db.", "org.sqlite.",
			"org.firebirdsql.", "com.informix.", "org.duckdb.", "com.yugabyte.", "com.impossibl.postgres.",
			"software.amazon.jdbc.",
			// Pools and transaction managers
			"com.zaxxer.hikari.", "org.apache.tomcat.", "org.apache.tomee.", "org.apache.commons.dbcp", "com.mchange.",
			"com.alibaba.druid.", "io.agroal.", "org.vibur.", "bitronix.", "com.atomikos.", "com.arjuna.",
			"org.jboss.jca.", "org.jboss.as.", "org.jboss.narayana.", "org.wildfly.", "com.ibm.ws.",
			"com.ibm.websphere.", "weblogic.", "org.glassfish.",
			// Proxies that only watch
			"net.ttddyy.", "com.p6spy.", "com.github.gavlyukovskiy.", "com.google.cloud.sqlcommenter.",
			"io.micrometer.", "io.opentelemetry.", "net.bull.javamelody.", "io.zonky.test.", "org.testcontainers.");

	/**
	 * Prefix of the example applications of a framework, which are copied into other
	 * applications.
	 */
	private static final String SAMPLES = "org.springframework.samples.";

	/**
	 * Classes of the cache itself. They are known by name and not by their package,
	 * because applications in its tests are in the same packages.
	 */
	private static final List<String> OWN = List.of("dev.accelerate.jdbc.TrackedDataSource",
			"dev.accelerate.tracking.TransactionTracker");

	private KnownClasses() {
	}

	static boolean contains(Class<?> type) {
		return contains(ClassUtils.getUserClass(type).getName());
	}

	static boolean contains(String name) {
		return (PACKAGES.stream().anyMatch(name::startsWith) && !name.startsWith(SAMPLES)) || OWN.contains(name);
	}

}
