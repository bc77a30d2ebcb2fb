package dev.accelerate.testing.domain;

import java.time.LocalDate;

import com.querydsl.core.types.dsl.DatePath;
import com.querydsl.core.types.dsl.EntityPathBase;
import com.querydsl.core.types.dsl.EnumPath;
import com.querydsl.core.types.dsl.NumberPath;
import com.querydsl.core.types.dsl.PathBuilder;
import com.querydsl.core.types.dsl.StringPath;

/**
 * Path to members, as Querydsl generates it. Spring Data finds it by its name.
 */
public class QMember extends EntityPathBase<Member> {

	private static final long serialVersionUID = 1;

	public static final QMember member = new QMember("member1");

	public final NumberPath<Long> id = createNumber("id", Long.class);

	public final StringPath name = createString("name");

	public final StringPath email = createString("email");

	public final EnumPath<Status> status = createEnum("status", Status.class);

	public final DatePath<LocalDate> birthday = createDate("birthday", LocalDate.class);

	public final PathBuilder<Team> team = new PathBuilder<>(Team.class, forProperty("team"));

	public QMember(String variable) {
		super(Member.class, variable);
	}

}
