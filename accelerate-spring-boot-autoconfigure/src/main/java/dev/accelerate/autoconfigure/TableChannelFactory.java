package dev.accelerate.autoconfigure;

import java.sql.SQLException;
import java.util.UUID;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.invalidation.InvalidationChannel;
import dev.accelerate.invalidation.InvalidationChannelFactory;
import dev.accelerate.invalidation.TableNames;
import dev.accelerate.invalidation.table.LogFigures;
import dev.accelerate.invalidation.table.SharedTable;
import dev.accelerate.invalidation.table.TableInvalidationChannel;
import dev.accelerate.invalidation.table.TableSchema;
import dev.accelerate.invalidation.table.TableSettings;
import dev.accelerate.jpa.unkeyed.DataSourceChain;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/**
 * {@link InvalidationChannelFactory} whose channels are tables. The connections of a
 * channel are no connections of the application's pool. A pool whose connections are all
 * taken must not make the instance silent.
 */
final class TableChannelFactory implements InvalidationChannelFactory {

	private static final Log logger = LogFactory.getLog(TableChannelFactory.class);

	private final InvalidationProperties properties;

	private final BeanFactory beans;

	private final TableNames names;

	private final LongSupplier nanos;

	private final LogFigures figures;

	TableChannelFactory(InvalidationProperties properties, BeanFactory beans, TableNames names, LongSupplier nanos,
			LogFigures figures) {
		this.properties = properties;
		this.beans = beans;
		this.names = names;
		this.nanos = nanos;
		this.figures = figures;
	}

	@Override
	public InvalidationChannel create(DataSource dataSource) {
		TableSettings settings = settings();
		DataSource connections = connections(dataSource);
		boolean creates = creates(dataSource);
		if (creates) {
			TableSchema.create(connections, settings);
		}
		if (this.properties.getTable().getDataSource() != null) {
			prove(connections, dataSource, settings, creates);
		}
		return new TableInvalidationChannel(connections, settings, this.names, this.nanos, this.figures);
	}

	private boolean creates(DataSource dataSource) {
		DatabaseInitializationMode mode = this.properties.getTable().getInitializeSchema();
		return mode == DatabaseInitializationMode.ALWAYS
				|| (mode == DatabaseInitializationMode.EMBEDDED && EmbeddedDatabaseConnection.isEmbedded(dataSource));
	}

	/**
	 * Refuses a named data source that leads elsewhere than a persistence unit, whose
	 * writes nobody would read. The proof needs the table, so that it may have been
	 * created in vain.
	 */
	private void prove(DataSource named, DataSource unit, TableSettings settings, boolean created) {
		String reason = SharedTable.refusal(named, unit, settings);
		if (reason != null) {
			throw new AccelerateException(ErrorCode.P6001, "accelerate.invalidation.table.data-source="
					+ this.properties.getTable().getDataSource()
					+ " names one data source, but it is not proved that every persistence unit writes to its log: "
					+ reason + ". Remove the property, so that each log is read by connections like those of "
					+ "its units, or name a unit that only reads in accelerate.invalidation.excluded-units."
					+ (created ? " The table " + settings.name() + " has been created where the property leads to, "
							+ "if it was not there: drop it if nothing else uses it." : ""));
		}
	}

	private TableSettings settings() {
		InvalidationTableProperties table = this.properties.getTable();
		return new TableSettings(table.getSchema(), table.getName(), table.getPollInterval(),
				this.properties.getMaxSilence(), table.getRetention(), table.isNotify(),
				this.properties.getOnLogFailure() == InvalidationProperties.OnLogFailure.COMMIT,
				UUID.randomUUID().toString());
	}

	private DataSource connections(DataSource dataSource) {
		String name = this.properties.getTable().getDataSource();
		if (name != null) {
			return this.beans.getBean(name, DataSource.class);
		}
		for (DataSource part : DataSourceChain.of(dataSource)) {
			DataSource unpooled = unpooled(part);
			if (unpooled != null) {
				return unpooled;
			}
		}
		logger.warn("The invalidation log takes up to three connections of the application's pool, because it "
				+ "cannot make its own as " + dataSource.getClass().getName()
				+ " does. Name a data source of its own in accelerate.invalidation.table.data-source.");
		return dataSource;
	}

	/**
	 * Returns a data source that connects as another one does, or {@code null} if how it
	 * does so cannot be found out.
	 */
	private static @Nullable DataSource unpooled(DataSource dataSource) {
		try {
			DataSource unpooled = new UnpooledDataSource(dataSource);
			unpooled.getConnection().close();
			return unpooled;
		}
		catch (SQLException | RuntimeException | LinkageError ex) {
			logger.debug("No connection can be made as " + dataSource.getClass().getName() + " does", ex);
			return null;
		}
	}

}
