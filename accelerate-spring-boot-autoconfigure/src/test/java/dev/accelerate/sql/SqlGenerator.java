package dev.accelerate.sql;

import java.util.List;
import java.util.function.Function;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * What can be written in the SQL of one database: its literals, its comments and blanks,
 * and the ways to write the name of a table. Each may hold any content that this database
 * reads as such.
 */
enum SqlGenerator {

	POSTGRESQL {

		@Override
		Arbitrary<String> literal() {
			return Arbitraries.oneOf(List.of(standardLiteral(), text().map((text) -> "E'" + escaped(text) + "'"),
					continuedLiteral(), dollars("$$"), dollars("$a1$"), dollars("$_$"),
					text().map((text) -> "U&'" + doubled(text, '\'') + "'"), Arbitraries.of("a[1]", "arr['x']", "B'01'",
							"x'1f'", "N'it''s'", "a$b$c", "$1", "1 # 2", "@ 1", "'{}'::jsonb @> '{}'")));
		}

		private Arbitrary<String> dollars(String tag) {
			return text().map((text) -> ("$" + text).replace("$", tag.equals("$$") ? "" : "$ "))
				.map((text) -> tag + text + tag);
		}

		private Arbitrary<String> continuedLiteral() {
			return Combinators.combine(text(), text(), Arbitraries.of("\n", " -- it's\n ", "\r\n"))
				.as((first, second, gap) -> "E'" + escaped(first) + "'" + gap + "'" + escaped(second) + "'");
		}

		@Override
		Arbitrary<String> gap() {
			return Arbitraries.oneOf(
					List.of(Arbitraries.of(" ", "\n", "\t"), lineComment("--"), lineComment("--x"), nestedComment()));
		}

		@Override
		Arbitrary<String> table(String name) {
			return Arbitraries.of(name, '"' + name + '"', "public." + name, "\"public\".\"" + name + '"',
					"U&\"\\" + "%04x".formatted((int) name.charAt(0)) + name.substring(1) + '"',
					"U&\"!" + "+%06x".formatted((int) name.charAt(0)) + name.substring(1) + "\" UESCAPE '!'");
		}

	},

	H2 {

		@Override
		Arbitrary<String> literal() {
			return Arbitraries
				.oneOf(List.of(standardLiteral(), text().map((text) -> " $$" + text.replace("$", "") + "$$"),
						text().map((text) -> "U&'" + doubled(text, '\'') + "'"), Arbitraries.of("x'1f'", "4 / 2")));
		}

		@Override
		Arbitrary<String> gap() {
			return Arbitraries.oneOf(List.of(Arbitraries.of(" ", "\n", "\u00a0", "\u3000"), lineComment("--"),
					lineComment("//"), nestedComment()));
		}

		@Override
		Arbitrary<String> table(String name) {
			return Arbitraries.of(name, '"' + name + '"', "public." + name, "`" + name + "`");
		}

	},

	ORACLE {

		@Override
		Arbitrary<String> literal() {
			return Arbitraries.oneOf(List.of(standardLiteral(), qLiteral("[", "]"), qLiteral("(", ")"),
					qLiteral("<", ">"), qLiteral("!", "!"), qLiteral("\"", "\""),
					Arbitraries.of("serial#", "v$session.sid", "N'it''s'", "a$b$c")));
		}

		private Arbitrary<String> qLiteral(String opening, String closing) {
			return Combinators.combine(Arbitraries.of("q", "Q", "nq"), text())
				.as((prefix, text) -> prefix + "'" + opening + text.replace(closing + "'", "") + closing + "'");
		}

		@Override
		Arbitrary<String> gap() {
			return Arbitraries.oneOf(List.of(Arbitraries.of(" ", "\n", "\t"), lineComment("--"), flatComment()));
		}

		@Override
		Arbitrary<String> table(String name) {
			return Arbitraries.of(name, '"' + name + '"', "app." + name, "\"app\" . \"" + name + '"', name + "@remote");
		}

	},

