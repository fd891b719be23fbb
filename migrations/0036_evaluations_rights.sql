alter table evaluation_comments force row level security;
--> statement-breakpoint
alter table evaluation_moves force row level security;
--> statement-breakpoint
grant select, insert on evaluation_comments, evaluation_moves to bo_godt_app;
--> statement-breakpoint
create trigger evaluation_comments_immutable before update or delete on evaluation_comments
for each row execute function refuse_change_of_figures();
--> statement-breakpoint
create trigger evaluation_moves_immutable before update or delete on evaluation_moves
for each row execute function refuse_change_of_figures();
--> statement-breakpoint
alter table evaluation_comments enable always trigger evaluation_comments_immutable;
--> statement-breakpoint
alter table evaluation_moves enable always trigger evaluation_moves_immutable;
