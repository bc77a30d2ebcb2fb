create table reach_captains (id int primary key, version bigint unique);
create table reach_squads (id int primary key, version bigint default null
	references reach_captains (version) on delete set default);

-- A view that is written through.
create table reach_people (id int primary key, version bigint, hidden boolean not null default false);
create view reach_active_people as select id, version from reach_people where not hidden;

-- Partitions by list, and by range with partitions of a partition, below a cascade.
create table reach_events (id int, version bigint) partition by list ((id / 100));
create table reach_events_near partition of reach_events for values in (0);
create table reach_events_far partition of reach_events default;
create table reach_sensors (id int primary key, version bigint);
create table reach_readings (id int, version bigint, parent_id int references reach_sensors (id) on delete cascade)
	partition by range (id);
create table reach_readings_low partition of reach_readings for values from (0) to (100);
create table reach_readings_high partition of reach_readings for values from (100) to (200) partition by list (id);
create table reach_readings_highest partition of reach_readings_high default;

-- A table that inherits from another.
create table reach_vehicles (id int, version bigint);
create table reach_cars (doors int) inherits (reach_vehicles);
create table reach_taxis (sign int) inherits (reach_cars);

-- Rules that write elsewhere, too or instead.
create table reach_orders (id int primary key, version bigint);
create table reach_audits (id int primary key, version bigint);
create rule reach_audit as on update to reach_orders
	do also update reach_audits set version = new.version where id = new.id;
create table reach_papers (id int primary key, version bigint);
create table reach_desks (id int primary key, version bigint);
create view reach_sheets as select p.id, p.version from reach_papers p join reach_desks d on d.id = p.id;
create rule reach_write as on update to reach_sheets
	do instead update reach_papers set version = new.version where id = new.id;
create table reach_inbox (id int primary key, version bigint);
create table reach_outbox (id int primary key, version bigint);
create rule reach_forward as on update to reach_inbox
	do instead update reach_outbox set version = new.version where id = new.id;

-- A view of which nobody but its entity tells what it reads.
create table reach_marks (id int primary key, version bigint);
create function reach_tallies_now() returns table (id int, version bigint) language sql stable
	as 'select id, version from reach_marks';
create view reach_tallies as select * from reach_tallies_now();
create view reach_recaps as select id, version from reach_marks;
