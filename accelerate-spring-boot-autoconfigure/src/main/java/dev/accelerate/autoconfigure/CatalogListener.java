package dev.accelerate.autoconfigure;

import java.util.Set;
import java.util.TreeSet;

import dev.accelerate.catalog.DatabaseCatalog;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.sql.TableDirectory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

/**
 * Listener that has the catalogs read again once the application has started, since
 * scripts may have altered tables in the meantime. It also reports what the catalogs do
 * not show.
 */
final class CatalogListener implements ApplicationListener<ContextRefreshedEvent>, Ordered {

	private static final Log logger = LogFactory.getLog(DatabaseCatalogs.class);

	private final DatabaseCatalogs catalogs;

	private final TableDirectory directory;

	private final ApplicationContext context;

	CatalogListener(DatabaseCatalogs catalogs, TableDirectory directory, ApplicationContext context) {
		this.catalogs = catalogs;
		this.directory = directory;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		this.catalogs.started();
		DatabaseCatalog catalog = this.catalogs.latest();
		Set<String> triggers = tracked(catalog.triggers());
		if (!triggers.isEmpty()) {
			logger.info("There are triggers on " + triggers + ". What they write is unknown. If they write to "
					+ "tables that cached methods read, name the tables with triggers in "
					+ "@CacheStrategy(dependsOnTables = ...) of those methods, or invalidate by tag.");
		}
		Set<String> views = tracked(catalog.opaqueViews());
		if (!views.isEmpty()) {
			logger.warn("The database does not show which tables are behind the views " + views + ". Name these "
					+ "tables in "
					+ "@CacheStrategy(dependsOnTables = ...) of the methods that read the views, or invalidate by "
					+ "tag.");
		}
	}

	private Set<String> tracked(Set<String> names) {
		Set<String> tracked = new TreeSet<>(this.directory.names());
		tracked.retainAll(names);
		return tracked;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
