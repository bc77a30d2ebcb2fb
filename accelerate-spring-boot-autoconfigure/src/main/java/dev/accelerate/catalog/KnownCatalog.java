package dev.accelerate.catalog;

/**
 * What was read last of all databases.
 *
 * @param catalog the catalog
 * @param complete whether every database was read; in another, a name may be that of a
 * table
 * @param reason the last reason to read that it covers
 * @param begun when its reading began
 */
record KnownCatalog(DatabaseCatalog catalog, boolean complete, long reason, long begun) {

	/**
	 * Returns whether a database has a table of this name.
	 */
	boolean hasTable(String name) {
		return this.catalog.tables().contains(name);
	}

}
