package dev.accelerate.jpa.snapshot;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import dev.accelerate.snapshot.ValueClassShapes;
import dev.accelerate.snapshot.ValueClasses;
import jakarta.persistence.OrderBy;
import jakarta.persistence.metamodel.Attribute;
import org.hibernate.annotations.SQLOrder;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.metamodel.mapping.DiscriminatorMapping;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.CustomType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.hibernate.type.descriptor.converter.spi.JpaAttributeConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Description of how one entity is mapped: its tables, and its attributes in the order of
 * its snapshots, with their types, columns and converters. It is the same in every JVM
 * with the same mapping and the same version of Hibernate.
 *
 * @param text the description
 * @param referred the names of the entities it refers to
 */
record MappingDescription(String text, Set<String> referred) {

	static MappingDescription of(String entityName, MappingRegistry registry) {
		Builder builder = new Builder(registry);
		builder.add(registry.mappingOf(entityName));
		return new MappingDescription(builder.text.toString(), builder.referred);
	}

	private static final class Builder {

		private final StringBuilder text = new StringBuilder();

		private final Set<String> referred = new TreeSet<>();

		private final MappingRegistry registry;

		Builder(MappingRegistry registry) {
			this.registry = registry;
		}

		private void line(@Nullable Object... parts) {
			for (Object part : parts) {
				this.text.append(part).append('\t');
			}
			this.text.append('\n');
		}

		void add(EntityMapping mapping) {
			EntityPersister persister = mapping.persister();
			line("entity", persister.getEntityName(), persister.getMappedClass().getName(),
					Arrays.toString(persister.getTableNames()), Arrays.toString(persister.getQuerySpaces()));
			DiscriminatorMapping discriminator = persister.getDiscriminatorMapping();
			if (discriminator != null) {
				line("discriminator", persister.getDiscriminatorSQLValue(), discriminator.getSelectionExpression());
			}
			if (persister.getSoftDeleteMapping() != null) {
				line("soft delete", persister.getSoftDeleteMapping().getColumnName(),
						persister.getSoftDeleteMapping().getSoftDeleteStrategy());
			}
			for (Class<?> type = persister.getMappedClass(); type != null; type = type.getSuperclass()) {
				addRestrictions(type);
			}
			line("id", persister.getIdentifierPropertyName());
			add(mapping.id());
			for (ValueMapping part : mapping.virtualIdValues()) {
				add(part);
			}
			columns(persister.getIdentifierMapping());
			line("version", persister.isVersioned() ? persister.getVersionColumnName() : "");
			for (int i = 0; i < mapping.values().length; i++) {
				add(mapping.values()[i]);
				columns(persister.findAttributeMapping(persister.getPropertyNames()[i]));
			}
			addDeclared(persister);
		}

		/**
		 * Adds what the attributes are declared as, and what classes of the application
		 * they hold, such as JSON is mapped to.
		 */
		private void addDeclared(EntityPersister persister) {
			ValueClasses classes = new ValueClasses((type) -> this.registry.mappingOf(type) != null);
			this.registry.sessionFactory()
				.getJpaMetamodel()
				.entity(persister.getEntityName())
				.getAttributes()
				.stream()
				.map(Attribute::getJavaMember)
				.filter((member) -> member instanceof Field || member instanceof Method)
				.sorted((one, other) -> one.getName().compareTo(other.getName()))
				.forEach((member) -> {
					ResolvableType type = typeOf(member, persister.getMappedClass());
					line("declared", member.getName(), type);
					addRestrictions((AnnotatedElement) member);
					classes.add(type);
				});
			line(ValueClassShapes.describe(classes.found()));
		}

		private static ResolvableType typeOf(Member member, Class<?> owner) {
			return (member instanceof Field field) ? ResolvableType.forField(field, owner)
					: ResolvableType.forMethodReturnType((Method) member, owner);
		}

		private void addRestrictions(AnnotatedElement element) {
			SQLRestriction restriction = element.getAnnotation(SQLRestriction.class);
			SQLOrder sqlOrder = element.getAnnotation(SQLOrder.class);
			OrderBy order = element.getAnnotation(OrderBy.class);
			line("restricted", (restriction != null) ? restriction.value() : "",
					(sqlOrder != null) ? sqlOrder.value() : "", (order != null) ? "by " + order.value() : "");
		}

		private void add(ValueMapping mapping) {
			Type type = mapping.type();
			line("value", mapping.name(), kind(type), type.getReturnedClass().getName());
			if (type instanceof EntityType association) {
				this.referred.add(association.getAssociatedEntityName());
				line("to", association.getAssociatedEntityName(), association.getRHSUniqueKeyPropertyName());
			}
			if (type instanceof org.hibernate.type.CollectionType collection) {
				addCollection(collection.getRole());
			}
			for (ValueMapping part : mapping.parts()) {
				add(part);
			}
		}

		private static String kind(Type type) {
			return type.isEntityType() ? "entity"
					: type.isCollectionType() ? "collection"
							: type.isComponentType() ? "embeddable"
									: (type instanceof AnyType) ? "any" : (type instanceof CustomType<?> custom)
											? custom.getUserType().getClass().getName() : "basic";
		}

		private void addCollection(String role) {
			CollectionMapping mapping = this.registry.collectionOf(role);
			CollectionPersister persister = mapping.persister();
			line("collection", role, mapping.classification(), Arrays.toString(persister.getCollectionSpaces()),
					mapping.keyType().getReturnedClass().getName());
			columns(persister.getAttributeMapping().getKeyDescriptor());
			add(mapping.element());
			columns(persister.getAttributeMapping().getElementDescriptor());
			if (mapping.index() != null) {
				add(mapping.index());
				columns(persister.getAttributeMapping().getIndexDescriptor());
			}
		}

		private void columns(@Nullable ModelPart part) {
			if (part != null) {
				part.forEachSelectable((index, column) -> add(column));
			}
		}

		private void add(SelectableMapping column) {
			JdbcMapping type = column.getJdbcMapping();
			line("column", column.getContainingTableExpression(), column.getSelectionExpression(),
					column.getCustomReadExpression(), column.isFormula(), column.getLength(), column.getPrecision(),
					column.getScale(), type.getJavaTypeDescriptor().getJavaTypeClass().getName(),
					type.getJavaTypeDescriptor().getClass().getName(), type.getJdbcType().getDefaultSqlTypeCode(),
					type.getJdbcType().getClass().getName(), converter(type.getValueConverter()));
		}

		/**
		 * Returns the name of a converter, or of the package of one that has another name
		 * in each JVM, such as a lambda expression.
		 */
		private static String converter(@Nullable BasicValueConverter<?, ?> converter) {
			if (converter == null) {
				return "";
			}
			Class<?> type = (converter instanceof JpaAttributeConverter<?, ?> jpa)
					? jpa.getConverterJavaType().getJavaTypeClass() : converter.getClass();
			return type.isHidden() ? type.getPackageName() : type.getName();
		}

	}

}
