create table reach_things (id int primary key, version bigint);
create synonym reach_items for reach_things;
