package dev.accelerate.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Classes that are compiled from texts, so that a test can have several versions of one
 * class.
 */
public final class CompiledSources {

	private static final Pattern NAME = Pattern.compile("package (\\w+);[\\s\\S]*?public \\w+ (\\w+)");

	private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

	/**
	 * Shared, because opening all of the class path takes longer than to compile.
	 */
	private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null,
			StandardCharsets.UTF_8);

	private CompiledSources() {
	}

	/**
	 * Compile texts, each of which has a package and one public type, and return the
	 * types in the same order.
	 */
	public static List<Class<?>> compile(Path directory, List<String> sources) {
		try {
			List<String> options = List.of("-proc:none", "-parameters", "-d", directory.toString(), "-cp", classPath());
			List<Path> files = new ArrayList<>();
			List<String> names = new ArrayList<>();
			for (String source : sources) {
				Matcher name = NAME.matcher(source);
				if (!name.find()) {
					throw new IllegalArgumentException(source);
				}
				names.add(name.group(1) + "." + name.group(2));
				Path file = Files.createDirectories(directory.resolve("source")).resolve(name.group(2) + ".java");
				files.add(Files.writeString(file, source));
			}
			StringWriter errors = new StringWriter();
			if (!COMPILER.getTask(errors, FILES, null, options, null, FILES.getJavaFileObjectsFromPaths(files))
				.call()) {
				throw new IllegalArgumentException(errors.toString());
			}
			return load(directory, names);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the class path of the tests.
	 */
	public static String classPath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	private static List<Class<?>> load(Path directory, List<String> names) throws MalformedURLException {
		ClassLoader loader = new URLClassLoader(new URL[] { directory.toUri().toURL() },
				CompiledSources.class.getClassLoader());
		List<Class<?>> classes = new ArrayList<>();
		for (String name : names) {
			try {
				classes.add(loader.loadClass(name));
			}
			catch (ClassNotFoundException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return classes;
	}

}
