create table people (id bigint primary key, age int);
create view adults as select id, age from people where age >= 18;
create view seniors as select id, age from adults where age >= 65;
create table countries (id bigint primary key, code int unique);
create table cities (id bigint primary key, country_id bigint, foreign key (country_id) references countries (id) on delete cascade);
create table streets (id bigint primary key, city_id bigint, foreign key (city_id) references cities (id) on delete cascade);
create table mayors (id bigint primary key, city_id int, foreign key (city_id) references countries (code) on delete set null on update cascade);

create table parents (id bigint primary key);
create table children (id bigint primary key, parent_id bigint, foreign key (parent_id) references parents (id) on delete cascade);
create table strangers (id bigint primary key, age int);
create table unrelated (id bigint primary key);

insert into people values (1, 20), (2, 70);
insert into countries values (1, 10), (2, 20), (3, 30);
insert into cities values (1, 1), (2, 2);
insert into streets values (1, 1), (2, 2);
insert into mayors values (1, 10), (2, 20), (3, 30);
insert into parents values (1), (2);
insert into children values (1, 1), (2, 2);
insert into strangers values (1, 20);
insert into unrelated values (1);
