package dev.accelerate.jpa.rows;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.accelerate.sql.TableDirectory;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.ParameterUsage;
import org.hibernate.engine.jdbc.mutation.spi.Binding;
import org.hibernate.engine.jdbc.mutation.spi.BindingGroup;
import org.hibernate.sql.model.jdbc.JdbcValueDescriptor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * {@link ColumnSet} and {@link LookupWrite} by what an update binds.
 */
class ColumnSetTests {

	private final ColumnSet columns = new ColumnSet("errand",
			new TreeSet<>(Set.of(new ColumnSet.Column("errand", "status"))));

	private final Lookup lookup = new Lookup("errand", List.of(new Lookup.Column("errand", "status", KeyForm.TEXT)));

	@Test
	void anUpdateOfAColumnWritesIt() {
		assertThat(this.columns.isWritten(bound(ParameterUsage.SET, "note", "status"))).isTrue();
		assertThat(this.columns.isWritten(bound(ParameterUsage.SET, "note"))).isFalse();
		assertThat(this.columns.isWritten(bound(ParameterUsage.RESTRICT, "status"))).isFalse();
		assertThat(this.columns.isWritten(mock(JdbcValueBindings.class))).isFalse();
	}

	@Test
	void anotherAttributeMayWriteTheColumnByAnotherName() {
		assertThat(this.columns.isWritten(bound(ParameterUsage.SET, "STATUS"))).isTrue();
		assertThat(this.columns.isWritten(bound(ParameterUsage.SET, "\"Status\""))).isTrue();
		assertThat(this.columns.isWritten(bound(ParameterUsage.SET, "`status`"))).isTrue();
		assertThat(marks(bound(ParameterUsage.SET, "STATUS"))).contains(this.lookup.unknown());
		assertThat(marks(bound(ParameterUsage.SET, "\"status\""))).contains(this.lookup.unknown());
		assertThat(marks(bound(ParameterUsage.SET, "note"))).containsExactly(this.lookup.unknownContents());
	}

	@Test
	void lettersThatBecomeTwoInLowerCaseAreTheSameColumn() {
		String plain = TableDirectory.plainName("\u0130L");
		assertThat(plain).hasSize(3);
		ColumnSet il = new ColumnSet("errand", new TreeSet<>(Set.of(new ColumnSet.Column("errand", plain))));
		assertThat(il.isWritten(bound(ParameterUsage.SET, "\u0130L"))).isTrue();
		assertThat(il.isWritten(bound(ParameterUsage.SET, "il"))).isFalse();
	}

	private List<Long> marks(JdbcValueBindings bindings) {
		List<Long> marks = new ArrayList<>();
		new LookupWrite(this.lookup, bindings).ofEntity(false, Set.of("errand"), marks::add);
		return marks;
	}

	private static JdbcValueBindings bound(ParameterUsage usage, String... columns) {
		Set<Binding> bound = new LinkedHashSet<>();
		for (String column : columns) {
			JdbcValueDescriptor descriptor = mock(JdbcValueDescriptor.class);
			given(descriptor.getUsage()).willReturn(usage);
			Binding binding = mock(Binding.class);
			given(binding.getColumnName()).willReturn(column);
			given(binding.getValueDescriptor()).willReturn(descriptor);
			bound.add(binding);
		}
		BindingGroup group = mock(BindingGroup.class);
		given(group.getBindings()).willReturn(bound);
		JdbcValueBindings bindings = mock(JdbcValueBindings.class);
		given(bindings.getBindingGroup("errand")).willReturn(group);
		return bindings;
	}

}
