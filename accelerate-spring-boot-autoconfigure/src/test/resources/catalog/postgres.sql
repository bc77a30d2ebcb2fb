create table measurements (id bigint, age int) partition by list (id);
create table measurements_odd partition of measurements for values in (1, 3) partition by range (age);
create table measurements_odd_young partition of measurements_odd for values from (0) to (1000);
create table measurements_even partition of measurements for values in (2, 4);
create table places (id bigint, age int);
create table capitals () inherits (places);
create table orders (id bigint, age int);
create table order_log (id bigint, age int);
create rule noted as on update to orders do also insert into order_log values (new.id, new.age);

insert into measurements values (1, 20), (2, 20);
insert into places values (1, 20);
insert into capitals values (2, 20);
insert into orders values (1, 20);
create sequence numbers;
create function age_people() returns int language sql volatile as 'update people set age = age + 1 where id = 1 returning age';
create function stay() returns int language sql stable as 'select 1';
create function count_calls() returns int language sql volatile as 'select 1';
