package dev.accelerate.benchmarks.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

/**
 * The same rows for every peer: 20,000 users in groups of 100, and 100 customers with 10
 * purchases each.
 */
public final class TestData {

	/**
	 * How many users there are. Their identifiers are 0 and up.
	 */
	public static final int USERS = 20_000;

	/**
	 * How many users there are in a group.
	 */
	public static final int GROUP = 100;

	/**
	 * The region of all customers.
	 */
	public static final String REGION = "north";

	/**
	 * How many parts of addresses there are, each of them that of a whole group.
	 */
	public static final int GROUP_PARTS = 14_400;

	private static final String DOMAIN = "example.org";

	private static final int STARTS = "@group".length();

	private static final int CUSTOMERS = 100;

	private static final int PURCHASES = 10;

	private static final int COMPANIES = 10;

	private TestData() {
	}

	/**
	 * Return a part of an address that only one user has.
	 * @param user which user
	 * @return the part
	 */
	public static String onlyUser(int user) {
		return "user%05d@".formatted(user);
	}

	/**
	 * Return a part of an address that all users of a group have.
	 * @param group which group
	 * @return the part
	 */
	public static String group(int group) {
		return "@group%03d.".formatted(group);
	}

	/**
	 * Return a part of an address that all users of a group have. There are 72 for each
	 * of the groups.
	 * @param part which part
	 * @return the part, another for every number below {@link #GROUP_PARTS}
	 */
	public static String groupPart(int part) {
		int groups = USERS / GROUP;
		String whole = group(part % groups);
		int variant = part / groups;
		return (whole + DOMAIN).substring(variant % STARTS, whole.length() + variant / STARTS);
	}

	/**
	 * Write the rows.
	 * @param entityManagerFactory where to
	 */
	public static void insert(EntityManagerFactory entityManagerFactory) {
		try (EntityManager entityManager = entityManagerFactory.createEntityManager()) {
			entityManager.getTransaction().begin();
			for (int i = 0; i < USERS; i++) {
				String email = onlyUser(i) + group(i / GROUP).substring(1) + DOMAIN;
				entityManager.persist(new User((long) i, "User " + i, email));
				if (i % 1000 == 999) {
					entityManager.flush();
					entityManager.clear();
				}
			}
			insertCustomers(entityManager);
			entityManager.getTransaction().commit();
		}
	}

	private static void insertCustomers(EntityManager entityManager) {
		List<Company> companies = new ArrayList<>();
		for (int i = 0; i < COMPANIES; i++) {
			companies.add(new Company((long) i, "Company " + i));
		}
		companies.forEach(entityManager::persist);
		for (int i = 0; i < CUSTOMERS; i++) {
			Customer customer = new Customer((long) i, "Customer " + i, REGION, new Address("Street " + i, "City"),
					companies.get(i % COMPANIES));
			for (int j = 0; j < PURCHASES; j++) {
				customer.getPurchases()
					.add(new Purchase((long) i * PURCHASES + j, new BigDecimal("12.50"), Instant.EPOCH.plusSeconds(j)));
			}
			entityManager.persist(customer);
		}
	}

}
