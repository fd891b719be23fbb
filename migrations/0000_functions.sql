-- The database's clock. Consent, deadlines and periods go by it and by nothing else; only tests and the
-- maker of demo data replace this function, in databases of their own.
create function clock() returns timestamptz language sql stable parallel safe return now();
--> statement-breakpoint
create function today() returns date language sql stable parallel safe
return (clock() at time zone 'Europe/Copenhagen')::date;
--> statement-breakpoint
-- Who is asking. Set by enter() for one transaction; outside a scope these are null, and policies that
-- compare with null let nothing through.
create function actor_id() returns uuid language sql stable parallel safe
return nullif(current_setting('bo_godt.actor_id', true), '')::uuid;
--> statement-breakpoint
create function actor_role() returns text language sql stable parallel safe
return nullif(current_setting('bo_godt.actor_role', true), '');
--> statement-breakpoint
create function actor_organisation() returns text language sql stable parallel safe
return nullif(current_setting('bo_godt.actor_organisation', true), '');
--> statement-breakpoint
create function actor_departments() returns text[] language sql stable parallel safe
return nullif(current_setting('bo_godt.actor_departments', true), '')::text[];
--> statement-breakpoint
-- How addresses and names are compared: case, spacing and Unicode form do not count.
create function folded(value text) returns text language sql immutable parallel safe
return lower(regexp_replace(normalize(value, NFC), '\s+', '', 'g'));
--> statement-breakpoint
-- RFC 3339 in UTC, for instants inside JSON.
create function rfc3339(value timestamptz) returns text language sql stable parallel safe
return to_char(value at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
--> statement-breakpoint
create sequence naboklage_numbers;
--> statement-breakpoint
create sequence case_numbers;
--> statement-breakpoint
-- N-2026-00042: unique, in the order of filing, possibly with gaps.
create function next_reference(prefix text, number bigint) returns text language sql stable parallel safe
return prefix || to_char(clock() at time zone 'Europe/Copenhagen', '-YYYY-')
  || lpad(number::text, greatest(5, length(number::text)), '0');
--> statement-breakpoint
-- What a statement needs to be true before the next one runs; the text is shown to the client.
create function require(condition boolean, rule text) returns void language plpgsql as $$
begin
  if condition is not true then
    raise exception '%', rule using errcode = 'BG422';
  end if;
end $$;
--> statement-breakpoint
create function require_found(condition boolean) returns void language plpgsql as $$
begin
  if condition is not true then
    raise exception 'not found' using errcode = 'BG404';
  end if;
end $$;
--> statement-breakpoint
create function require_allowed(condition boolean, rule text) returns void language plpgsql as $$
begin
  if condition is not true then
    raise exception '%', rule using errcode = 'BG403';
  end if;
end $$;
--> statement-breakpoint
create function require_closed(condition boolean) returns void language plpgsql as $$
begin
  if condition is not true then
    raise exception 'period is open' using errcode = 'BG410';
  end if;
end $$;
