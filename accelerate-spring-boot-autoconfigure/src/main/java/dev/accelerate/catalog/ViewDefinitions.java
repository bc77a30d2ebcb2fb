package dev.accelerate.catalog;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.accelerate.sql.TableNameScanner;
import org.jspecify.annotations.Nullable;

/**
 * Texts by which views are defined, which name the tables behind them. A surplus name
 * only costs a miss.
 */
final class ViewDefinitions {

	private ViewDefinitions() {
	}

	/**
	 * Adds views to a catalog that knows all tables.
	 * @param definitions the texts by the names of the views, {@code null} for a view
	 * whose text the database does not show
	 */
	static void add(Map<String, ? extends @Nullable String> definitions, DatabaseCatalog.Builder catalog) {
		definitions.forEach((view, text) -> {
			if (text == null || text.isBlank()) {
				catalog.opaqueView(view);
				return;
			}
			Set<String> tables = new HashSet<>(TableNameScanner.anywhereIn(text));
			tables.retainAll(catalog.tables());
			tables.addAll(TableNameScanner.in(text));
			catalog.reach().covers(view, tables);
		});
	}

}
