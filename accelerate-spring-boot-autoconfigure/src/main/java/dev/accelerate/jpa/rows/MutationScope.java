package dev.accelerate.jpa.rows;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.mutation.CollectionTableMapping;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.PreparableMutationOperation;
import org.hibernate.sql.model.TableMapping;
import org.hibernate.sql.model.TableMapping.MutationDetails;
import org.hibernate.sql.model.jdbc.JdbcDeleteMutation;
import org.hibernate.sql.model.jdbc.JdbcInsertMutation;
import org.hibernate.sql.model.jdbc.JdbcUpdateMutation;
import org.jspecify.annotations.Nullable;

/**
 * Mutation that a thread is executing. Only what it sends itself is accounted for by its
 * rows.
 *
 * @param group its operations
 * @param session the session that executes it
 * @param fingerprint the fingerprint of the marks of its rows
 * @param outer the mutation that was interrupted by this one, or {@code null}
 */
record MutationScope(MutationOperationGroup group, SharedSessionContractImplementor session, long fingerprint,
		@Nullable MutationScope outer) {

	/**
	 * Returns the table that a statement of this mutation writes to, or {@code null} if
	 * the statement is none of this mutation.
	 */
	@Nullable String table(String sql) {
		for (int i = 0; i < this.group.getNumberOfOperations(); i++) {
			MutationOperation operation = this.group.getOperation(i);
			if (isPlain(operation) && ((PreparableMutationOperation) operation).getSqlString().equals(sql)) {
				return operation.getTableDetails().getTableName();
			}
		}
		return null;
	}

	/**
	 * Returns whether an operation writes the row that is bound to it, and nothing else.
	 * SQL of the application may do anything, and an upsert binds what it may not write.
	 */
	static boolean isPlain(MutationOperation operation) {
		Class<?> type = operation.getClass();
		TableMapping table = operation.getTableDetails();
		return (type == JdbcInsertMutation.class || type == JdbcUpdateMutation.class
				|| type == JdbcDeleteMutation.class) && !isCustom(table.getInsertDetails())
				&& !isCustom(table.getUpdateDetails()) && !isCustom(table.getDeleteDetails())
				&& !(table instanceof CollectionTableMapping collection && isCustom(collection.getDeleteRowDetails()));
	}

	private static boolean isCustom(@Nullable MutationDetails details) {
		return details != null && (details.getCustomSql() != null || details.isCallable());
	}

}
