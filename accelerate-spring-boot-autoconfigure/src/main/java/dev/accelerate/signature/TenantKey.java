package dev.accelerate.signature;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Tenant whose rows a call sees, as a part of its key. It is never shown to anyone.
 */
public final class TenantKey implements Comparable<TenantKey> {

	private final Object source;

	private final @Nullable Object identifier;

	private final boolean root;

	private final boolean contributed;

	/**
	 * Creates a tenant.
	 * @param source what resolves tenants; persistence units with the same source have
	 * the same tenant at the same moment
	 * @param identifier the identifier of the tenant, or {@code null} if there is none
	 * @param root whether it sees the rows of all tenants
	 * @param contributed whether the application itself contributes to keys what else
	 * answers depend on, such as the tenants of other sources
	 */
	public TenantKey(Object source, @Nullable Object identifier, boolean root, boolean contributed) {
		this.source = source;
		this.identifier = identifier;
		this.root = root;
		this.contributed = contributed;
	}

	/**
	 * Returns whether a key tells this tenant apart from others.
	 * @param keyed the tenant in the key, or {@code null} if there is none
	 * @return whether it is the same tenant of the same source, or the application
	 * contributes what the key does not hold
	 */
	public boolean isToldBy(@Nullable TenantKey keyed) {
		return (keyed != null && keyed.source == this.source) ? equals(keyed) : this.contributed;
	}

	@Nullable Object identifier() {
		return this.identifier;
	}

	boolean isRoot() {
		return this.root;
	}

	boolean isScalar() {
		return this.identifier == null || ScalarEncoding.isScalar(this.identifier);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof TenantKey that && this.root == that.root
				&& Objects.equals(this.identifier, that.identifier));
	}

	@Override
	public int hashCode() {
		return 31 * Objects.hashCode(this.identifier) + Boolean.hashCode(this.root);
	}

	@Override
	public int compareTo(TenantKey other) {
		int result = Boolean.compare(this.root, other.root);
		return (result != 0) ? result : ValueOrder.INSTANCE.compare(this.identifier, other.identifier);
	}

	/**
	 * Returns no identifier, so that none ends up in a log.
	 */
	@Override
	public String toString() {
		return "tenant";
	}

}
