create table if not exists accelerate_invalidation (
	id bigint not null auto_increment primary key,
	created_at timestamp(6) default current_timestamp(6) not null,
	node varchar(64) not null,
	record varchar(4000) not null
) engine = InnoDB character set ascii;
