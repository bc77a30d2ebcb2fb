package dev.accelerate.benchmarks.jmh;

import java.util.concurrent.TimeUnit;

import dev.accelerate.benchmarks.codec.SnapshotLibrary;
import dev.accelerate.benchmarks.codec.SnapshotShape;
import dev.accelerate.snapshot.Snapshot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What it costs to make bytes of a snapshot, and a snapshot of bytes. No cache of ours
 * does so yet. How many bytes there are is printed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init")
public class CodecBenchmark {

	/**
	 * Who makes the bytes.
	 */
	@Param
	SnapshotLibrary library;

	/**
	 * Of what.
	 */
	@Param
	SnapshotShape shape;

	private SnapshotLibrary.Codec codec;

	private Snapshot snapshot;

	private byte[] bytes;

	/**
	 * Make the snapshot and its bytes.
	 */
	@Setup(Level.Trial)
	public void encodeOnce() {
		this.codec = this.library.codec();
		this.snapshot = this.shape.snapshot();
		this.bytes = this.codec.encode(this.snapshot);
		System.out.println(this.library + " " + this.shape + ": " + this.bytes.length + " bytes");
	}

	/**
	 * Make bytes.
	 * @return the bytes
	 */
	@Benchmark
	public byte[] encode() {
		return this.codec.encode(this.snapshot);
	}

	/**
	 * Make a snapshot.
	 * @return the snapshot
	 */
	@Benchmark
	public Snapshot decode() {
		return this.codec.decode(this.bytes);
	}

}
