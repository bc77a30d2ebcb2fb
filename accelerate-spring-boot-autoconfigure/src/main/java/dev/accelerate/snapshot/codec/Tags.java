package dev.accelerate.snapshot.codec;

/**
 * First bytes of values and nodes, which tell what follows. Those of
 * {@link LeafEncodings} begin at {@value #LEAVES}. A number is never used for something
 * else in the same version of the format.
 */
final class Tags {

	static final int NULL = 0;

	static final int ENTITY = 1;

	static final int CONTAINER = 2;

	static final int PAGE = 3;

	static final int SLICE = 4;

	static final int WINDOW = 5;

	static final int MAP = 6;

	static final int ARRAY = 7;

	static final int TUPLE = 8;

	static final int CLONEABLE = 9;

	static final int PROJECTION = 10;

	static final int VALUE_OBJECT = 11;

	static final int REPEATED_VALUE_OBJECT = 12;

	static final int EMBEDDABLE = 13;

	static final int ENTRY = 14;

	static final int COLLECTION = 15;

	static final int UNFETCHED = 16;

	/**
	 * Last of the tags of nodes.
	 */
	static final int NODES = UNFETCHED;

	/**
	 * Object that was written before.
	 */
	static final int AGAIN = 17;

	static final int CLASS = 18;

	static final int ENUM = 19;

	static final int OBJECT = 20;

	static final int OBJECT_ARRAY = 21;

	/**
	 * Collection or map of the JDK, as it is in an attribute.
	 */
	static final int JDK_COLLECTION = 22;

	static final int LEAVES = 32;

	private Tags() {
	}

}
