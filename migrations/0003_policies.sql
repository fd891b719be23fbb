CREATE POLICY "gate" ON "audit_events" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "officer_reads" ON "audit_events" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo');
--> statement-breakpoint
CREATE POLICY "everyone_adds" ON "audit_events" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (actor_id = (select actor_id()));
--> statement-breakpoint
CREATE POLICY "gate" ON "case_entries" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "team_reads" ON "case_entries" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from cases c where c.id = case_id));
--> statement-breakpoint
CREATE POLICY "consent" ON "case_entries" AS RESTRICTIVE FOR SELECT TO "bo_godt_app" USING (organisation_id = (select actor_organisation())
        or not exists (select from unnest(resident_ids) r (id) where not exists (
          select from consents_naming_me n where n.case_id = case_entries.case_id and n.resident_id = r.id
            and case_entries.data_category = any (n.data_categories))));
--> statement-breakpoint
CREATE POLICY "team_writes" ON "case_entries" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (exists (select from cases c where c.id = case_id) and organisation_id = (select actor_organisation())
        and author_id = (select actor_id())
        and resident_ids <@ array(select p.resident_id from case_people p where p.case_id = case_entries.case_id));
--> statement-breakpoint
CREATE POLICY "gate" ON "case_naboklager" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "landlord_links" ON "case_naboklager" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (exists (select from cases c where c.id = case_id) and exists (select from naboklager n where n.id = naboklage_id)
        and recorded_by = (select actor_id()));
--> statement-breakpoint
CREATE POLICY "gate" ON "case_residents" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "team_adds" ON "case_residents" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (exists (select from cases c where c.id = case_id) and recorded_by = (select actor_id()));
--> statement-breakpoint
CREATE POLICY "gate" ON "case_team" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "team_reads" ON "case_team" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from cases c where c.id = case_id));
--> statement-breakpoint
CREATE POLICY "owner_adds" ON "case_team" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (recorded_by = (select actor_id()) and (exists (select from visible_cases v where v.case_id = case_team.case_id and v.owned) or (user_id = (select actor_id())
  and exists (select from keyed_cases k where k.case_id = case_team.case_id))));
--> statement-breakpoint
CREATE POLICY "owner_removes" ON "case_team" AS PERMISSIVE FOR DELETE TO "bo_godt_app" USING (exists (select from visible_cases v where v.case_id = case_team.case_id and v.owned));
--> statement-breakpoint
CREATE POLICY "gate" ON "cases" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "team_reads" ON "cases" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from my_cases m where m.case_id = cases.id));
--> statement-breakpoint
CREATE POLICY "consent" ON "cases" AS RESTRICTIVE FOR SELECT TO "bo_godt_app" USING (exists (select from visible_cases v where v.case_id = cases.id));
--> statement-breakpoint
CREATE POLICY "party_opens" ON "cases" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (organisation_id = (select actor_organisation()) and key_person_id = (select actor_id())
        and recorded_by = (select actor_id()));
--> statement-breakpoint
CREATE POLICY "team_changes" ON "cases" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING (exists (select from visible_cases v where v.case_id = cases.id)) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "gate" ON "consents" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "team_reads" ON "consents" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from cases c where c.id = case_id));
--> statement-breakpoint
CREATE POLICY "consent" ON "consents" AS RESTRICTIVE FOR SELECT TO "bo_godt_app" USING (exists (select from visible_cases v where v.case_id = consents.case_id and v.owned)
  or (response = 'given' and (select actor_organisation()) = any (recipient_organisation_ids)));
--> statement-breakpoint
CREATE POLICY "key_person_records" ON "consents" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (exists (select from cases c where c.id = case_id and c.key_person_id = (select actor_id())) and recorded_by = (select actor_id())
        and exists (select from case_people p where p.case_id = consents.case_id and p.resident_id = consents.resident_id));
--> statement-breakpoint
CREATE POLICY "owner_changes" ON "consents" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING (exists (select from cases c where c.id = case_id)) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "gate" ON "departments" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "signed_in" ON "departments" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_id()) is not null);
--> statement-breakpoint
CREATE POLICY "gate" ON "organisations" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "signed_in" ON "organisations" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_id()) is not null);
--> statement-breakpoint
CREATE POLICY "gate" ON "residents" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "landlord_reads" ON "residents" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from tenancies t where t.id = tenancy_id));
--> statement-breakpoint
CREATE POLICY "landlord_adds" ON "residents" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (exists (select from tenancies t where t.id = tenancy_id) and recorded_by = (select actor_id()));
--> statement-breakpoint
CREATE POLICY "landlord_changes" ON "residents" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING (exists (select from tenancies t where t.id = tenancy_id)) WITH CHECK (exists (select from tenancies t where t.id = tenancy_id));
--> statement-breakpoint
CREATE POLICY "gate" ON "tenancies" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "landlord_reads" ON "tenancies" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (department_id = any ((select actor_departments())::text[]));
--> statement-breakpoint
CREATE POLICY "landlord_adds" ON "tenancies" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (department_id = any ((select actor_departments())::text[]) and recorded_by = (select actor_id()));
--> statement-breakpoint
CREATE POLICY "landlord_changes" ON "tenancies" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING (department_id = any ((select actor_departments())::text[])) WITH CHECK (department_id = any ((select actor_departments())::text[]));
--> statement-breakpoint
CREATE POLICY "gate" ON "login_attempts" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "gate" ON "refresh_tokens" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "gate" ON "sessions" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "gate" ON "user_departments" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "own" ON "user_departments" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (user_id = (select actor_id()));
--> statement-breakpoint
CREATE POLICY "gate" ON "users" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "signed_in" ON "users" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_id()) is not null);
--> statement-breakpoint
CREATE POLICY "gate" ON "naboklager" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "landlord_reads" ON "naboklager" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (department_id = any ((select actor_departments())::text[]));
--> statement-breakpoint
CREATE POLICY "landlord_files" ON "naboklager" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (department_id = any ((select actor_departments())::text[]) and recorded_by = (select actor_id()));
--> statement-breakpoint
CREATE POLICY "landlord_changes" ON "naboklager" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING (department_id = any ((select actor_departments())::text[])) WITH CHECK (department_id = any ((select actor_departments())::text[]));
--> statement-breakpoint
CREATE POLICY "gate" ON "category_groups" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "gate" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "own" ON "idempotency_keys" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (user_id = (select actor_id()) and still_visible(resource_id));
