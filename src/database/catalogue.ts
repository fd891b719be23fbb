/** A table with its parts, not each of them: which months there are is a matter of the date. */
const whole = `c.relkind in ('r', 'p') and not c.relispartition`

/** Each part of the schema as lines of text, read from the catalogs: no pg_dump is needed. `$1` is the schema. */
export const catalogueParts: Record<string, string> = {
  columns: `
    select format('%s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then ' not null' else '' end,
      coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relnamespace = $1::regnamespace and ${whole} and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`,
  'row-level security': `
    select format('%s %s %s', c.relname, case when c.relrowsecurity then 'enabled' else 'OFF' end,
      case when c.relforcerowsecurity then 'forced' else 'NOT FORCED' end) as line
    from pg_class c where c.relnamespace = $1::regnamespace and ${whole} order by c.relname`,
  policies: `
    select format('%s.%s %s for %s to %s using (%s) with check (%s)', p.tablename, p.policyname, p.permissive, p.cmd,
      array_to_string(p.roles, ', '), p.qual, p.with_check) as line
    from pg_policies p where p.schemaname = $1 order by p.tablename, p.policyname`,
  constraints: `
    select format('%s.%s %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as line
    from pg_constraint c left join pg_class t on t.oid = c.conrelid
    where c.connamespace = $1::regnamespace and c.contype <> 'n' and t.relispartition is not true
    order by c.conrelid::regclass::text, c.conname`,
  indexes: `
    select indexdef as line from pg_indexes i join pg_class c on c.relname = i.tablename
    where i.schemaname = $1 and c.relnamespace = $1::regnamespace and not c.relispartition order by tablename, indexname`,
  triggers: `
    select format('%s enabled %s', pg_get_triggerdef(t.oid), t.tgenabled) as line
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = $1::regnamespace and not c.relispartition and not t.tgisinternal
    order by c.relname, t.tgname`,
  views: `
    select format('%s of %s %s%s%s', c.relname, c.relowner::regrole, array_to_string(c.reloptions, ' '), chr(10),
      pg_get_viewdef(c.oid, true)) as line
    from pg_class c where c.relnamespace = $1::regnamespace and c.relkind = 'v' order by c.relname`,
  functions: `
    select format('of %s%s%s', p.proowner::regrole, chr(10), pg_get_functiondef(p.oid)) as line
    from pg_proc p where p.pronamespace = $1::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    order by p.proname, pg_get_function_identity_arguments(p.oid)`,
  'grants on tables and views': `
    select format('%s: %s', c.relname, a) as line
    from pg_class c, unnest(c.relacl::text[]) a
    where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'v', 'S') and not c.relispartition
    order by c.relname, a`,
  'grants on columns': `
    select format('%s.%s: %s', c.relname, a.attname, g) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid, unnest(a.attacl::text[]) g
    where c.relnamespace = $1::regnamespace and not c.relispartition order by c.relname, a.attname, g`,
  'grants on functions': `
    select format('%s: %s', p.proname, coalesce(p.proacl::text, 'everyone')) as line
    from pg_proc p where p.pronamespace = $1::regnamespace and p.prosecdef
    order by p.proname, pg_get_function_identity_arguments(p.oid)`,
  roles: `
    select format('%s login %s super %s bypassrls %s inherit %s', rolname, rolcanlogin, rolsuper, rolbypassrls,
      rolinherit) as line
    from pg_roles where rolname like 'bo\\_godt\\_%' order by rolname`,
}

/** The parts of tables, with what they have of their own. */
export const partsOfTables = `
  with parts as (
    select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relacl, c.relowner,
      pg_get_expr(c.relpartbound, c.oid) as bound, i.inhparent
    from pg_class c join pg_inherits i on i.inhrelid = c.oid
    where c.relnamespace = $1::regnamespace and c.relkind = 'r' and c.relispartition)
  select format('%s of %s %s owner %s row-level security %s forced %s grants %s', relname, inhparent::regclass, bound,
    relowner::regrole, relrowsecurity, relforcerowsecurity, relacl::text) as line from parts
  union all select pg_get_indexdef(x.indexrelid) from pg_index x join parts p on p.oid = x.indrelid
  union all
  select format('%s enabled %s', pg_get_triggerdef(t.oid), t.tgenabled) from pg_trigger t join parts p on p.oid = t.tgrelid
  union all
  select format('%s.%s for %s', p.relname, y.polname, y.polroles::regrole[]) from pg_policy y join parts p on p.oid = y.polrelid
  order by 1`
