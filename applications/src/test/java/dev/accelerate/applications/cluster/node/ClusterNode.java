package dev.accelerate.applications.cluster.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.accelerate.applications.cluster.history.HistoryWriter;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Process of the cluster. It works until a line on its standard input tells it to stop,
 * or its input ends, and answers by lines that begin with {@code @}.
 */
public final class ClusterNode {

	private ClusterNode() {
	}

	/**
	 * Runs a process.
	 * @param args the number of the process, the seed, the file of its history, and then
	 * properties
	 */
	public static void main(String[] args) throws Exception {
		int process = Integer.parseInt(args[0]);
		long seed = Long.parseLong(args[1]);
		String[] properties = List.of(args).subList(3, args.length).toArray(String[]::new);
		try (HistoryWriter history = new HistoryWriter(Path.of(args[2]));
				ConfigurableApplicationContext context = new SpringApplicationBuilder(ClusterApplication.class)
					.properties(properties)
					.run()) {
			List<NodeWorker> workers = new ArrayList<>();
			AtomicLong operations = new AtomicLong();
			int threads = context.getEnvironment().getProperty("cluster.threads", Integer.class, 6);
			for (int i = 0; i < threads; i++) {
				workers.add(new NodeWorker(context, process, seed + i, i, operations, history));
			}
			say("ready");
			Executors.newSingleThreadScheduledExecutor(ClusterNode::daemon)
				.scheduleAtFixedRate(() -> say("operations " + operations), 500, 500, TimeUnit.MILLISECONDS);
			obey(workers, context.getBean(CommitHalt.class), context.getBean(ReceivedTokens.class));
			for (NodeWorker worker : workers) {
				worker.end();
			}
			say("done " + operations);
		}
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task, "report");
		thread.setDaemon(true);
		return thread;
	}

	private static void obey(List<NodeWorker> workers, CommitHalt halt, ReceivedTokens tokens) throws IOException {
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = commands.readLine(); line != null; line = commands.readLine()) {
			String[] words = line.split(" ");
			switch (words[0]) {
				case "go" -> workers.forEach(NodeWorker::start);
				case "time" -> say("time " + System.nanoTime());
				case "halt" -> halt.arm(CommitHalt.Point.valueOf(words[1]), Integer.parseInt(words[2]));
				case "token" -> tokens.add(words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]));
				case "stop" -> {
					return;
				}
				default -> throw new IOException("Not understood: " + line);
			}
		}
	}

	/**
	 * Answers, or tells something.
	 */
	static synchronized void say(String line) {
		System.out.println("@" + line);
		System.out.flush();
	}

}
