-- How many migrations a program must know to run on this schema. A migration that takes away what an older one uses sets it
-- higher: all others leave that one at work, and it may be started again.
create function oldest_program() returns int language sql immutable set search_path from current return 74;
--> statement-breakpoint
grant execute on function oldest_program to bo_godt_app;
