package dev.accelerate.snapshot;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;

/**
 * Part of a snapshot. Where a node holds values, each is {@code null}, an immutable
 * value, a value of a mutable attribute type that only its mapping knows how to copy, or
 * another node. Nodes are never changed once the snapshot is complete.
 */
public sealed interface Node {

	/**
	 * Returns an estimate of the memory that the node retains. The entities and
	 * references in it are not counted, since the snapshot holds each of them once.
	 * @param weigher the weigher of the values in the node
	 * @return the weight in bytes
	 */
	long weight(Weigher weigher);

	/**
	 * Weigher of the values that nodes hold.
	 */
	interface Weigher {

		/**
		 * An object without fields, in bytes.
		 */
		int HEADER = 16;

		/**
		 * A node of two or three fields.
		 */
		int NODE = HEADER + 8;

		/**
		 * A page or a slice, with its request.
		 */
		int PAGE = 4 * HEADER;

		/**
		 * A column of a tuple.
		 */
		int COLUMN = 2 * HEADER;

		/**
		 * A position in a scrolled result.
		 */
		int POSITION = 64;

		/**
		 * Returns the weight of a value, which is zero for entities and references.
		 * @param value a value or a node
		 * @return the weight in bytes
		 */
		long of(@Nullable Object value);

		/**
		 * Returns the weight of an array of values.
		 * @param values values and nodes
		 * @return the weight of the array and of what is in it, in bytes
		 */
		long ofAll(@Nullable Object[] values);

	}

	/**
	 * Kind of a container.
	 */
	enum ContainerKind {

		/**
		 * A list, or a collection of no stricter kind.
		 */
		LIST,

		/**
		 * A set, in the order in which the result iterated.
		 */
		SET,

		/**
		 * A {@link org.springframework.data.util.Streamable}.
		 */
		STREAMABLE,

		/**
		 * An {@link java.util.Optional}, with no or one item.
		 */
		OPTIONAL,

		/**
		 * A complete {@link java.util.concurrent.CompletableFuture}, with one item.
		 */
		FUTURE

	}

	/**
	 * Marker of an attribute that was not loaded.
	 */
	enum Unfetched {

		/**
		 * A lazy attribute.
		 */
		UNFETCHED,

		/**
		 * The owner of a collection, which an element refers to only in the database.
		 */
		OWNER

	}

	/**
	 * List, set or optional.
	 *
	 * @param kind what to build
	 * @param items its items
	 * @param immutable whether no item is a node, so that the items can be shared; the
	 * given value is ignored, because it is computed from the items
	 */
	record ContainerNode(ContainerKind kind, @Nullable Object[] items, boolean immutable) implements Node {

		public ContainerNode {
			immutable = Arrays.stream(items).noneMatch(Node.class::isInstance);
		}

		/**
		 * Creates a container.
		 * @param kind what to build
		 * @param items its items
		 */
		public ContainerNode(ContainerKind kind, @Nullable Object[] items) {
			this(kind, items, false);
		}

		@Override
		public long weight(Weigher weigher) {
			return Weigher.NODE + weigher.ofAll(this.items);
		}

	}

	/**
	 * Page of a result.
	 *
	 * @param content the items of the page
	 * @param pageable the request the page answers
	 * @param total the number of items in all pages
	 */
	record PageNode(@Nullable Object[] content, Pageable pageable, long total) implements Node {

		@Override
		public long weight(Weigher weigher) {
			return Weigher.PAGE + weigher.ofAll(this.content);
		}

	}

	/**
	 * Slice of a result.
	 *
	 * @param content the items of the slice
	 * @param pageable the request the slice answers
	 * @param hasNext whether more follow
	 */
	record SliceNode(@Nullable Object[] content, Pageable pageable, boolean hasNext) implements Node {

		@Override
		public long weight(Weigher weigher) {
			return Weigher.PAGE + weigher.ofAll(this.content);
		}

	}

	/**
	 * Window of a scrolled result.
	 *
	 * @param content the items of the window
	 * @param positions the position of each item
	 * @param hasNext whether more follow
	 */
	record WindowNode(@Nullable Object[] content, List<ScrollPosition> positions, boolean hasNext) implements Node {

		@Override
		public long weight(Weigher weigher) {
			return Weigher.NODE + weigher.ofAll(this.content) + (long) Weigher.POSITION * this.positions.size();
		}

	}

	/**
	 * Map, in the order in which the result iterated.
	 *
	 * @param row whether it is the map of a row, which finds a value by other spellings
	 * of its name, too
	 * @param foldsCase whether a row finds a value by its name in another case
	 * @param keys its keys
	 * @param values its values
	 */
	record MapNode(boolean row, boolean foldsCase, @Nullable Object[] keys, @Nullable Object[] values) implements Node {

		@Override
		public long weight(Weigher weigher) {
			return Weigher.NODE + weigher.ofAll(this.keys) + weigher.ofAll(this.values);
		}

	}

	/**
	 * Array whose items are captured one by one.
	 *
	 * @param componentType the type of its items
	 * @param items its items
	 */
	record ArrayNode(Class<?> componentType, @Nullable Object[] items) implements Node {

		@Override
		public long weight(Weigher weigher) {
			return Weigher.NODE + weigher.ofAll(this.items);
		}

	}

	/**
	 * Row of a query that selects several values.
	 *
	 * @param elements the names and types of the values
	 * @param foldsCase whether it finds a value by its name in another case
	 * @param values the values
	 */
	record TupleNode(List<TupleColumn> elements, boolean foldsCase, @Nullable Object[] values) implements Node {

		@Override
		public long weight(Weigher weigher) {
			return Weigher.NODE + (long) Weigher.COLUMN * this.elements.size() + weigher.ofAll(this.values);
		}

	}

