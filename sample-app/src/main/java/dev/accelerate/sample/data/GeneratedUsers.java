package dev.accelerate.sample.data;

import java.util.List;
import java.util.Locale;

import dev.accelerate.sample.user.Organization;
import org.jspecify.annotations.Nullable;

/**
 * Users made from their number, always the same. One in fifty has no name, as the model
 * allows.
 */
final class GeneratedUsers {

	static final List<String> ORGANIZATIONS = List.of("Acme", "Globex", "Initech", "Umbrella", "Hooli", "Stark",
			"Wayne", "Soylent", "Tyrell", "Cyberdyne");

	private static final String[] FIRST_NAMES = { "Alice", "Bob", "Carol", "Dave", "Erin", "Frank", "Grace", "Heidi",
			"Ivan", "Judy", "Karim", "Leila", "Mallory", "Nils", "Olivia", "Peggy", "Quentin", "Rupert", "Sybil",
			"Trent", "Uma", "Victor", "Wendy", "Xavier", "Yara", "Zoe" };

	private static final String[] LAST_NAMES = { "Adams", "Becker", "Chen", "Diaz", "Evans", "Fischer", "Garcia",
			"Haas", "Ito", "Jones", "Kaya" };

	private final List<Organization> organizations;

	GeneratedUsers(List<Organization> organizations) {
		this.organizations = organizations;
	}

	@Nullable String name(int number) {
		return (number % 50 != 49) ? first(number) + " " + last(number) : null;
	}

	String email(int number) {
		String address = first(number) + "." + last(number) + number + "@" + organization(number).getName()
				+ ".example";
		return address.toLowerCase(Locale.ROOT);
	}

	Organization organization(int number) {
		return this.organizations.get(number % this.organizations.size());
	}

	private static String first(int number) {
		return FIRST_NAMES[number % FIRST_NAMES.length];
	}

	private static String last(int number) {
		return LAST_NAMES[number % LAST_NAMES.length];
	}

}
