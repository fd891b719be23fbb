CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"occurred_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"actor_id" uuid DEFAULT actor_id() NOT NULL,
	"organisation_id" text DEFAULT actor_organisation(),
	"role" text DEFAULT actor_role() NOT NULL,
	"action" text NOT NULL,
	"purpose" text NOT NULL,
	"decision" text NOT NULL,
	"subject_ids" uuid[] NOT NULL,
	"case_id" uuid,
	"consent_ids" uuid[] DEFAULT '{}' NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "case_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"organisation_id" text DEFAULT actor_organisation() NOT NULL,
	"author_id" uuid DEFAULT actor_id() NOT NULL,
	"kind" text NOT NULL,
	"data_category" text NOT NULL,
	"resident_ids" uuid[] NOT NULL,
	"legal_basis" text NOT NULL,
	"text" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"supersedes" uuid,
	CONSTRAINT "case_entries_not_in_future" CHECK ("case_entries"."occurred_at" <= "case_entries"."recorded_at" + interval '10 seconds')
);
--> statement-breakpoint
ALTER TABLE "case_entries" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "case_naboklager" (
	"case_id" uuid NOT NULL,
	"naboklage_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	CONSTRAINT "case_naboklager_case_id_naboklage_id_pk" PRIMARY KEY("case_id","naboklage_id")
);
--> statement-breakpoint
ALTER TABLE "case_naboklager" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "case_residents" (
	"case_id" uuid NOT NULL,
	"resident_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	CONSTRAINT "case_residents_case_id_resident_id_pk" PRIMARY KEY("case_id","resident_id")
);
--> statement-breakpoint
ALTER TABLE "case_residents" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "case_team" (
	"case_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	CONSTRAINT "case_team_case_id_user_id_pk" PRIMARY KEY("case_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "case_team" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text DEFAULT next_reference('S', nextval('case_numbers')) NOT NULL,
	"organisation_id" text DEFAULT actor_organisation() NOT NULL,
	"tenancy_id" uuid NOT NULL,
	"department_id" text NOT NULL,
	"theme" text NOT NULL,
	"problem" text NOT NULL,
	"key_person_id" uuid DEFAULT actor_id() NOT NULL,
	"reconfirmation_due" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cases" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "consents_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" uuid NOT NULL,
	"resident_id" uuid NOT NULL,
	"given_by" text NOT NULL,
	"response" text NOT NULL,
	"channel" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"information_text_version" text NOT NULL,
	"interpreter" boolean NOT NULL,
	"purpose" text NOT NULL,
	"recipient_organisation_ids" text[] NOT NULL,
	"data_categories" text[] NOT NULL,
	"review_on" date NOT NULL,
	"note" text,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	"withdrawal_received_at" timestamp with time zone,
	"withdrawal_received_by" uuid,
	"withdrawal_channel" text,
	"withdrawal_reason" text,
	"withdrawal_recorded_at" timestamp with time zone,
	"withdrawal_recorded_by" uuid,
	"invalidated_at" timestamp with time zone,
	"invalidated_by" uuid,
	"invalidation_reason" text,
	"confirmed_in_writing_on" date,
	CONSTRAINT "consents_not_in_future" CHECK ("consents"."given_at" <= "consents"."recorded_at" + interval '10 seconds'),
	CONSTRAINT "consents_review_within_a_year" CHECK ("consents"."review_on" > ("consents"."given_at" at time zone 'Europe/Copenhagen')::date
        and "consents"."review_on" <= (("consents"."given_at" at time zone 'Europe/Copenhagen')::date + interval '12 months')),
	CONSTRAINT "consents_withdrawal_after_giving" CHECK ("consents"."withdrawal_received_at" between "consents"."given_at" and "consents"."withdrawal_recorded_at" + interval '10 seconds')
);
--> statement-breakpoint
ALTER TABLE "consents" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "departments" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"organisation_id" text NOT NULL,
	"position" smallint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "departments" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"party" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "organisations" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "residents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenancy_id" uuid NOT NULL,
	"name" text NOT NULL,
	"birth_year" smallint,
	"phone" text,
	"protected_address" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "residents" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "tenancies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" text NOT NULL,
	"address" text NOT NULL,
	"dwelling" text NOT NULL,
	"moved_in_on" date NOT NULL,
	"moved_out_on" date,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tenancies" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "login_attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"window_started_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"attempts" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "login_attempts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "refresh_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"issued_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "refresh_tokens" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"started_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "user_departments" (
	"user_id" uuid NOT NULL,
	"department_id" text NOT NULL,
	CONSTRAINT "user_departments_user_id_department_id_pk" PRIMARY KEY("user_id","department_id")
);
--> statement-breakpoint
ALTER TABLE "user_departments" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"organisation_id" text,
	"password_hash" text,
	"disabled_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "naboklager" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text DEFAULT next_reference('N', nextval('naboklage_numbers')) NOT NULL,
	"department_id" text NOT NULL,
	"status" text NOT NULL,
	"respondent_tenancy_id" uuid,
	"place" text,
	"complainant_name" text NOT NULL,
	"complainant_contact" text,
	"complainant_tenancy_id" uuid,
	"complainant_withheld" boolean NOT NULL,
	"channel" text NOT NULL,
	"written_with_help_from" text,
	"category" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"description" text NOT NULL,
	"shared_summary" text,
	"demanded_on" date,
	"due_on" date,
	"received_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT clock() NOT NULL,
	CONSTRAINT "naboklager_not_in_future" CHECK ("naboklager"."occurred_at" <= "naboklager"."changed_at" + interval '10 seconds'),
	CONSTRAINT "naboklager_demand_not_in_future" CHECK ("naboklager"."demanded_on" <= ("naboklager"."changed_at" at time zone 'Europe/Copenhagen')::date)
);
--> statement-breakpoint
ALTER TABLE "naboklager" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "category_groups" (
	"category" text PRIMARY KEY NOT NULL,
	"group_id" text NOT NULL,
	"label" text NOT NULL,
	"gravity" smallint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "category_groups" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"user_id" uuid DEFAULT actor_id() NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"resource_id" uuid,
	"answer" text,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "case_entries" ADD CONSTRAINT "case_entries_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "case_entries" ADD CONSTRAINT "case_entries_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "case_entries" ADD CONSTRAINT "case_entries_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "case_naboklager" ADD CONSTRAINT "case_naboklager_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "case_naboklager" ADD CONSTRAINT "case_naboklager_naboklage_id_naboklager_id_fk" FOREIGN KEY ("naboklage_id") REFERENCES "naboklager"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "case_residents" ADD CONSTRAINT "case_residents_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "case_residents" ADD CONSTRAINT "case_residents_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "residents"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "case_team" ADD CONSTRAINT "case_team_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "case_team" ADD CONSTRAINT "case_team_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_tenancy_id_tenancies_id_fk" FOREIGN KEY ("tenancy_id") REFERENCES "tenancies"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_key_person_id_users_id_fk" FOREIGN KEY ("key_person_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "residents"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "departments" ADD CONSTRAINT "departments_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "residents" ADD CONSTRAINT "residents_tenancy_id_tenancies_id_fk" FOREIGN KEY ("tenancy_id") REFERENCES "tenancies"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "tenancies" ADD CONSTRAINT "tenancies_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "user_departments" ADD CONSTRAINT "user_departments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "user_departments" ADD CONSTRAINT "user_departments_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "naboklager" ADD CONSTRAINT "naboklager_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "naboklager" ADD CONSTRAINT "naboklager_respondent_tenancy_id_tenancies_id_fk" FOREIGN KEY ("respondent_tenancy_id") REFERENCES "tenancies"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "naboklager" ADD CONSTRAINT "naboklager_complainant_tenancy_id_tenancies_id_fk" FOREIGN KEY ("complainant_tenancy_id") REFERENCES "tenancies"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "audit_events_subject_ids_index" ON "audit_events" USING gin ("subject_ids");
--> statement-breakpoint
CREATE INDEX "audit_events_actor_id_id_index" ON "audit_events" USING btree ("actor_id","id");
--> statement-breakpoint
CREATE INDEX "audit_events_case_id_id_index" ON "audit_events" USING btree ("case_id","id");
--> statement-breakpoint
CREATE INDEX "audit_events_request_id_index" ON "audit_events" USING btree ("request_id");
--> statement-breakpoint
CREATE INDEX "case_entries_case_id_id_index" ON "case_entries" USING btree ("case_id","id");
--> statement-breakpoint
CREATE INDEX "case_naboklager_naboklage_id_index" ON "case_naboklager" USING btree ("naboklage_id");
--> statement-breakpoint
CREATE INDEX "case_team_user_id_case_id_index" ON "case_team" USING btree ("user_id","case_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "cases_reference_index" ON "cases" USING btree ("reference");
--> statement-breakpoint
CREATE INDEX "cases_tenancy_id_index" ON "cases" USING btree ("tenancy_id");
--> statement-breakpoint
CREATE INDEX "cases_organisation_id_index" ON "cases" USING btree ("organisation_id");
--> statement-breakpoint
CREATE INDEX "consents_case_id_resident_id_index" ON "consents" USING btree ("case_id","resident_id");
--> statement-breakpoint
CREATE INDEX "residents_tenancy_id_index" ON "residents" USING btree ("tenancy_id");
--> statement-breakpoint
CREATE INDEX "tenancies_department_id_id_index" ON "tenancies" USING btree ("department_id","id");
--> statement-breakpoint
CREATE INDEX "refresh_tokens_session_id_index" ON "refresh_tokens" USING btree ("session_id");
--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "users_username_index" ON "users" USING btree (lower("username"));
--> statement-breakpoint
CREATE UNIQUE INDEX "naboklager_reference_index" ON "naboklager" USING btree ("reference");
--> statement-breakpoint
CREATE INDEX "naboklager_department_id_id_index" ON "naboklager" USING btree ("department_id","id");
--> statement-breakpoint
CREATE INDEX "naboklager_respondent_tenancy_id_index" ON "naboklager" USING btree ("respondent_tenancy_id");
--> statement-breakpoint
CREATE INDEX "naboklager_recorded_at_index" ON "naboklager" USING btree ("recorded_at");
--> statement-breakpoint
CREATE INDEX "idempotency_keys_recorded_at_index" ON "idempotency_keys" USING btree ("recorded_at");
