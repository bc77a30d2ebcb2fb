/**
 * Copies of entities. {@link dev.accelerate.jpa.snapshot.HibernateEntitySnapshots} is the
 * way in.
 * <ul>
 * <li>{@link dev.accelerate.jpa.snapshot.HibernateEntityCapture} takes the entities of a
 * result apart, and {@link dev.accelerate.jpa.snapshot.DetachedEntityRestore} builds
 * copies of them, with {@link dev.accelerate.jpa.snapshot.EntityAssembler} where that is
 * faster than Hibernate's reflection, and with
 * {@link dev.accelerate.jpa.snapshot.LazyLoading} where Hibernate loads after a session
 * was closed.</li>
 * <li>{@link dev.accelerate.jpa.snapshot.MappingRegistry} holds what both ask about the
 * mappings: {@link dev.accelerate.jpa.snapshot.EntityMapping},
 * {@link dev.accelerate.jpa.snapshot.CollectionMapping} and
 * {@link dev.accelerate.jpa.snapshot.ValueMapping}.</li>
 * <li>{@link dev.accelerate.jpa.snapshot.CallbackWatch} watches the callbacks of the
 * application while entities are loaded.
 * {@link dev.accelerate.jpa.snapshot.LoadedStateCheck} compares the
 * {@link dev.accelerate.jpa.snapshot.MappedState} of each entity before and after
 * them.</li>
 * <li>{@link dev.accelerate.jpa.snapshot.HibernateArgumentParts} tells what the key of a
 * call takes from an argument that is an entity or embeddable.</li>
 * </ul>
 */
@NullMarked
package dev.accelerate.jpa.snapshot;

import org.jspecify.annotations.NullMarked;
