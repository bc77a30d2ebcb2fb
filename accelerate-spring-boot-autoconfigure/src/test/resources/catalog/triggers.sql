create trigger noted before update on people for each row execute function suppress_redundant_updates_trigger();
create trigger noted before update on unrelated for each row execute function suppress_redundant_updates_trigger();
