package dev.accelerate.jpa.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.accelerate.testing.CompiledSources;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link MappingDescriptions} of several versions of the same classes.
 */
class MappingDescriptionsTests {

	private static final String IMPORTS = """
			package shop;
			import jakarta.persistence.*;
			import java.util.*;
			import org.hibernate.annotations.*;
			import org.hibernate.type.SqlTypes;
			""";

	private static final List<String> SOURCES = List.of(IMPORTS + """
			@jakarta.persistence.Table(name = "item")
			@SQLRestriction("gone = false")
			@Entity(name = "Item") public class Item {
				@Id Long id;
				@Version int version;
				String name;
				@Column(name = "code", precision = 10, scale = 2) java.math.BigDecimal code;
				@Column(name = "amount") int amount;
				@Convert(converter = Upper.class) String upper;
				@Enumerated Kind kind;
				@ManyToOne(fetch = FetchType.LAZY) @JoinColumn(name = "maker_id") Maker maker;
				@ElementCollection @OrderBy("x") List<String> tags;
				@Embedded Size size;
				@JdbcTypeCode(SqlTypes.JSON) Details details;
				@Formula("1 + 1") int computed;
				boolean gone;
			}
			""", IMPORTS + """
			@Entity(name = "Maker") public class Maker {
				@Id Long id;
				String city;
				@OneToMany(mappedBy = "maker") Set<Item> items;
			}
			""", IMPORTS + """
			@DiscriminatorValue("B") @Entity(name = "BigMaker") public class BigMaker extends Maker {
				int size;
			}
			""", IMPORTS + """
			@Embeddable public class Size {
				int width;
				int height;
			}
			""", IMPORTS + """
			public class Details {
				String color;
				List<String> notes;
			}
			""", IMPORTS + """
			public enum Kind {
				ONE, TWO
			}
			""", IMPORTS + """
			public class Upper implements AttributeConverter<String, String> {
				public String convertToDatabaseColumn(String text) { return text; }
				public String convertToEntityAttribute(String text) { return text; }
			}
			""", IMPORTS + """
			public class Lower implements AttributeConverter<String, String> {
				public String convertToDatabaseColumn(String text) { return text; }
				public String convertToEntityAttribute(String text) { return text; }
			}
			""", IMPORTS + """
			@Entity(name = "Other") public class Other {
				@Id Long id;
				String text;
			}
			""");

	private static String described;

	@TempDir
	Path directory;

	@BeforeAll
	static void describe(@TempDir Path directory) throws IOException {
		described = describe(directory, "", "", false);
	}

	private static String describe(Path directory, String from, String to, boolean all) throws IOException {
		List<String> sources = new ArrayList<>(SOURCES);
		sources.replaceAll((source) -> from.isEmpty() ? source : source.replace(from, to));
		assertThat(sources.equals(SOURCES)).as(from).isEqualTo(from.isEmpty());
		List<Class<?>> classes = CompiledSources.compile(Files.createTempDirectory(directory, "version"), sources);
		try (SessionFactory sessionFactory = new MetadataSources(new StandardServiceRegistryBuilder(
				new BootstrapServiceRegistryBuilder().applyClassLoader(classes.get(0).getClassLoader()).build())
			.applySetting(JdbcSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:" + UUID.randomUUID())
			.build()).addAnnotatedClasses(classes.get(0), classes.get(1), classes.get(2), classes.get(8))
			.buildMetadata()
			.buildSessionFactory()) {
			return new HibernateEntitySnapshots((SessionFactoryImplementor) sessionFactory, () -> null)
				.describeMapping(all ? List.of() : List.of(classes.get(0)));
		}
	}

	private String describe(String from, String to) throws IOException {
		return describe(this.directory, from, to, false);
	}

	@Test
	void theSameMappingHasTheSameDescription() throws IOException {
		assertThat(describe("", "")).isEqualTo(described).doesNotContain("$$", "Lambda");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			String name;                             | String name; String more;
			String name;                             | String title;
			String name;                             | @Column(name = "other") String name;
			int amount;                              | long amount;
			name = "amount"                          | name = "sum"
			scale = 2                                | scale = 3
			int amount;                              | @JdbcTypeCode(SqlTypes.SMALLINT) int amount;
			converter = Upper.class                  | converter = Lower.class
			@Enumerated Kind                         | @Enumerated(EnumType.STRING) Kind
			ONE, TWO                                 | TWO, ONE
			name = "maker_id"                        | name = "made_by"
			List<String> tags                        | Set<String> tags
			@OrderBy("x") List                       | @OrderBy("y") List
			List<String> tags                        | List<Integer> tags
			int width                                | long width
			int width                                | @Column(name = "w") int width
			String color;                            | String colour;
			List<String> notes                       | List<Integer> notes
			1 + 1                                    | 1 + 2
			gone = false                             | gone = true
			@Version int                             | int
			name = "item"                            | name = "items"
			String city;                             | String town;
			Set<Item> items                          | List<Item> items
			@DiscriminatorValue("B")                 | @DiscriminatorValue("C")
			int size;                                | int size; int more;
			Item {                                   | Item { @ElementCollection Map<String, Integer> prices;
			""")
	void anotherMappingHasAnotherDescription(String from, String to) throws IOException {
		assertThat(describe(from, to)).isNotEqualTo(described);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			String name;                             | String name; static int COUNT; void rename() { }
			String name;                             | String name; @jakarta.persistence.Transient String note;
			String text;                             | String text; String more;
			return text;                             | return null;
			""")
	void whatIsNotMappedOrNotReachedDoesNotMatter(String from, String to) throws IOException {
		assertThat(describe(from, to)).isEqualTo(described);
	}

	@Test
	void allEntitiesAreDescribedIfNoneIsNamed() throws IOException {
		String all = describe(this.directory, "", "", true);
		assertThat(all).contains("Other", "BigMaker").isNotEqualTo(described);
		assertThat(describe(this.directory, "String text;", "String text; String more;", true)).isNotEqualTo(all);
	}

	/**
	 * Another JVM has other hash codes, and here another language, time zone and charset.
	 */
	@Test
	void anotherJvmDescribesItInTheSameWords() throws Exception {
		Path file = this.directory.resolve("description");
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2",
				"-Duser.language=tr", "-Duser.timezone=Asia/Tokyo", "-cp", CompiledSources.classPath(),
				Main.class.getName(), file.toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
		assertThat(Files.readString(file)).isEqualTo(described);
	}

	/**
	 * Writes the description to a file.
	 */
	static final class Main {

		private Main() {
		}

		public static void main(String[] arguments) throws IOException {
			Path file = Path.of(arguments[0]);
			Files.writeString(file, describe(file.getParent(), "", "", false));
		}

	}

}
