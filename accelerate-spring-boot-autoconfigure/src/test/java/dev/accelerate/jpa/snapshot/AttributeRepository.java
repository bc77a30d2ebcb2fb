package dev.accelerate.jpa.snapshot;

import java.util.List;
import java.util.Map;

import dev.accelerate.CacheStrategy;
import dev.accelerate.jpa.attribute.Attributes.OfMutableKey;
import dev.accelerate.jpa.attribute.Attributes.WithBlob;
import dev.accelerate.jpa.attribute.Attributes.WithClob;
import dev.accelerate.jpa.attribute.Attributes.WithClones;
import dev.accelerate.jpa.attribute.Attributes.WithDeclaredImmutable;
import dev.accelerate.jpa.attribute.Attributes.WithFinalValues;
import dev.accelerate.jpa.attribute.Attributes.WithHeldBlob;
import dev.accelerate.jpa.attribute.Attributes.WithInstantiators;
import dev.accelerate.jpa.attribute.Attributes.WithInterned;
import dev.accelerate.jpa.attribute.Attributes.WithJson;
import dev.accelerate.jpa.attribute.Attributes.WithKeyOfParts;
import dev.accelerate.jpa.attribute.Attributes.WithLossy;
import dev.accelerate.jpa.attribute.Attributes.WithMutableKey;
import dev.accelerate.jpa.attribute.Attributes.WithParentInId;
import dev.accelerate.jpa.attribute.Attributes.WithParents;
import dev.accelerate.jpa.attribute.Attributes.WithSharingUserType;
import dev.accelerate.jpa.attribute.Attributes.WithStream;
import dev.accelerate.jpa.attribute.Attributes.WithTimeZone;
import dev.accelerate.jpa.attribute.Attributes.WithUserTypes;
import jakarta.persistence.Tuple;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/**
 * Repository with a cached query for every kind of attribute.
 */
@CacheStrategy(ttl = 60)
interface AttributeRepository extends JpaRepository<WithBlob, Long> {

	@Query("select e from WithBlob e")
	List<WithBlob> blobs();

	@Query("select e.id, e.content from WithBlob e")
	List<Object[]> blobInRow();

	@Query("select e.id as id, e.content as content from WithBlob e")
	List<Tuple> blobInTuple();

	@Query("select e.id as id, e.content as content from WithBlob e")
	List<Map<String, Object>> blobInMap();

	@Query("select e from WithClob e")
	List<WithClob> clobs();

	@Query("select e from WithHeldBlob e")
	List<WithHeldBlob> heldBlobs();

	@Query("select e from WithLossy e")
	List<WithLossy> lossy();

	@Query("select e from WithSharingUserType e")
	List<WithSharingUserType> sharingUserType();

	@Query("select e from WithTimeZone e")
	List<WithTimeZone> timeZones();

	@Query("select e.zone, e.id from WithTimeZone e")
	List<Object[]> timeZonesInRow();

	@Query("select e from WithClones e")
	List<WithClones> clones();

	@Query("select e from WithJson e")
	List<WithJson> json();

	@Query("select e from WithFinalValues e")
	List<WithFinalValues> finalValues();

	@Query("select e from WithDeclaredImmutable e")
	List<WithDeclaredImmutable> declaredImmutable();

	@Query("select e from WithInterned e")
	List<WithInterned> interned();

	@Query("select e from WithUserTypes e")
	List<WithUserTypes> userTypes();

	@Query("select e from WithParents e")
	List<WithParents> parents();

	@Query("select e from WithParentInId e")
	List<WithParentInId> parentInId();

	@Query("select e from WithInstantiators e")
	List<WithInstantiators> instantiators();

	@Query("select e from WithStream e")
	List<WithStream> streams();

	@Query("select e.id, e.stream from WithStream e")
	List<Object[]> streamInRow();

	@Query("select e from WithKeyOfParts e")
	List<WithKeyOfParts> keysOfParts();

	@Query("select e from OfMutableKey e")
	List<OfMutableKey> ofMutableKeys();

	@Query("select e from WithMutableKey e")
	List<WithMutableKey> mutableKeys();

	@Query(nativeQuery = true, value = """
			select e.id, cast('(1,2)' as point), cast('[(1,2),(3,4)]' as path), cast('a b' as tsvector),
			cast('[1,2)' as int4range), cast('{"a": 1}' as jsonb), cast('1 day' as interval), cast('10.0.0.1' as inet)
			from with_time_zone e""")
	List<Object[]> driversValuesInRow();

}
