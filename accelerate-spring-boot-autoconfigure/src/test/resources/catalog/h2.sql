create synonym persons for people;
create alias age_people for 'java.lang.System.nanoTime()';
