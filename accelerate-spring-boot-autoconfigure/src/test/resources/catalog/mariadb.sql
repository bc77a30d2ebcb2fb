create trigger noted after update on unrelated for each row set @noted = 1;
create function age_people() returns int modifies sql data return 1;
