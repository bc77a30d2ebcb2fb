package dev.accelerate.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.signature.QuerySignature;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.snapshot.codec.SnapshotCodec;
import dev.accelerate.snapshot.codec.UnencodableSnapshotException;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import dev.accelerate.store.SpringCacheEntryStore;

import org.springframework.cache.concurrent.ConcurrentMapCache;

/**
 * {@link EntryStore} that, once told to, hands out only what is left of a result after it
 * was written to bytes and read back, as a store outside of the JVM does. A result that
 * has no bytes stays as it is, and is recorded.
 */
public final class CodedEntryStore implements EntryStore {

	private final EntryStore local = new SpringCacheEntryStore(new ConcurrentMapCache("entries"));

	private final List<String> unencodable = new ArrayList<>();

	private final Supplier<SnapshotCodec> codec;

	private boolean coding;

	private int decoded;

	/**
	 * Create a store. It needs the codec only once it is told to use it.
	 */
	public CodedEntryStore(Supplier<SnapshotCodec> codec) {
		this.codec = codec;
	}

	/**
	 * Tell whether results come from bytes from now on, and forget what was recorded.
	 */
	public void coding(boolean coding) {
		this.coding = coding;
		this.decoded = 0;
		this.unencodable.clear();
	}

	/**
	 * Return how many results came from bytes since then.
	 */
	public int decoded() {
		return this.decoded;
	}

	/**
	 * Return why results did not come from bytes since then.
	 */
	public List<String> unencodable() {
		return List.copyOf(this.unencodable);
	}

	@Override
	public Entry get(QuerySignature signature) {
		Entry entry = this.local.get(signature);
		return (entry != null && this.coding) ? coded(entry, signature.mapping()) : entry;
	}

	private Entry coded(Entry entry, String mapping) {
		byte[] bytes;
		try {
			bytes = this.codec.get().encode(entry.snapshot(), mapping);
		}
		catch (UnencodableSnapshotException ex) {
			this.unencodable.add(ex.getMessage());
			return entry;
		}
		Snapshot snapshot = this.codec.get().decode(bytes, mapping);
		this.decoded++;
		return new Entry(entry.signature(), snapshot, entry.dependencies(), entry.loadedAt(), entry.lastModified(),
				entry.lifetime(), entry.backoff());
	}

	@Override
	public void put(QuerySignature signature, Entry entry) {
		this.local.put(signature, entry);
	}

}
