package dev.accelerate.invalidation;

/**
 * Record of the invalidation log: what became invalid.
 *
 * @param tags the tags whose results became invalid
 * @param all whether every result became invalid
 */
public record InvalidationRecord(Tags tags, boolean all) {

	/**
	 * Everything became invalid.
	 */
	public static final InvalidationRecord ALL = new InvalidationRecord(Tags.NONE, true);

	/**
	 * Create a record of some tags.
	 * @param tags the tags
	 * @return the record
	 */
	public static InvalidationRecord of(Tags tags) {
		return new InvalidationRecord(tags, false);
	}

	/**
	 * Return one record that says what two say.
	 * @param other the other record
	 * @return the union
	 */
	public InvalidationRecord and(InvalidationRecord other) {
		return (this.all || other.all) ? ALL : of(this.tags.and(other.tags));
	}

}
