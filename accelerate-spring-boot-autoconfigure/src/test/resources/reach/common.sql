-- Deleting an author deletes the books and their reviews.
create table reach_authors (id int primary key, version bigint);
create table reach_books (id int primary key, version bigint, parent_id int,
	foreign key (parent_id) references reach_authors (id) on delete cascade);
create table reach_reviews (id int primary key, version bigint, parent_id int,
	foreign key (parent_id) references reach_books (id) on delete cascade);
create view reach_shelves as select r.id, r.version from reach_books b join reach_reviews r on r.parent_id = b.id;

-- Renumbering a country renumbers its cities and their streets.
create table reach_countries (id int primary key, version bigint unique);
create table reach_cities (id int primary key, version bigint unique,
	foreign key (version) references reach_countries (version) on update cascade);
create table reach_streets (id int primary key, version bigint,
	foreign key (version) references reach_cities (version) on update cascade);

-- Deleting a leader leaves the team without one.
create table reach_leaders (id int primary key, version bigint unique);
create table reach_teams (id int primary key, version bigint,
	foreign key (version) references reach_leaders (version) on delete set null);

-- A view over two tables, and a view over that view.
create table reach_stock (id int primary key, version bigint);
create table reach_prices (id int primary key, version bigint);
create view reach_offers as select s.id, s.version, p.version as price from reach_stock s join reach_prices p on p.id = s.id;
create view reach_summaries as select id, price as version from reach_offers where price >= 0;

-- What Hibernate itself is told.
create table reach_shops (id int primary key, version bigint);
create table reach_clerks (id int primary key, version bigint, shop_id int,
	foreign key (shop_id) references reach_shops (id) on delete cascade);
create table reach_labels (id int, version bigint,
	foreign key (id) references reach_shops (id) on delete cascade);

-- What is deleted stays.
create table reach_notes (id int primary key, version bigint, deleted boolean default false not null);
create table reach_memos (id int primary key, version bigint, gone boolean default false not null);
