package dev.accelerate.jpa.unkeyed;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.util.ReflectionUtils;

/**
 * Detection of data sources that send read-only work to a replica, which may be behind.
 */
final class ReadReplicas {

	/**
	 * Words by which drivers name replicas in their URLs.
	 */
	private static final Pattern URL = Pattern
		.compile("^jdbc:(?:aws-wrapper:)?(?:mysql|mariadb):(?:replication|aurora)\\b"
				+ "|\\btargetServerType=(?:preferS|s)(?:econdary|lave)\\b|\\breadWriteSplitting\\b|\\bsrwSplitting\\b",
				Pattern.CASE_INSENSITIVE);

	private static final List<String> GETTERS = List.of("getJdbcUrl", "getUrl", "getURL");

	private ReadReplicas() {
	}

	/**
	 * Returns what makes a data source read from a replica, or {@code null} if it is not
	 * known to do so.
	 */
	static @Nullable String of(DataSource dataSource) {
		if (dataSource instanceof LazyConnectionDataSourceProxy) {
			Field field = ReflectionUtils.findField(dataSource.getClass(), "readOnlyDataSource");
			if (field != null) {
				ReflectionUtils.makeAccessible(field);
				return (ReflectionUtils.getField(field, dataSource) != null)
						? "the read-only DataSource of a LazyConnectionDataSourceProxy" : null;
			}
		}
		return GETTERS.stream().anyMatch((getter) -> isReplicaUrl(dataSource, getter))
				? "the replicas that the URL of its DataSource names" : null;
	}

	private static boolean isReplicaUrl(DataSource dataSource, String getter) {
		try {
			Method method = ReflectionUtils.findMethod(dataSource.getClass(), getter);
			return method != null && method.getReturnType() == String.class
					&& method.invoke(dataSource) instanceof String url && URL.matcher(url).find();
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return false;
		}
	}

}
