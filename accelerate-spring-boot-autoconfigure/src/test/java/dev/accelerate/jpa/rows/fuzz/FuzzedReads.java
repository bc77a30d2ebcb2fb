package dev.accelerate.jpa.rows.fuzz;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import dev.accelerate.jpa.rows.domain.Lists;
import dev.accelerate.jpa.rows.domain.People;
import dev.accelerate.jpa.rows.domain.PersonRepository;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.DefaultRepositoryMetadata;
import org.springframework.util.ClassUtils;

/**
 * Reads of all repositories, and arguments for them.
 */
final class FuzzedReads {

	private static final Set<String> INHERITED = Set.of("findById", "existsById", "findAllById", "count", "findAll",
			"findOne", "exists");

	private FuzzedReads() {
	}

	/**
	 * Returns the cached methods, in the same order each time.
	 */
	static List<FuzzedRead> of(ApplicationContext context) {
		List<FuzzedRead> reads = new ArrayList<>();
		for (Object repository : context.getBeansOfType(Repository.class).values()) {
			Class<?> type = Arrays.stream(ClassUtils.getAllInterfaces(repository))
				.filter((candidate) -> candidate.getPackage().equals(PersonRepository.class.getPackage()))
				.filter((candidate) -> !candidate.getSimpleName().equals("Named"))
				.findFirst()
				.orElseThrow();
			Class<?> domainType = new DefaultRepositoryMetadata(type).getDomainType();
			for (Method method : type.getMethods()) {
				if (isRead(method) && (domainType == People.Person.class || !takesExample(method))) {
					reads.add(new FuzzedRead(name(domainType, method), repository, method, domainType,
							isOrdered(method)));
				}
			}
		}
		reads.sort(Comparator.comparing(FuzzedRead::name));
		return reads;
	}

	private static String name(Class<?> domainType, Method method) {
		StringBuilder name = new StringBuilder(domainType.getSimpleName() + '.' + method.getName());
		if (INHERITED.contains(method.getName())) {
			for (Class<?> parameter : method.getParameterTypes()) {
				name.append(' ').append(parameter.getSimpleName());
			}
		}
		return name.toString();
	}

	private static boolean isRead(Method method) {
		if (method.isBridge() || method.isAnnotationPresent(Modifying.class)) {
			return false;
		}
		if (method.getDeclaringClass().getPackage().equals(PersonRepository.class.getPackage())) {
			return !method.getName().startsWith("delete");
		}
		List<Class<?>> parameters = List.of(method.getParameterTypes());
		return switch (method.getName()) {
			case "findById", "existsById", "findAllById" -> true;
			case "count", "findAll" -> parameters.isEmpty() || parameters.equals(List.of(Specification.class))
					|| parameters.equals(List.of(Example.class));
			case "findOne" -> parameters.equals(List.of(Specification.class));
			default -> false;
		};
	}

	private static boolean takesExample(Method method) {
		return List.of(method.getParameterTypes()).contains(Example.class);
	}

	private static boolean isOrdered(Method method) {
		Query query = method.getAnnotation(Query.class);
		return method.getName().contains("OrderBy") || query != null && query.value().contains("order by")
				|| Arrays.stream(method.getParameterTypes())
					.anyMatch((type) -> type == Pageable.class || type == Sort.class);
	}

	/**
	 * Draws arguments of a read.
	 */
	static @Nullable Object[] arguments(FuzzedRead read, Fuzz fuzz) {
		Method method = read.method();
		@Nullable Object[] arguments = new Object[method.getParameterCount()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = argument(read, method.getParameterTypes()[i], method.getParameters()[i].getName(), fuzz);
		}
		return arguments;
	}

	private static Object argument(FuzzedRead read, Class<?> type, String parameter, Fuzz fuzz) {
		String method = read.method().getName();
		boolean crud = INHERITED.contains(method);
		if (type == Pageable.class) {
			return PageRequest.of(fuzz.below(2), 2, Sort.by("name", "id"));
		}
		if (type == Sort.class) {
			return fuzz.onceIn(3) ? Sort.by((read.domainType() == People.Person.class) ? "company.name" : "name", "id")
					: Sort.by("score", "id").descending();
		}
		if (type == Limit.class) {
			return Limit.of(1 + fuzz.below(2));
		}
		if (type == Class.class) {
			return fuzz.onceIn(2) ? PersonRepository.NameView.class : People.Person.class;
		}
		if (type == Specification.class) {
			return specification(read.domainType(), fuzz);
		}
		if (type == Example.class) {
			return Example.of(example(fuzz));
		}
		if (crud && type == Iterable.class || type == java.util.Collection.class) {
			return switch (parameter) {
				case "emails" -> List.of(fuzz.email(), fuzz.email());
				case "tenants" -> List.of(fuzz.tenant(), fuzz.tenant());
				default -> List.of(fuzz.id(read.domainType()), fuzz.id(read.domainType()));
			};
		}
		if (crud) {
			return fuzz.id(read.domainType());
		}
		if (type == People.Status.class && !parameter.equals("id")) {
			return fuzz.status();
		}
		if (type == int.class) {
			return fuzz.below(6);
		}
		return switch (parameter) {
			case "id" -> fuzz.id(method.contains("ByCompanyId") ? People.Company.class : method.contains("ByDocId")
					? Lists.Doc.class : method.contains("ByBoxId") ? Lists.Box.class : read.domainType());
			case "one" -> (long) fuzz.below(3);
			case "two" -> (short) fuzz.below(2);
			case "email" -> fuzz.email();
			case "tenant" -> fuzz.tenant();
			case "company" -> "c" + fuzz.below(3);
			case "prefix" -> "n1";
			case "country" -> fuzz.onceIn(2) ? "de" : "DE";
			case "code" -> fuzz.onceIn(2) ? "K" + fuzz.below(4) : "k" + fuzz.below(4);
			default -> method.contains("CompanyName") || method.equals("hqlJoin") ? "c" + fuzz.below(3) : fuzz.name();
		};
	}

	private static Specification<?> specification(Class<?> domainType, Fuzz fuzz) {
		Object id = fuzz.id(domainType);
		String name = fuzz.name();
		return fuzz.onceIn(2) ? new Equal("id", id) : new Equal("name", name);
	}

	private static People.Person example(Fuzz fuzz) {
		People.Person person = new People.Person(null, fuzz.tenant(), null);
		person.status = fuzz.status();
		person.score = 3;
		return person;
	}

	/**
	 * Returns a text of arguments: the same for arguments that mean the same.
	 */
	static String text(@Nullable Object[] arguments, Fuzz fuzz) {
		List<String> texts = new ArrayList<>();
		for (Object argument : arguments) {
			texts.add((argument instanceof Example<?> example)
					? Flat.of(example.getProbe(), false, fuzz.application.sessionFactory) : String.valueOf(argument));
		}
		return texts.toString();
	}

	/**
	 * Specification that restricts one attribute.
	 */
	record Equal(String attribute, Object value) implements Specification<Object> {

		@Override
		public Predicate toPredicate(Root<Object> root, CriteriaQuery<?> query, CriteriaBuilder builder) {
			return builder.equal(root.get(this.attribute), this.value);
		}

	}

}
