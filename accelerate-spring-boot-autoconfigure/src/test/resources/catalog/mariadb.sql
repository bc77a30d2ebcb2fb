create trigger noted after update on unrelated for each row set @noted = 1;
