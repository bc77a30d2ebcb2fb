package dev.accelerate.jpa.rows;

import java.sql.PreparedStatement;
import java.util.function.Function;
import java.util.function.Supplier;

import org.hibernate.engine.jdbc.mutation.group.PreparedStatementDetails;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.jdbc.Expectation;
import org.hibernate.sql.model.TableMapping;

/**
 * {@link PreparedStatementDetails} whose statement is prepared as part of the mutation.
 *
 * @param details the details of Hibernate
 * @param within executes something as part of the mutation
 */
record TrackedStatementDetails(PreparedStatementDetails details,
		Function<Supplier<PreparedStatement>, PreparedStatement> within) implements PreparedStatementDetails {

	@Override
	public TableMapping getMutatingTableDetails() {
		return this.details.getMutatingTableDetails();
	}

	@Override
	public String getSqlString() {
		return this.details.getSqlString();
	}

	@Override
	public PreparedStatement getStatement() {
		return this.details.getStatement();
	}

	@Override
	public PreparedStatement resolveStatement() {
		return this.within.apply(this.details::resolveStatement);
	}

	@Override
	public Expectation getExpectation() {
		return this.details.getExpectation();
	}

	@Override
	public boolean isCallable() {
		return this.details.isCallable();
	}

	@Override
	public void releaseStatement(SharedSessionContractImplementor session) {
		this.details.releaseStatement(session);
	}

	@Override
	public boolean toRelease() {
		return this.details.toRelease();
	}

}
