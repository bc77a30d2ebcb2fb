package dev.accelerate.applications.cluster.node;

import dev.accelerate.applications.cluster.history.Revision;
import dev.accelerate.applications.cluster.history.Table;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes past the cache, on connections of its own.
 */
final class UnseenWrites {

	private final JdbcTemplate jdbc;

	private final int mark;

	UnseenWrites(ApplicationContext context, int process) {
		this.jdbc = new JdbcTemplate(
				ClusterApplication.server(context.getEnvironment().getRequiredProperty("cluster.url")));
		this.mark = Table.mark(process, true);
	}

	Revision write(Table table, long id) {
		Long revision = this.jdbc.queryForObject(RowWrites.update(table, id, this.mark), Long.class);
		return new Revision(table.row(id), revision);
	}

}
