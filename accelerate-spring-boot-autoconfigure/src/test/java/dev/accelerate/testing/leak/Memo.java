package dev.accelerate.testing.leak;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;

/**
 * Memo of a tenant. Only a filter, which has to be enabled, or the schema it is in shows
 * which.
 */
@Entity
@Table(name = "memos")
@FilterDef(name = "tenant", parameters = @ParamDef(name = "tenant", type = String.class))
@Filter(name = "tenant", condition = "tenant = :tenant")
public class Memo {

	@Id
	private Long id;

	private String tenant;

	public String getTenant() {
		return this.tenant;
	}

}
