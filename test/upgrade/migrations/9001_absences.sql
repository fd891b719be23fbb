create table absences (
  id uuid primary key,
  user_id uuid not null references users (id),
  absent_on date not null
);
--> statement-breakpoint
alter table absences enable row level security;
--> statement-breakpoint
alter table absences force row level security;
--> statement-breakpoint
create policy own on absences to bo_godt_app using (user_id = (select actor_id()));
--> statement-breakpoint
grant select on absences to bo_godt_app;
