package dev.accelerate.jpa.differential;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads that a cache which holds their result does not answer, each with the reason.
 * Whatever else is not answered is a mistake.
 */
enum NotAnswered {

	// The mapping, as docs/results.md has it

	MAPPING("(ArrayOfValues|IdBag|Shaped|ToAny)Rows\\..*", "MISS", "its mapping cannot be restored"),

	CALLBACK("DecryptingRows\\..*", "MISS", "a callback changes a mapped attribute"),

	IDENTIFIER("(ByEntity|ByItself|WithEntityInId)Rows\\..*", "NONE session-mapping",
			"only a query can load its identifier, which holds an entity, into a session"),

	IDENTIFIER_AS_ARGUMENT("WithEntityInIdRows\\.find(All)?ById\\(.*", "NONE argument",
			"an identifier that holds an entity has no canonical form"),

	SUBSELECT("InverseParentRows\\..*", "NONE session-mapping", "only a query can load its collections together"),

	UNGUARDED("MapOfCornersRows\\.loaded.*", "NONE session-mapping", "no query can compare its map before a write"),

	// The arguments

	NO_IDENTIFIERS(".*\\.findAllById\\(Iterable\\)", "MISS", "without identifiers no statement is sent"),

	MUTABLE_ARGUMENT(".*\\(Date\\)", "NONE", "a date has no canonical form"),

	OPEN_PROJECTION("ProjectedShips\\..*Class\\)", "MISS", "the call asks for a projection that is open"),

	SPECIFICATION("CriteriaShips\\..*Specification.*", "NONE argument", "the criteria cannot be written down exactly"),

	// Where the method is called

	PROPAGATION("UnusualShips\\.find(Suspended|InNew)ByKindOrderById.*", "NONE propagation",
			"the call suspends the transaction"),

	OWN_CODE("UnusualShips\\.ownCached.*", "NONE session-own-code", "it is a default method, in an open session"),

	READ_ONLY_HINT("UnusualShips\\.findReadOnlyByKindOrderById.*", "NONE session-own-code",
			"it makes entities read-only in an open session"),

	// What the strategy says

	CONDITION("UnusualShips\\.findConditionedByActiveOrderById.*", "NONE condition|MISS",
			"the condition or unless of the strategy does not hold"),

	// No strategy applies to the method

	STREAM("UnusualShips\\.(findStreamByKindOrderById|streamedNames).*", "NONE", "a stream is no finished result"),

	LOCK("UnusualShips\\.(findLockedByKindOrderById|lockedPorts).*", "NONE", "a lock needs the database"),

	VARYING("UnusualShips\\.sightedBeforeNow.*", "NONE", "its answer depends on the time"),

	SUPPLIER("UnusualShips\\.bySupplier.*", "NONE", "a piece of code has no canonical form"),

	NO_STRATEGY("UnusualShips\\.ownNames.*", "NONE", "no inherited strategy applies to default methods"),

	NO_TABLE("UnusualShips\\.quotient.*", "NONE", "it names no table"),

	OTHER_THREAD("ContainedShips\\.findAsyncByKindOrderById.*", "NONE", "another thread answers, unobserved"),

	REFERENCE(".*\\.get(ReferenceById|ById|One)\\(.*", "NONE", "it reads nothing"),

	FLUENT(".*\\.findBy\\(.*Function\\)", "NONE", "a function says what is read"),

	OPEN("ProjectedShips\\.findOpenByKindOrderById.*", "NONE", "its projection is open"),

	UNDECLARED("(DeclaredShips\\.lists|ProjectedShips\\.mapped).*", "NONE", "its type does not say what it holds"),

	// It always fails

	ABSENT_COLUMN("UnusualShips\\.absentColumn.*", "fails", "its query is wrong"),

	NOT_EMPTY("DerivedShips\\.findByNameIsEmpty.*", "fails", "a text is no collection"),

	SEVERAL("UnusualShips\\.find(Optional)?ByKind\\(.*", "fails", "there are several rows of each kind");

	private final Pattern reads;

	private final Pattern outcomes;

	private final String reason;

	NotAnswered(String reads, String outcomes, String reason) {
		this.reads = Pattern.compile(reads);
		this.outcomes = Pattern.compile(outcomes);
		this.reason = reason;
	}

	/**
	 * Returns the exceptions that allow an outcome of a read.
	 */
	static Set<NotAnswered> of(Read read, String outcome) {
		Set<NotAnswered> found = new TreeSet<>();
		Arrays.stream(values())
			.filter((exception) -> exception.reads.matcher(read.name()).matches()
					&& exception.outcomes.matcher(outcome).matches())
			.forEach(found::add);
		return found;
	}

	/**
	 * Returns whether a read is left out on a database.
	 */
	static boolean isLeftOut(Read read, boolean postgres) {
		// There a large object can be read in a transaction only, and gets another
		// number each time it is written.
		return postgres && read.name().startsWith("LargeRows.");
	}

	/**
	 * Returns whether a hit may send statements. Before a query, Hibernate compares a bag
	 * of embeddables by the hash codes of the entities that these refer to, and so loads
	 * them. The cache compares it in the same way, to see whether there are changes.
	 */
	static boolean maySend(Read read, Place place) {
		return place == Place.READ_WRITE && read.name().startsWith("BagOfPlacesRows.");
	}

	String description() {
		return name() + ": " + this.reads + " by " + this.outcomes + ", because " + this.reason;
	}

}
