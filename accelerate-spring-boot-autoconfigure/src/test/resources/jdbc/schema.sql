create table settings (id bigint);
