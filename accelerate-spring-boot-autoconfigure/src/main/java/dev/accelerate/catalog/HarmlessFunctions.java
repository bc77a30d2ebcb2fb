package dev.accelerate.catalog;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Functions that change no data, although their database counts them as volatile.
 */
final class HarmlessFunctions {

	/**
	 * Functions of PostgreSQL's extensions that generate values, and so count as
	 * volatile, but write nothing.
	 */
	private static final Set<String> WRITE_NOTHING = Set.of("uuid_generate_v1", "uuid_generate_v1mc",
			"uuid_generate_v4", "gen_random_uuid", "gen_random_bytes", "gen_salt", "pgp_sym_encrypt",
			"pgp_sym_encrypt_bytea", "pgp_pub_encrypt", "pgp_pub_encrypt_bytea");

	private final Set<String> named;

	/**
	 * Creates the set of the known functions and some more.
	 * @param named the functions that the application says change no data, with or
	 * without schema
	 */
	HarmlessFunctions(Collection<String> named) {
		this.named = named.stream().map((name) -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
	}

	/**
	 * Returns one of some functions that is volatile and not harmless.
	 * @param functions the names of the functions, in lower case; a name with a schema is
	 * given both with and without it
	 * @param known the names of all volatile functions, without schema
	 * @return its name, or {@code null} if there is none
	 */
	@Nullable String findVolatile(Collection<String> functions, Set<String> known) {
		if (known.isEmpty()) {
			return null;
		}
		return functions.stream()
			.filter((name) -> known.contains(name) && !isHarmless(name, functions))
			.findFirst()
			.orElse(null);
	}

	private boolean isHarmless(String name, Collection<String> functions) {
		return WRITE_NOTHING.contains(name) || this.named.contains(name) || functions.stream()
			.anyMatch((function) -> function.endsWith("." + name) && this.named.contains(function));
	}

}
