package dev.accelerate.applications.cluster.node;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.applications.cluster.history.Revision;
import dev.accelerate.applications.cluster.history.Table;
import dev.accelerate.applications.cluster.history.WriteKind;

import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes at random, in every way in which an application may. Of two rows in one
 * transaction the lower is locked first. Tables without tags are written by turns, each
 * for a few seconds, so that an invalidation that is lost is not made good by the next.
 */
final class NodeWriter {

	private static final Table[] TURNS = { Table.PRODUCTS, Table.PRICES, Table.SHELVES };

	private static final long TURN = TimeUnit.SECONDS.toNanos(4);

	private static final List<WriteKind> IN_TRANSACTION = List.of(WriteKind.DIRTY_CHECKING, WriteKind.MERGE,
			WriteKind.JPQL, WriteKind.NATIVE, WriteKind.JDBC_IN_JPA);

	private final Random random;

	private final RowWrites rows;

	private final UnseenWrites unseen;

	private final AccelerateOperations accelerate;

	private final TransactionTemplate transaction;

	private final TransactionTemplate separate;

	private final TransactionTemplate readOnly;

	private final boolean twoPhase;

	NodeWriter(ApplicationContext context, int process, Random random) {
		this.random = random;
		this.rows = new RowWrites(context, process);
		this.unseen = new UnseenWrites(context, process);
		this.accelerate = context.getBean(AccelerateOperations.class);
		PlatformTransactionManager transactionManager = context.getBean(PlatformTransactionManager.class);
		this.transaction = new TransactionTemplate(transactionManager);
		this.separate = new TransactionTemplate(transactionManager);
		this.separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.readOnly = new TransactionTemplate(transactionManager);
		this.readOnly.setReadOnly(true);
		this.twoPhase = context.getEnvironment().getProperty("cluster.two-phase", Boolean.class, true);
	}

	/**
	 * Chooses a way to write.
	 */
	WriteKind next() {
		int dice = this.random.nextInt(200);
		if (dice == 0) {
			return WriteKind.INVALIDATE_ALL;
		}
		if (dice == 1) {
			return this.twoPhase ? WriteKind.TWO_PHASE : WriteKind.ROLLBACK;
		}
		if (dice < 100) {
			return IN_TRANSACTION.get(this.random.nextInt(IN_TRANSACTION.size()));
		}
		WriteKind[] others = WriteKind.values();
		int first = IN_TRANSACTION.size();
		return others[first + this.random.nextInt(WriteKind.INVALIDATE_ALL.ordinal() - first)];
	}

	/**
	 * Writes.
	 * @param acknowledged is told of what was committed as soon as the application knows
	 */
	void write(WriteKind kind, Consumer<List<Revision>> acknowledged) {
		Table table = this.random.nextInt(5) < 3 ? Table.NOTES : TURNS[(int) (System.nanoTime() / TURN % TURNS.length)];
		Table plain = TURNS[(int) (System.nanoTime() / TURN % TURNS.length)];
		long low = 1 + this.random.nextInt(table.size() - 1);
		long high = low + 1 + this.random.nextInt((int) (table.size() - low));
		switch (kind) {
			case DIRTY_CHECKING, MERGE, JPQL, NATIVE, JDBC_IN_JPA ->
				acknowledged.accept(commit(this.transaction, kind, table, high));
			case COMMIT_INSIDE_ROLLBACK -> this.transaction.executeWithoutResult((status) -> {
				write(kind(), table, low);
				acknowledged.accept(commit(this.separate, kind(), table, high));
				status.setRollbackOnly();
			});
			case ROLLBACK -> this.transaction.executeWithoutResult((status) -> {
				write(kind(), table, high);
				status.setRollbackOnly();
			});
			case SAVEPOINT -> acknowledged.accept(this.transaction.execute((status) -> {
				Revision kept = write(kind(), table, low);
				this.rows.rollBackToSavepoint(table, high);
				return List.of(kept);
			}));
			case STATELESS -> acknowledged.accept(List.of(this.rows.stateless(plain, anyOf(plain))));
			case STATELESS_AUTO_COMMIT ->
				acknowledged.accept(List.of(this.rows.statelessAutoCommit(plain, anyOf(plain))));
			case JDBC_ALONE -> acknowledged.accept(List.of(this.rows.jdbc(plain, anyOf(plain))));
			case TWO_PHASE -> acknowledged.accept(this.rows.twoPhase(plain, anyOf(plain), this.random.nextInt(3) > 0));
			case TAG_ALONE -> tell(Table.NOTES, acknowledged, this::invalidate);
			case TAG_IN_READ_ONLY ->
				tell(Table.NOTES, acknowledged, (id) -> this.readOnly.executeWithoutResult((status) -> invalidate(id)));
			case INVALIDATE_ALL -> tell(plain, acknowledged, (id) -> this.accelerate.invalidateAll());
		}
	}

	private WriteKind kind() {
		return IN_TRANSACTION.get(this.random.nextInt(IN_TRANSACTION.size()));
	}

	private long anyOf(Table table) {
		return 1 + this.random.nextInt(table.size());
	}

	private List<Revision> commit(TransactionTemplate transaction, WriteKind kind, Table table, long id) {
		return transaction.execute((status) -> List.of(write(kind, table, id)));
	}

	/**
	 * Writes a row in the transaction in progress, and names its tag before or after.
	 */
	private Revision write(WriteKind kind, Table table, long id) {
		boolean before = this.random.nextBoolean();
		if (table == Table.NOTES && before) {
			invalidate(id);
		}
		Function<Table, Revision> write = switch (kind) {
			case DIRTY_CHECKING -> (written) -> this.rows.dirtyChecking(written, id);
			case MERGE -> (written) -> this.rows.merge(written, id);
			case JPQL -> (written) -> this.rows.jpql(written, id);
			case NATIVE -> (written) -> this.rows.nativeQuery(written, id);
			default -> (written) -> this.rows.jdbc(written, id);
		};
		Revision written = write.apply(table);
		if (table == Table.NOTES && !before) {
			invalidate(id);
		}
		return written;
	}

	/**
	 * Writes what the cache does not see, and then tells it.
	 */
	private void tell(Table table, Consumer<List<Revision>> acknowledged, Consumer<Long> told) {
		long id = anyOf(table);
		Revision written = this.unseen.write(table, id);
		told.accept(id);
		acknowledged.accept(List.of(written));
	}

	private void invalidate(Long note) {
		this.accelerate.invalidate("note_" + note);
	}

}