	/**
	 * Value of one of the {@link CloneableTypes}, such as a date or an array of numbers.
	 *
	 * @param value a private copy
	 */
	record CloneableNode(Object value) implements Node {

		@Override
		public long weight(Weigher weigher) {
			return Weigher.HEADER + weigher.of(this.value);
		}

	}

	/**
	 * Closed interface projection.
	 *
	 * @param type the projection interface
	 * @param names the names of its properties
	 * @param values the values of its properties
	 */
	record ProjectionNode(Class<?> type, List<String> names, @Nullable Object[] values) implements Node {

		@Override
		public long weight(Weigher weigher) {
			return Weigher.NODE + weigher.ofAll(this.values);
		}

	}

	/**
	 * Record or class projection.
	 */
	final class ValueObjectNode implements Node {

		private final Class<?> type;

		private final @Nullable Object[] values;

		private boolean repeated;

		/**
		 * Creates a projection.
		 * @param type its class
		 * @param values the values of its components or fields
		 */
		public ValueObjectNode(Class<?> type, @Nullable Object[] values) {
			this(type, values, false);
		}

		/**
		 * Creates a projection.
		 * @param type its class
		 * @param values the values of its components or fields
		 * @param repeated whether it appears in the result more than once
		 */
		public ValueObjectNode(Class<?> type, @Nullable Object[] values, boolean repeated) {
			this.type = type;
			this.values = values;
			this.repeated = repeated;
		}

		/**
		 * Notes that the object appears in the result once more.
		 */
		void repeat() {
			this.repeated = true;
		}

		/**
		 * Returns whether the object appears in the result more than once, so that its
		 * copies must be one object, too.
		 * @return whether the node is in the snapshot more than once
		 */
		public boolean isRepeated() {
			return this.repeated;
		}

		/**
		 * Returns the class.
		 * @return the class of the object
		 */
		public Class<?> type() {
			return this.type;
		}

		/**
		 * Returns the values of the components or fields.
		 * @return the values, in the order of the class
		 */
		public @Nullable Object[] values() {
			return this.values;
		}

		@Override
		public long weight(Weigher weigher) {
			return Weigher.NODE + weigher.ofAll(this.values);
		}

	}

	/**
	 * Embeddable, in the order of its mapping.
	 *
	 * @param values the values of its attributes
	 */
	record EmbeddableNode(@Nullable Object[] values) implements Node {

		@Override
		public long weight(Weigher weigher) {
			return Weigher.HEADER + weigher.ofAll(this.values);
		}

	}

	/**
	 * Entry of a map.
	 *
	 * @param key the key
	 * @param value the value
	 */
	record EntryNode(@Nullable Object key, @Nullable Object value) implements Node {

		@Override
		public long weight(Weigher weigher) {
			return Weigher.NODE + weigher.of(this.key) + weigher.of(this.value);
		}

	}

	/**
	 * Collection of an entity.
	 *
	 * @param role the name of its mapping
	 * @param key the key of its owner, or {@code null} if that is the identifier of the
	 * entity that holds it
	 * @param items its items, or {@code null} if it was not loaded
	 */
	record CollectionNode(String role, @Nullable Object key, @Nullable Object @Nullable [] items) implements Node {

		@Override
		public long weight(Weigher weigher) {
			return Weigher.NODE + weigher.of(this.key) + ((this.items != null) ? weigher.ofAll(this.items) : 0);
		}

	}

	/**
	 * Reference to an entity that was not loaded.
	 *
	 * @param index its position in {@link Snapshot#entities()}
	 * @param entityName the name of its mapping
	 * @param id its identifier
	 */
	record ReferenceNode(int index, String entityName, Object id) implements Node {

		@Override
		public long weight(Weigher weigher) {
			return 2 * Weigher.HEADER + weigher.of(this.id);
		}

	}

	/**
	 * Entity. Its values are filled in after its creation, because entities may refer to
	 * each other in circles.
	 */
	final class EntityNode implements Node {

		private final int index;

		private final String entityName;

		private final boolean persistent;

		private @Nullable Object id;

		private @Nullable Object @Nullable [] values;

		/**
		 * Creates an entity without values.
		 * @param index its position in {@link Snapshot#entities()}
		 * @param entityName the name of its mapping
		 * @param persistent whether it is known to stand for a row
		 */
		public EntityNode(int index, String entityName, boolean persistent) {
			this.index = index;
			this.entityName = entityName;
			this.persistent = persistent;
		}

		/**
		 * Fills in the values.
		 * @param id the identifier
		 * @param values the values of the attributes, in the order of the mapping
		 */
		public void fill(Object id, @Nullable Object[] values) {
			this.id = id;
			this.values = values;
		}

		/**
		 * Returns the position of the entity.
		 * @return the position in {@link Snapshot#entities()}
		 */
		public int index() {
			return this.index;
		}

		/**
		 * Returns whether the entity is known to stand for a row, so that a session may
		 * manage it.
		 * @return whether it was loaded, and not made by a query or the application
		 */
		public boolean isPersistent() {
			return this.persistent;
		}

		/**
		 * Returns the name of the mapping.
		 * @return the entity name
		 */
		public String entityName() {
			return this.entityName;
		}

		/**
		 * Returns the identifier.
		 * @return the identifier
		 */
		public Object id() {
			return Objects.requireNonNull(this.id, "The entity has not been filled in");
		}

		/**
		 * Returns the values of the attributes.
		 * @return the values, in the order of the mapping
		 */
		public @Nullable Object[] values() {
			return Objects.requireNonNull(this.values, "The entity has not been filled in");
		}

		@Override
		public long weight(Weigher weigher) {
			return 2 * Weigher.HEADER + weigher.of(id()) + weigher.ofAll(values());
		}

	}

}
