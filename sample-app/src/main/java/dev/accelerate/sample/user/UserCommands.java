package dev.accelerate.sample.user;

import dev.accelerate.AccelerateOperations;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes of users. Each invalidates the tags of the reads that it makes stale. It does so
 * inside its transaction, so that this takes effect once the change is committed, and
 * never if it is not.
 */
@Service
@Transactional
public class UserCommands {

	private final UserRepository users;

	private final OrganizationRepository organizations;

	private final AccelerateOperations accelerate;

	UserCommands(UserRepository users, OrganizationRepository organizations, AccelerateOperations accelerate) {
		this.users = users;
		this.organizations = organizations;
		this.accelerate = accelerate;
	}

	public User create(@Nullable String name, String email, @Nullable String organization) {
		return save(new User(name, email, organization(organization)));
	}

	public User update(Long id, @Nullable String name, String email, @Nullable String organization) {
		User user = require(id);
		user.update(name, email, organization(organization));
		return save(user);
	}

	public void delete(Long id) {
		this.users.delete(require(id));
		invalidateReadsOf(id);
	}

	private User require(Long id) {
		return this.users.findById(id).orElseThrow(() -> new UserNotFoundException(id));
	}

	private @Nullable Organization organization(@Nullable String name) {
		if (name == null) {
			return null;
		}
		return this.organizations.findByName(name).orElseThrow(() -> new UnknownOrganizationException(name));
	}

	/**
	 * Saves a user at once instead of at the commit, so that a refusal of the database
	 * becomes an exception here.
	 */
	private User save(User user) {
		try {
			User saved = this.users.saveAndFlush(user);
			invalidateReadsOf(saved.getId());
			return saved;
		}
		catch (DataIntegrityViolationException ex) {
			if (ex.getCause() instanceof ConstraintViolationException violation
					&& violation.getKind() == ConstraintKind.UNIQUE) {
				throw new EmailTakenException(user.getEmail(), ex);
			}
			throw ex;
		}
	}

	/**
	 * Invalidates the reads that a write to a user may change. Any write may change any
	 * list, count or page. Even the absence of a user that is new may have been cached.
	 */
	private void invalidateReadsOf(Long id) {
		this.accelerate.invalidate("users", "emails_with_alice", "user_" + id);
	}

}
