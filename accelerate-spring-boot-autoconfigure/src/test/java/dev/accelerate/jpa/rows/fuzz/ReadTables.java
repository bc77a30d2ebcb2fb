package dev.accelerate.jpa.rows.fuzz;

import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * Which tables the statements of a thread name, whatever they do with them.
 */
final class ReadTables implements StatementInspector {

	private final Map<String, BitSet> known = new ConcurrentHashMap<>();

	private final ThreadLocal<BitSet> named = ThreadLocal.withInitial(BitSet::new);

	private volatile Map<String, Integer> numbers = Map.of();

	void know(Map<String, Integer> tables) {
		this.numbers = tables;
		this.known.clear();
	}

	@Override
	public String inspect(String sql) {
		this.named.get().or(this.known.computeIfAbsent(sql, this::tables));
		return sql;
	}

	private BitSet tables(String sql) {
		BitSet tables = new BitSet();
		for (String word : sql.toLowerCase(Locale.ROOT).split("\\W+")) {
			Integer number = this.numbers.get(word);
			if (number != null) {
				tables.set(number);
			}
		}
		return tables;
	}

	/**
	 * Returns the tables that the thread has named since this was asked before.
	 */
	BitSet take() {
		BitSet tables = this.named.get();
		this.named.remove();
		return tables;
	}

}
