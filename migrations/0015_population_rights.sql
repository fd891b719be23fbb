-- Statistics knows no other slice, so the reference to the department is made here.
alter table department_population
  add constraint department_population_department_fk foreign key (department_id) references departments;
--> statement-breakpoint
alter table department_population force row level security;
--> statement-breakpoint
grant select, insert on department_population to bo_godt_app;
--> statement-breakpoint
grant select on department_population to bo_godt_gate;
--> statement-breakpoint
create trigger department_population_immutable before update or delete on department_population
for each row execute function refuse_change_of_figures();
--> statement-breakpoint
alter table department_population enable always trigger department_population_immutable;
