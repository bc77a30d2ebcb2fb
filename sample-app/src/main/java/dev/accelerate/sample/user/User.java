package dev.accelerate.sample.user;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * User, as in the Prisma Accelerate documentation, who may belong to an organization.
 */
@Entity
@Table(name = "users")
public class User {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	private @Nullable String name;

	private String email;

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Organization organization;

	@SuppressWarnings("NullAway.Init")
	protected User() {
	}

	@SuppressWarnings("NullAway.Init")
	public User(@Nullable String name, String email, @Nullable Organization organization) {
		this.name = name;
		this.email = email;
		this.organization = organization;
	}

	public void update(@Nullable String name, String email, @Nullable Organization organization) {
		this.name = name;
		this.email = email;
		this.organization = organization;
	}

	public Long getId() {
		return this.id;
	}

	public @Nullable String getName() {
		return this.name;
	}

	public String getEmail() {
		return this.email;
	}

	public @Nullable Organization getOrganization() {
		return this.organization;
	}

}
