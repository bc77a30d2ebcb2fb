create synonym persons for people;
