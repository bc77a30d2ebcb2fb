package dev.accelerate.applications.cluster;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.accelerate.applications.cluster.node.ClusterNode;

/**
 * Process of the cluster, seen from the test.
 */
final class NodeProcess implements Closeable {

	private static final long PATIENCE = 90;

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final int number;

	private final Path history;

	private final Process process;

	private final BufferedWriter commands;

	private volatile long operations;

	NodeProcess(int number, long seed, Path directory, List<String> properties, Consumer<String> tokens)
			throws IOException {
		this.number = number;
		this.history = directory.resolve("history-" + number);
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC", "-Xmx384m", "-cp", System.getProperty("java.class.path"),
				ClusterNode.class.getName(), String.valueOf(number), String.valueOf(seed), this.history.toString()));
		command.addAll(properties);
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		this.commands = new BufferedWriter(
				new OutputStreamWriter(this.process.getOutputStream(), StandardCharsets.UTF_8));
		CuttingProxy.start("node-" + number, () -> listen(directory.resolve("output-" + number), tokens));
	}

	private void listen(Path output, Consumer<String> tokens) {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8);
				PrintWriter log = new PrintWriter(Files.newBufferedWriter(output), true)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.startsWith("@operations ")) {
					this.operations = Long.parseLong(line.substring("@operations ".length()));
				}
				else if (line.startsWith("@token ")) {
					tokens.accept(line.substring(1));
				}
				else if (line.startsWith("@")) {
					this.answers.add(line.substring(1));
				}
				else {
					log.println(line);
				}
			}
		}
		catch (IOException ex) {
			// It was killed.
		}
		this.answers.add("ended");
	}

	int number() {
		return this.number;
	}

	Path history() {
		return this.history;
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Waits until the application has started.
	 * @return whether it has; otherwise it could not start, and has ended
	 */
	boolean awaitReady() throws InterruptedException {
		return await("ready") != null;
	}

	/**
	 * Lets it work, after a look whether its clock is that of the test.
	 */
	void go() throws IOException, InterruptedException {
		long before = System.nanoTime();
		send("time");
		String answer = await("time");
		long time = (answer != null) ? Long.parseLong(answer) : before;
		if (time < before || time > System.nanoTime()) {
			throw new IllegalStateException("The monotonic clocks of two processes differ");
		}
		send("go");
	}

	/**
	 * Returns how much it had done when it last said so.
	 */
	long operations() {
		return this.operations;
	}

	/**
	 * Lets it die at a point of one of the next commits.
	 * @return whether it has died there
	 */
	boolean halt(String point, int commits) throws InterruptedException {
		try {
			send("halt " + point + " " + commits);
			return this.process.waitFor(20, TimeUnit.SECONDS) && await("halted") != null;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Sends it a signal.
	 */
	void signal(String signal) {
		try {
			new ProcessBuilder("kill", "-" + signal, String.valueOf(this.process.pid())).start().waitFor();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/**
	 * Lets it end.
	 */
	void stop() throws IOException, InterruptedException {
		send("stop");
		if (await("done") == null) {
			throw new IllegalStateException("Process " + this.number + " did not stop");
		}
		this.process.waitFor(PATIENCE, TimeUnit.SECONDS);
	}

	/**
	 * Sends it a command.
	 */
	synchronized void send(String command) throws IOException {
		this.commands.write(command);
		this.commands.newLine();
		this.commands.flush();
	}

	/**
	 * Waits for an answer.
	 * @return what follows its first word, or {@code null} if the process has ended, or
	 * does not answer
	 */
	private String await(String answer) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
		while (System.nanoTime() < end) {
			String line = this.answers.poll(1, TimeUnit.SECONDS);
			if (line == null) {
				continue;
			}
			if (line.startsWith(answer)) {
				return line.substring(answer.length()).trim();
			}
			if (line.equals("ended")) {
				this.answers.add(line);
				return null;
			}
		}
		return null;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
