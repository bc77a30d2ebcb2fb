create table reach_people (id int primary key, version bigint, hidden boolean not null default false);
create view reach_active_people as select id, version from reach_people where not hidden;
