package dev.accelerate.benchmarks.codec;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.accelerate.snapshot.EntitySnapshots;
import dev.accelerate.snapshot.MappedTypes;
import dev.accelerate.snapshot.Node;

/**
 * Mapping of the entities of all {@link SnapshotShape shapes}.
 */
final class BenchmarkedEntities implements EntitySnapshots {

	@Override
	public boolean isEntity(Class<?> type) {
		return false;
	}

	@Override
	public MappedTypes mappedTypes() {
		return new MappedTypes(Map.of("User", 2, "Customer", 4, "Company", 1, "Purchase", 2, "Documented", 1),
				Set.of("Customer.purchases"), Set.of(), Set.of(Document.class));
	}

	@Override
	public String describeMapping(Collection<Class<?>> entities) {
		throw new UnsupportedOperationException();
	}

	@Override
	public EntityCapture capture() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Object[] restore(List<Node> entities) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Object restore(Node.CollectionNode collection, Object[] instances) {
		throw new UnsupportedOperationException();
	}

}