	MYSQL {

		@Override
		Arbitrary<String> literal() {
			return Arbitraries.oneOf(List.of(text().map((text) -> "'" + escaped(text) + "'"),
					text().map((text) -> '"' + escaped(text).replace("\\'", "'") + '"'),
					text().map((text) -> "'" + doubled(text.replace("\\", "\\\\"), '\'') + "'"),
					text().map((text) -> '`' + doubled(text, '`') + '`'),
					Arbitraries.of("1--1", "_utf8'it''s'", "x'1f'", "a$b$c", "@a", "\\N", "1 --1", "$$", "4 // 2")));
		}

		@Override
		Arbitrary<String> gap() {
			return Arbitraries.oneOf(List.of(Arbitraries.of(" ", "\n", "\t"), lineComment("-- "), lineComment("--\t"),
					lineComment("#"), flatComment(), Arbitraries.of("/*!*/", "/*!50000 */", "/*M! */")));
		}

		@Override
		Arbitrary<String> table(String name) {
			return Arbitraries.of(name, '`' + name + '`', "app." + name, "`app`.`" + name + '`', "/*! " + name + "*/",
					"/*!50000" + " " + name + " */");
		}

	},

	SQL_SERVER {

		@Override
		Arbitrary<String> literal() {
			return Arbitraries
				.oneOf(List.of(standardLiteral(), text().map((text) -> '[' + text.replace("]", "]]") + ']'),
						text().map((text) -> '"' + doubled(text, '"') + '"'),
						Arbitraries.of("N'it''s'", "a#b", "@p", "$1.5")));
		}

		@Override
		Arbitrary<String> gap() {
			return Arbitraries.oneOf(List.of(Arbitraries.of(" ", "\n", "\u00a0"), lineComment("--"), nestedComment()));
		}

		@Override
		Arbitrary<String> table(String name) {
			return Arbitraries.of(name, '[' + name + ']', "dbo." + name, "[dbo].[" + name + ']', '"' + name + '"');
		}

	};

	static final Arbitrary<String> PIECES = Arbitraries.of("'", "\"", "`", "\\", "$", "$$", "$a1$", "--", "-- ", "/*",
			"*/", "//", "#", "[", "]", ";", " ", "\n", "x", "e'", "q'[", "]'", "U&\"", "(", ")", "!", "it's",
			"delete from other", "; drop table other", "select", "/*!", "\u00a0", "\t", "''", "é", "😀");

	/**
	 * Returns literals and other expressions.
	 */
	abstract Arbitrary<String> literal();

	/**
	 * Returns what separates words.
	 */
	abstract Arbitrary<String> gap();

	/**
	 * Returns the ways to write the name of a table.
	 */
	abstract Arbitrary<String> table(String name);

	/**
	 * Fills in templates: a gap for each underscore, an expression for each L and the
	 * table for T.
	 */
	Arbitrary<String> filled(Arbitrary<String> templates, String name) {
		return Combinators.combine(templates, gap().list().ofSize(20), literal().list().ofSize(5), table(name))
			.as((template, gaps, literals, table) -> {
				StringBuilder sql = new StringBuilder();
				int gap = 0;
				int literal = 0;
				for (char character : template.toCharArray()) {
					switch (character) {
						case '_' -> sql.append(gaps.get(gap++ % gaps.size()));
						case 'L' -> sql.append(literals.get(literal++ % literals.size()));
						case 'T' -> sql.append(table);
						default -> sql.append(character);
					}
				}
				return sql.toString();
			});
	}

	/**
	 * Returns texts of anything.
	 */
	static Arbitrary<String> text() {
		return PIECES.list().ofMaxSize(5).map((pieces) -> String.join("", pieces));
	}

	private static Arbitrary<String> standardLiteral() {
		return text().map((text) -> "'" + doubled(text, '\'') + "'");
	}

	private static Arbitrary<String> lineComment(String opening) {
		return text().map((text) -> opening + text.replace("\n", "") + "\n");
	}

	private static Arbitrary<String> flatComment() {
		return text().map((text) -> "/* " + text.replace("*/", "").replace("/*", "") + " */");
	}

	private static Arbitrary<String> nestedComment() {
		Function<String, String> plain = (text) -> text.replace("*/", "").replace("/*", "");
		return Combinators.combine(text().map(plain), text().map(plain), Arbitraries.of(true, false))
			.as((outer, inner, nested) -> "/* " + outer + (nested ? " /* " + inner + " */ " : " ") + inner + " */");
	}

	private static String doubled(String text, char quote) {
		return text.replace(String.valueOf(quote), String.valueOf(quote) + quote);
	}

	private static String escaped(String text) {
		return text.replace("\\", "\\\\").replace("'", "\\'").replace("\"", "\\\"");
	}

}
