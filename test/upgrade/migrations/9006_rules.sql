create policy unrestricted on naboklager as restrictive to bo_godt_app using (weather is distinct from 'hidden');
--> statement-breakpoint
create function touch_weather() returns trigger language plpgsql as $$
begin
  new.weather := coalesce(new.weather, 'unknown');
  return new;
end $$;
--> statement-breakpoint
create trigger weather before insert or update on naboklager for each row execute function touch_weather();
--> statement-breakpoint
alter table naboklager enable always trigger weather;
