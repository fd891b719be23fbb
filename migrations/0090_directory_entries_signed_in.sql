-- Whom an organisation's directory has made signs in with the organisation's provider, where the operator has said that the
-- subject of the one is the key of the other. Not again for an identity that was unlinked.
set local role bo_godt_gate;
--> statement-breakpoint
create function link_directory_entry(by_issuer text, by_subject text, organisations text[], request text) returns void
language plpgsql security definer set search_path from current as $$
declare
  known uuid;
begin
  insert into user_identities (id, user_id, issuer, subject, origin)
  select uuidv7(), u.id, by_issuer, by_subject, 'directory'
  from directory_entries e join users u on u.id = e.user_id and u.organisation_id = e.organisation_id
  where e.external_id = by_subject and e.organisation_id = any (organisations) and e.removed_at is null
    and u.disabled_at is null
    and (select count(*) from directory_entries o
      where o.external_id = by_subject and o.organisation_id = any (organisations) and o.removed_at is null) = 1
    and not exists (select from user_identities i where i.issuer = by_issuer and i.subject = by_subject)
  on conflict (issuer, subject) where unlinked_at is null do nothing
  returning user_id into known;
  if known is not null then
    perform record_identity_event(known, 'account.link', 'allowed', request);
  end if;
end $$;
--> statement-breakpoint
revoke all on function link_directory_entry from public;
--> statement-breakpoint
grant execute on function link_directory_entry to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
