-- A protected address is the landlord's alone, and the landlord's staff write texts that the other parties read: a
-- complaint's shared summary, a case's problem and its entries. Whether a text names an address is compared as
-- addresses are, without case and spacing; `Vejen 1` is not named by `Vejen 12`.
create function names_address(said text, address text) returns boolean language sql immutable parallel safe
return normalize(said, NFC) ~* (
  select string_agg(case when c ~ '[[:alnum:]]' then c else '\' || c end, '\s*' order by n) || '(?!\d)'
  from regexp_split_to_table(folded(address), '') with ordinality x (c, n));
--> statement-breakpoint
-- Told to those who know the address anyway: it is asked with the writer's own sight of the household.
create function require_address_withheld(said text, concerned uuid[]) returns void language sql stable as $$
  select require(not exists (
    select from tenancies t where t.id = any (concerned) and names_address(said, t.address)
      and exists (select from residents r where r.tenancy_id = t.id and r.protected_address)),
    'Teksten nævner en beskyttet adresse, og den må sagens andre parter ikke se.')
$$;
--> statement-breakpoint
create function withhold_protected_address() returns trigger language plpgsql as $$
begin
  case tg_table_name
    when 'naboklager' then
      perform require_address_withheld(new.shared_summary, array[new.respondent_tenancy_id, new.complainant_tenancy_id]);
    when 'cases' then
      perform require_address_withheld(new.problem, array[new.tenancy_id]);
    when 'case_entries' then
      perform require_address_withheld(new.text, array(select c.tenancy_id from cases c where c.id = new.case_id));
  end case;
  return new;
end $$;
--> statement-breakpoint
create trigger naboklager_withhold_address
before insert or update of shared_summary, respondent_tenancy_id, complainant_tenancy_id on naboklager
for each row when (new.shared_summary is not null) execute function withhold_protected_address();
--> statement-breakpoint
create trigger cases_withhold_address before insert or update of problem on cases
for each row when (current_setting('bo_godt.actor_role', true) = 'drift') execute function withhold_protected_address();
--> statement-breakpoint
create trigger case_entries_withhold_address before insert on case_entries
for each row when (current_setting('bo_godt.actor_role', true) = 'drift') execute function withhold_protected_address();
