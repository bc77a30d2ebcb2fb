package dev.accelerate.jpa.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Post;
import dev.accelerate.testing.domain.Role;
import dev.accelerate.testing.domain.Status;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.springframework.data.jpa.domain.Specification;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CriteriaParts} of random specifications: two have the same signature exactly if
 * they ask for the same.
 */
class CriteriaPartsTests {

	private static SessionFactoryImplementor sessionFactory;

	private static QuerySigner signer;

	@BeforeContainer
	static void start() {
		sessionFactory = (SessionFactoryImplementor) new MetadataSources(new StandardServiceRegistryBuilder()
			.applySetting(JdbcSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:" + UUID.randomUUID())
			.build()).addAnnotatedClasses(Member.class, Team.class, Role.class, Post.class)
			.buildMetadata()
			.buildSessionFactory();
		signer = new QuerySigner("findAll", () -> "", new ArgumentEncoders(List.of()).withCriteria(
				new CriteriaParts(sessionFactory, Member.class, List.of(Member.class, Long.class))), List.of());
	}

	@AfterContainer
	static void stop() {
		sessionFactory.close();
	}

	@Property(tries = 2_000, seed = "14")
	void differentSpecificationsHaveDifferentSignatures(@ForAll("queries") Query one, @ForAll("queries") Query other) {
		assertThat(sign(one).equals(sign(other))).isEqualTo(one.equals(other));
	}

	@Property(tries = 60, seed = "14")
	void aChangeAnywhereChangesTheSignature(@ForAll("queries") Query query) {
		QuerySignature signature = sign(query);
		assertThat(sign(query)).isEqualTo(signature).hasSameHashCodeAs(signature);
		assertThat(sign(query).digest()).isEqualTo(signature.digest());
		for (Condition changed : query.condition().changed()) {
			assertThat(sign(new Query(query.distinct(), changed))).as(changed.toString()).isNotEqualTo(signature);
		}
		assertThat(sign(new Query(!query.distinct(), query.condition()))).isNotEqualTo(signature);
	}

	private static QuerySignature sign(Query query) {
		return signer.sign(new Object[] { query });
	}

	@Provide
	Arbitrary<Query> queries() {
		Arbitrary<Condition> conditions = Arbitraries.oneOf(leaves(), groups(leaves()), groups(groups(leaves())));
		return Combinators.combine(Arbitraries.of(true, false), conditions).as(Query::new);
	}

	private static Arbitrary<Condition> groups(Arbitrary<Condition> parts) {
		return Combinators.combine(Arbitraries.of(true, false), parts.list().ofMinSize(2).ofMaxSize(3)).as(Group::of);
	}

	private static Arbitrary<Condition> leaves() {
		return Combinators
			.combine(Arbitraries.of(Kind.values()), Arbitraries.of("name", "email"), Arbitraries.of("a", "b", "1"))
			.as(Leaf::new);
	}

	/**
	 * Specification that is a record: its components alone would not tell what it asks
	 * for.
	 */
	record Query(boolean distinct, Condition condition) implements Specification<Member> {

		@Override
		public Predicate toPredicate(Root<Member> root, CriteriaQuery<?> query, CriteriaBuilder builder) {
			query.distinct(this.distinct);
			return this.condition.on(root, query, builder);
		}

	}

	interface Condition {

		Predicate on(From<?, ?> from, CriteriaQuery<?> query, CriteriaBuilder builder);

		/**
		 * Returns conditions that differ from this one in one place.
		 */
		List<Condition> changed();

	}

	record Group(boolean all, List<Condition> parts) implements Condition {

		/**
		 * Creates a group that Hibernate does not merge with one in it.
		 */
		static Condition of(boolean all, List<Condition> parts) {
			return new Group(all,
					parts.stream()
						.map((part) -> (part instanceof Group group) ? new Group(!all, group.parts()) : part)
						.toList());
		}

		@Override
		public Predicate on(From<?, ?> from, CriteriaQuery<?> query, CriteriaBuilder builder) {
			Predicate[] predicates = this.parts.stream()
				.map((part) -> part.on(from, query, builder))
				.toArray(Predicate[]::new);
			return this.all ? builder.and(predicates) : builder.or(predicates);
		}

		@Override
		public List<Condition> changed() {
			List<Condition> changed = new ArrayList<>();
			for (int i = 0; i < this.parts.size(); i++) {
				for (Condition part : this.parts.get(i).changed()) {
					List<Condition> copy = new ArrayList<>(this.parts);
					copy.set(i, part);
					changed.add(new Group(this.all, copy));
				}
			}
			changed.add(new Group(this.all, this.parts.subList(1, this.parts.size())));
			return changed;
		}

	}

	record Leaf(Kind kind, String attribute, String value) implements Condition {

		@Override
		public Predicate on(From<?, ?> from, CriteriaQuery<?> query, CriteriaBuilder builder) {
			return this.kind.on(from, this.attribute, this.value, query, builder);
		}

		@Override
		public List<Condition> changed() {
			List<Condition> changed = new ArrayList<>();
			for (Kind other : Kind.values()) {
				if (other != this.kind) {
					changed.add(new Leaf(other, this.attribute, this.value));
				}
			}
			changed.add(new Leaf(this.kind, this.attribute.equals("name") ? "email" : "name", this.value));
			changed.add(new Leaf(this.kind, this.attribute, this.value + " "));
			return changed;
		}

	}

	/**
	 * Kinds of conditions, each of which uses the attribute and the value.
	 */
	enum Kind {

		EQUAL {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.equal(from.get(attribute), value);
			}
		},
		NOT_EQUAL {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.not(b.equal(from.get(attribute), value));
			}
		},
		LITERAL {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.equal(from.get(attribute), b.literal(value));
			}
		},
		LIKE {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.like(from.get(attribute), value);
			}
		},
		LIKE_WITH_ESCAPE {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.like(from.get(attribute), value, '!');
			}
		},
		LOWER {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.equal(b.lower(from.get(attribute)), value);
			}
		},
		UPPER {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.equal(b.upper(from.get(attribute)), value);
			}
		},
		IN {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return from.get(attribute).in(value, "z");
			}
		},
		IN_A_LIST {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return from.get(attribute).in(List.of(value, "y", "z"));
			}
		},
		GREATER {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.greaterThan(from.get(attribute), value);
			}
		},
		BETWEEN {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.between(from.get(attribute), value, value + "z");
			}
		},
		NULL_OR_EQUAL {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.or(b.isNull(from.get(attribute)), b.notEqual(from.get("token"), b.nullLiteral(UUID.class)),
						b.equal(from.get(attribute), value));
			}
		},
		ENUM {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.and(b.equal(from.get("status"), Status.ACTIVE), b.equal(from.get(attribute), value));
			}
		},
		OTHER_ENUM {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.and(b.equal(from.get("status"), Status.BLOCKED), b.equal(from.get(attribute), value));
			}
		},
		EMBEDDED {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.equal(b.concat(from.get("address").get("city"), from.get(attribute)), value);
			}
		},
		JOINED {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.equal(b.concat(from.join("team").get("name"), from.get(attribute)), value);
			}
		},
		LEFT_JOINED {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.equal(b.concat(from.join("team", JoinType.LEFT).get("name"), from.get(attribute)), value);
			}
		},
		FETCHED {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				if (query.getResultType() == Member.class) {
					from.fetch("team");
				}
				return b.and(b.equal(from.get(attribute), value), b.isNotNull(from.get("team")));
			}
		},
		IMPLICITLY_JOINED {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.equal(b.concat(from.get("team").get("name"), from.get(attribute)), value);
			}
		},
		MEMBER_OF {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.and(b.isMember(value, from.get("nicknames")), b.isNotNull(from.get(attribute)));
			}
		},
		EMPTY {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.and(b.isEmpty(from.get("posts")), b.equal(from.get(attribute), value));
			}
		},
		SIZE {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.and(b.gt(b.size(from.get("posts")), 3), b.equal(from.get(attribute), value));
			}
		},
		EXISTS {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				Subquery<Long> subquery = query.subquery(Long.class);
				Root<Member> other = subquery.from(Member.class);
				return b.exists(subquery.select(other.get("id"))
					.where(b.equal(other.get(attribute), value), b.equal(other.get("team"), from.get("team"))));
			}
		},
		CASE {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.equal(
						b.selectCase().when(b.equal(from.get(attribute), value), 1).otherwise(b.literal((Object) 2)),
						1);
			}
		},
		ARITHMETIC {
			@Override
			Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query, CriteriaBuilder b) {
				return b.gt(b.sum(b.length(from.get(attribute)), b.length(b.literal(value))), 7);
			}
		};

		abstract Predicate on(From<?, ?> from, String attribute, String value, CriteriaQuery<?> query,
				CriteriaBuilder b);

	}

}
