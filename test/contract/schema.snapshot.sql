-- columns
action_due_dates.id uuid not null
action_due_dates.action_id uuid not null
action_due_dates.due_on date not null
action_due_dates.reason text
action_due_dates.recorded_at timestamp with time zone not null default clock()
action_due_dates.recorded_by uuid not null default actor_id()
activities.id text not null
activities.name text not null
activities.hours_per_week smallint not null
activities.purpose text[] not null
activities.target_groups text[] not null
activities.position smallint not null
agreed_actions.id uuid not null
agreed_actions.case_id uuid not null
agreed_actions.organisation_id text not null default actor_organisation()
agreed_actions.author_id uuid not null default actor_id()
agreed_actions.title text not null
agreed_actions.method text not null
agreed_actions.activity_id text
agreed_actions.community text
agreed_actions.responsible_user_id uuid not null
agreed_actions.due_on date not null
agreed_actions.data_category text not null
agreed_actions.resident_ids uuid[] not null
agreed_actions.status text not null default 'open'::text
agreed_actions.completed_on date
agreed_actions.completion_note text
agreed_actions.drop_reason text
agreed_actions.settled_at timestamp with time zone
agreed_actions.settled_by uuid
agreed_actions.recorded_at timestamp with time zone not null default clock()
agreement_parties.position smallint not null
agreement_parties.name text not null
agreement_parties.role text not null
agreement_revisions.id uuid not null
agreement_revisions.decided_on date not null
agreement_revisions.text text not null
agreement_revisions.recorded_at timestamp with time zone not null default clock()
agreement_revisions.recorded_by uuid not null default actor_id()
agreements.id text not null
agreements.title text not null
agreements.valid_from date not null
agreements.valid_to date not null
audit_checkpoints.id uuid not null default uuidv7()
audit_checkpoints.size bigint not null
audit_checkpoints.root bytea not null
audit_checkpoints.note text not null
audit_checkpoints.signed_at timestamp with time zone not null default now()
audit_checkpoints.complete_below uuid not null
audit_events.id uuid not null default uuidv7()
audit_events.occurred_at timestamp with time zone not null default clock()
audit_events.actor_id uuid not null default actor_id()
audit_events.organisation_id text default actor_organisation()
audit_events.role text not null default actor_role()
audit_events.action text not null
audit_events.purpose text not null
audit_events.decision text not null
audit_events.subject_ids uuid[] not null
audit_events.case_id uuid
audit_events.consent_ids uuid[] not null default '{}'::uuid[]
audit_events.request_id text not null
audit_events.emergency_access_ids uuid[] not null default '{}'::uuid[]
audit_leaves.index bigint not null
audit_leaves.event_id uuid not null
audit_leaves.leaf text not null
audit_nodes.level smallint not null
audit_nodes.index bigint not null
audit_nodes.hash bytea not null
audit_salts.leaf_index bigint not null
audit_salts.salt bytea not null
audit_shipments.size bigint not null
audit_shipments.shipped_at timestamp with time zone not null default now()
basis_reviews.id uuid not null default uuidv7()
basis_reviews.case_id uuid not null
basis_reviews.entry_id uuid not null
basis_reviews.organisation_id text not null
basis_reviews.consent_id uuid not null
basis_reviews.due_on date not null
basis_reviews.raised_at timestamp with time zone not null default clock()
basis_reviews.outcome text
basis_reviews.legal_basis text
basis_reviews.reason text
basis_reviews.decided_at timestamp with time zone
basis_reviews.decided_by uuid
case_entries.id uuid not null
case_entries.case_id uuid not null
case_entries.organisation_id text not null default actor_organisation()
case_entries.author_id uuid not null default actor_id()
case_entries.kind text not null
case_entries.data_category text not null
case_entries.resident_ids uuid[] not null
case_entries.legal_basis text not null
case_entries.text text not null
case_entries.occurred_at timestamp with time zone not null
case_entries.recorded_at timestamp with time zone not null default clock()
case_entries.version integer not null default 1
case_entries.supersedes uuid
case_entries.correction_reason text
case_moves.id uuid not null
case_moves.case_id uuid not null
case_moves.kind text not null
case_moves.reason text
case_moves.outcome text
case_moves.closed_on date
case_moves.key_person_id uuid not null
case_moves.recorded_at timestamp with time zone not null default clock()
case_moves.recorded_by uuid not null default actor_id()
case_naboklager.case_id uuid not null
case_naboklager.naboklage_id uuid not null
case_naboklager.recorded_at timestamp with time zone not null default clock()
case_naboklager.recorded_by uuid not null default actor_id()
case_residents.case_id uuid not null
case_residents.resident_id uuid not null
case_residents.recorded_at timestamp with time zone not null default clock()
case_residents.recorded_by uuid not null default actor_id()
case_team.case_id uuid not null
case_team.user_id uuid not null
case_team.recorded_at timestamp with time zone not null default clock()
case_team.recorded_by uuid not null default actor_id()
case_themes.id uuid not null default uuidv7()
case_themes.case_id uuid not null
case_themes.theme text not null
case_themes.recorded_at timestamp with time zone not null default clock()
cases.id uuid not null
cases.reference text not null default next_reference('S'::text, nextval('case_numbers'::regclass))
cases.organisation_id text not null default actor_organisation()
cases.tenancy_id uuid not null
cases.department_id text not null
cases.theme text not null
cases.problem text not null
cases.key_person_id uuid not null default actor_id()
cases.reconfirmation_due boolean not null default false
cases.recorded_at timestamp with time zone not null default clock()
cases.recorded_by uuid not null default actor_id()
cases.paused_at timestamp with time zone
cases.closed_at timestamp with time zone
cases.closed_on date
cases.outcome text
conflicts.id uuid not null
conflicts.user_id uuid not null
conflicts.tenancy_id uuid not null
conflicts.reason text not null
conflicts.recorded_at timestamp with time zone not null default clock()
conflicts.recorded_by uuid not null default actor_id()
conflicts.ended_at timestamp with time zone
conflicts.ended_by uuid
consents.id uuid not null
consents.sequence bigint not null
consents.case_id uuid not null
consents.resident_id uuid not null
consents.given_by text not null
consents.response text not null
consents.channel text not null
consents.given_at timestamp with time zone not null
consents.information_text_version text not null
consents.interpreter boolean not null
consents.purpose text not null
consents.recipient_organisation_ids text[] not null
consents.data_categories text[] not null
consents.review_on date not null
consents.note text
consents.recorded_at timestamp with time zone not null default clock()
consents.recorded_by uuid not null default actor_id()
consents.withdrawal_received_at timestamp with time zone
consents.withdrawal_received_by uuid
consents.withdrawal_channel text
consents.withdrawal_reason text
consents.withdrawal_recorded_at timestamp with time zone
consents.withdrawal_recorded_by uuid
consents.invalidated_at timestamp with time zone
consents.invalidated_by uuid
consents.invalidation_reason text
consents.confirmed_in_writing_on date
count_groups.table_id text not null
count_groups.code text not null
count_groups.group_id text not null
count_groups.label text not null
count_groups.position smallint not null
count_groups.gravity smallint
department_population.id uuid not null
department_population.department_id text not null
department_population.year smallint not null
department_population.dwellings integer not null
department_population.households integer not null
department_population.residents integer not null
department_population.source text not null
department_population.recorded_at timestamp with time zone not null default clock()
department_population.recorded_by uuid not null default actor_id()
departments.id text not null
departments.name text not null
departments.organisation_id text not null
departments.position smallint not null
directory_entries.user_id uuid not null
directory_entries.organisation_id text not null
directory_entries.external_id text
directory_entries.given_name text
directory_entries.family_name text
directory_entries.switched_off_at timestamp with time zone
directory_entries.recorded_at timestamp with time zone not null default clock()
directory_entries.removed_at timestamp with time zone
disclosures.id uuid not null
disclosures.meeting_id uuid not null
disclosures.item_id uuid not null
disclosures.case_id uuid not null
disclosures.resident_id uuid not null
disclosures.organisation_id text not null
disclosures.data_category text not null
disclosures.consent_ids uuid[] not null
disclosures.recorded_at timestamp with time zone not null default clock()
disclosures.recorded_by uuid not null default actor_id()
discussions.item_id uuid not null
discussions.entry_id uuid not null
discussions.action_ids uuid[] not null
discussions.present_organisation_ids text[] not null
discussions.participant_user_ids uuid[] not null
discussions.recorded_at timestamp with time zone not null default clock()
discussions.recorded_by uuid not null default actor_id()
emergency_accesses.id uuid not null
emergency_accesses.case_id uuid not null
emergency_accesses.user_id uuid not null default actor_id()
emergency_accesses.organisation_id text not null default actor_organisation()
emergency_accesses.reason text not null
emergency_accesses.legal_basis text not null
emergency_accesses.granted_at timestamp with time zone not null default clock()
emergency_accesses.expires_at timestamp with time zone not null default (clock() + '24:00:00'::interval)
emergency_accesses.outcome text
emergency_accesses.review_note text
emergency_accesses.reviewed_at timestamp with time zone
emergency_accesses.reviewed_by uuid
erasures.position bigint not null
erasures.kind text not null
erasures.record_id uuid not null
erasures.erased_at timestamp with time zone not null default clock()
erasures.keep text not null
erasures.event_id uuid
erasures.happened_at timestamp with time zone
evaluation_comments.id uuid not null
evaluation_comments.year smallint not null
evaluation_comments.goal_id text not null
evaluation_comments.text text not null
evaluation_comments.recorded_at timestamp with time zone not null default clock()
evaluation_comments.recorded_by uuid not null default actor_id()
evaluation_moves.id uuid not null
evaluation_moves.year smallint not null
evaluation_moves.kind text not null
evaluation_moves.content text not null
evaluation_moves.content_hash text not null
evaluation_moves.recorded_at timestamp with time zone not null default clock()
evaluation_moves.recorded_by uuid not null default actor_id()
former_versions.id uuid not null default uuidv7()
former_versions.record_id uuid not null
former_versions.former json not null
former_versions.recorded_at timestamp with time zone not null default clock()
former_versions.recorded_by uuid default actor_id()
goals.id text not null
goals.name text not null
goals.position smallint not null
idempotency_keys.user_id uuid not null default actor_id()
idempotency_keys.key text not null
idempotency_keys.fingerprint text not null
idempotency_keys.resource_id uuid
idempotency_keys.answer text
idempotency_keys.recorded_at timestamp with time zone not null default clock()
indicator_baselines.indicator_id text not null
indicator_baselines.position smallint not null
indicator_baselines.department_id text
indicator_baselines.label text not null
indicator_baselines.value numeric
indicator_baselines.status text not null
indicator_baselines.pending_text text
indicator_baselines.source text not null
indicator_comparators.indicator_id text not null
indicator_comparators.position smallint not null
indicator_comparators.label text not null
indicator_comparators.value numeric not null
indicator_comparators.source text not null
indicators.id text not null
indicators.goal_id text not null
indicators.name text not null
indicators.unit text not null
indicators.better text
indicators.source text not null
indicators.baseline_year smallint
indicators.position smallint not null
invitations.hash text not null
invitations.user_id uuid not null
invitations.invited_at timestamp with time zone not null default clock()
invitations.invited_by uuid not null default actor_id()
invitations.expires_at timestamp with time zone not null
invitations.used_at timestamp with time zone
login_attempts.key text not null
login_attempts.window_started_at timestamp with time zone not null default clock()
login_attempts.attempts integer not null
meeting_items.id uuid not null
meeting_items.meeting_id uuid not null
meeting_items.case_id uuid not null
meeting_items.recorded_at timestamp with time zone not null default clock()
meeting_items.recorded_by uuid not null default actor_id()
meetings.id uuid not null
meetings.organisation_id text not null default actor_organisation()
meetings.held_on date not null
meetings.place text
meetings.invited_organisation_ids text[] not null
meetings.cancelled_at timestamp with time zone
meetings.recorded_at timestamp with time zone not null default clock()
meetings.recorded_by uuid not null default actor_id()
migrations.id integer not null default nextval('migrations_id_seq'::regclass)
migrations.hash text not null
migrations.created_at bigint
naboklage_changes.id uuid not null default uuidv7()
naboklage_changes.naboklage_id uuid not null
naboklage_changes.kind text not null
naboklage_changes.reason text
naboklage_changes.former json not null
naboklage_changes.recorded_at timestamp with time zone not null default clock()
naboklage_changes.recorded_by uuid default actor_id()
naboklage_changes.former_category text default (former ->> 'category'::text)
naboklage_changes.former_respondent_tenancy_id uuid default ((former ->> 'respondentTenancyId'::text))::uuid
naboklage_steps.naboklage_id uuid not null
naboklage_steps.position smallint not null
naboklage_steps.kind text not null
naboklage_steps.taken_on date not null
naboklage_steps.note text
naboklage_steps.outcome text
naboklage_steps.override_reason text
naboklage_steps.recorded_at timestamp with time zone not null default clock()
naboklage_steps.recorded_by uuid not null default actor_id()
naboklager.id uuid not null
naboklager.reference text not null default next_reference('N'::text, nextval('naboklage_numbers'::regclass))
naboklager.department_id text not null
naboklager.status text not null
naboklager.respondent_tenancy_id uuid
naboklager.place text
naboklager.complainant_name text not null
naboklager.complainant_contact text
naboklager.complainant_tenancy_id uuid
naboklager.complainant_withheld boolean not null
naboklager.channel text not null
naboklager.written_with_help_from text
naboklager.category text not null
naboklager.occurred_at timestamp with time zone not null
naboklager.description text not null
naboklager.shared_summary text
naboklager.demanded_on date
naboklager.due_on date
naboklager.received_at timestamp with time zone
naboklager.recorded_at timestamp with time zone not null default clock()
naboklager.recorded_by uuid not null default actor_id()
naboklager.changed_at timestamp with time zone not null default clock()
naboklager.complainant_key text not null default COALESCE((complainant_tenancy_id)::text, md5(folded(complainant_name)))
naboklager.closed_as text
naboklager.status_before_closure text
naboklager.change_reason text
notices.id uuid not null default uuidv7()
notices.recipient_id uuid not null
notices.kind text not null
notices.matter text not null
notices.subject_id uuid not null
notices.case_id uuid
notices.due_on date
notices.organisation_id text
notices.raised_at timestamp with time zone not null default clock()
notices.read_at timestamp with time zone
notices.acknowledged_at timestamp with time zone
notices.acknowledged_by uuid
notices.mail_batch uuid
notices.mailed_at timestamp with time zone
observations.id uuid not null
observations.indicator_id text not null
observations.department_id text
observations.year smallint not null
observations.value numeric
observations.status text not null
observations.source text not null
observations.note text
observations.recorded_at timestamp with time zone not null default clock()
observations.recorded_by uuid not null default actor_id()
oidc_flows.hash text not null
oidc_flows.provider text not null
oidc_flows.redirect_uri text not null
oidc_flows.verifier text not null
oidc_flows.state text not null
oidc_flows.nonce text not null
oidc_flows.expires_at timestamp with time zone not null
organisations.id text not null
organisations.name text not null
organisations.party text not null
publication_outcomes.publication_id uuid not null
publication_outcomes.status text not null
publication_outcomes.rule_version text not null
publication_outcomes.content_hash text not null
publication_outcomes.published_at timestamp with time zone not null default clock()
publication_proofs.publication_id uuid not null
publication_proofs.table_id text not null
publication_proofs.proof jsonb not null
publication_proofs.bounds jsonb not null
publication_truths.publication_id uuid not null
publication_truths.table_id text not null
publication_truths.release jsonb not null
publications.id uuid not null
publications.period text not null
publications.requested_at timestamp with time zone not null default clock()
publications.requested_by uuid not null default actor_id()
published_tables.publication_id uuid not null
published_tables.position smallint not null
published_tables.table_id text not null
published_tables.period text not null
published_tables.content json
published_tables.reason text
recovery_codes.hash text not null
recovery_codes.user_id uuid not null
recovery_codes.issued_at timestamp with time zone not null default clock()
recovery_codes.used_at timestamp with time zone
rectification_log.rectification_id uuid not null
rectification_log.position bigint not null
rectification_log.kind text not null
rectification_log.organisation_id text
rectification_log.recorded_at timestamp with time zone not null default clock()
rectification_log.recorded_by uuid not null default actor_id()
rectifications.id uuid not null
rectifications.resident_id uuid not null
rectifications.subject_kind text not null
rectifications.subject_id uuid not null
rectifications.case_id uuid
rectifications.organisation_id text not null
rectifications.claim text not null
rectifications.received_on date not null
rectifications.due_on date not null
rectifications.recorded_at timestamp with time zone not null default clock()
rectifications.recorded_by uuid not null default actor_id()
rectifications.outcome text
rectifications.reason text
rectifications.statement text
rectifications.decided_at timestamp with time zone
rectifications.decided_by uuid
refresh_tokens.hash text not null
refresh_tokens.session_id uuid not null
refresh_tokens.issued_at timestamp with time zone not null default clock()
refresh_tokens.used_at timestamp with time zone
request_windows.key text not null
request_windows.started_at timestamp with time zone not null default clock()
request_windows.taken integer not null
residents.id uuid not null
residents.tenancy_id uuid not null
residents.name text not null
residents.birth_year smallint
residents.phone text
residents.protected_address boolean not null default false
residents.recorded_at timestamp with time zone not null default clock()
residents.recorded_by uuid not null default actor_id()
residents.external_key text
restrictions.id uuid not null
restrictions.resident_id uuid not null
restrictions.case_id uuid
restrictions.reason text not null
restrictions.recorded_at timestamp with time zone not null default clock()
restrictions.recorded_by uuid not null default actor_id()
restrictions.told_to text
restrictions.told_at timestamp with time zone
restrictions.told_by uuid
restrictions.told_through text
restrictions.lifted_at timestamp with time zone
restrictions.lifted_by uuid
restrictions.lifting_reason text
retention_holds.id uuid not null
retention_holds.case_id uuid
retention_holds.resident_id uuid
retention_holds.reason text not null
retention_holds.recorded_at timestamp with time zone not null default clock()
retention_holds.recorded_by uuid not null default actor_id()
retention_holds.lifted_at timestamp with time zone
retention_holds.lifted_by uuid
retention_holds.lift_reason text
retention_rules.id uuid not null default uuidv7()
retention_rules.kind text not null
retention_rules.keep text not null
retention_rules.legal_basis text not null
retention_rules.recorded_at timestamp with time zone not null default clock()
retention_rules.recorded_by uuid default actor_id()
reviewed_entries.entry_id uuid not null
reviewed_entries.case_id uuid not null
reviewed_entries.legal_basis text
reviewed_entries.decided_at timestamp with time zone not null default clock()
reviewed_entries.sealed boolean default (legal_basis IS NULL)
role_proposals.id uuid not null
role_proposals.user_id uuid not null
role_proposals.role text not null
role_proposals.reason text not null
role_proposals.proposed_at timestamp with time zone not null default clock()
role_proposals.proposed_by uuid not null default actor_id()
role_proposals.decided_at timestamp with time zone
role_proposals.decided_by uuid
role_proposals.approved boolean
service_accounts.user_id uuid not null
service_accounts.scopes text[] not null
service_accounts.requests_per_minute integer not null
service_accounts.expires_at timestamp with time zone not null
service_accounts.granted_at timestamp with time zone not null default clock()
service_accounts.recorded_by uuid not null default actor_id()
service_secrets.id uuid not null
service_secrets.service_id uuid not null
service_secrets.hash text not null
service_secrets.hint text not null
service_secrets.issued_at timestamp with time zone not null default clock()
service_secrets.issued_by uuid not null default actor_id()
service_secrets.expires_at timestamp with time zone
service_secrets.revoked_at timestamp with time zone
service_secrets.last_used_at timestamp with time zone
sessions.id uuid not null
sessions.user_id uuid not null
sessions.started_at timestamp with time zone not null default clock()
sessions.expires_at timestamp with time zone not null
sessions.ended_at timestamp with time zone
sessions.limited boolean not null default false
sessions.identity_id uuid
sessions.token_hash text
sessions.secret_id uuid
sessions.scopes text[]
signal_naboklager.signal_id uuid not null
signal_naboklager.naboklage_id uuid not null
signals.id uuid not null default uuidv7()
signals.department_id text not null
signals.tenancy_id uuid not null
signals.status text not null default 'open'::text
signals.waiting_until date
signals.reason text
signals.case_id uuid
signals.raised_at timestamp with time zone not null default clock()
signals.decided_at timestamp with time zone
signals.decided_by uuid
subject_access_bundles.request_id uuid not null
subject_access_bundles.content text not null
subject_access_bundles.content_hash text not null
subject_access_bundles.subject_ids uuid[] not null
subject_access_bundles.recorded_at timestamp with time zone not null default clock()
subject_access_bundles.recorded_by uuid not null default actor_id()
subject_access_moves.id uuid not null
subject_access_moves.request_id uuid not null
subject_access_moves.kind text not null
subject_access_moves.reason text
subject_access_moves.due_on date
subject_access_moves.content_hash text
subject_access_moves.recorded_at timestamp with time zone not null default clock()
subject_access_moves.recorded_by uuid not null default actor_id()
subject_access_requests.id uuid not null
subject_access_requests.resident_id uuid not null
subject_access_requests.received_on date not null
subject_access_requests.due_on date not null
subject_access_requests.recorded_at timestamp with time zone not null default clock()
subject_access_requests.recorded_by uuid not null default actor_id()
subject_access_reviews.id uuid not null
subject_access_reviews.request_id uuid not null
subject_access_reviews.naboklage_id uuid not null
subject_access_reviews.version integer not null
subject_access_reviews.given json not null
subject_access_reviews.redactions json not null
subject_access_reviews.recorded_at timestamp with time zone not null default clock()
subject_access_reviews.recorded_by uuid not null default actor_id()
tenancies.id uuid not null
tenancies.department_id text not null
tenancies.address text not null
tenancies.dwelling text not null
tenancies.moved_in_on date not null
tenancies.moved_out_on date
tenancies.recorded_at timestamp with time zone not null default clock()
tenancies.recorded_by uuid not null default actor_id()
tenancies.external_key text
tenancy_import_rows.import_id uuid not null
tenancy_import_rows.line integer not null
tenancy_import_rows.department_id text not null
tenancy_import_rows.key text not null
tenancy_import_rows.person_key text
tenancy_import_rows.address text not null
tenancy_import_rows.dwelling text not null
tenancy_import_rows.moved_in_on date not null
tenancy_import_rows.moved_out_on date
tenancy_import_rows.name text not null
tenancy_import_rows.birth_year smallint
tenancy_import_rows.phone text
tenancy_import_rows.protected_address boolean not null
tenancy_import_rows.address_key text default folded(address)
tenancy_import_rows.dwelling_key text default folded(dwelling)
tenancy_import_rows.name_key text default folded(name)
tenancy_import_rows.lead boolean not null default false
tenancy_import_rows.tenancy uuid
tenancy_import_rows.is_new_tenancy boolean not null default false
tenancy_import_rows.resident uuid
tenancy_import_rows.is_new_resident boolean not null default false
tenancy_import_rows.lease_fields text[] not null default '{}'::text[]
tenancy_import_rows.person_fields text[] not null default '{}'::text[]
tenancy_import_rows.succeeds uuid
tenancy_import_rows.restricted boolean not null default false
tenancy_import_rows.protection_kept boolean not null default false
tenancy_import_rows.recorded_by uuid not null default actor_id()
tenancy_imports.id uuid not null
tenancy_imports.organisation_id text not null default actor_organisation()
tenancy_imports.dry_run boolean not null
tenancy_imports.rows integer not null
tenancy_imports.state text not null default 'reading'::text
tenancy_imports.staged integer not null default 0
tenancy_imports.applied integer not null default 0
tenancy_imports.counts json
tenancy_imports.error_count integer not null default 0
tenancy_imports.errors json not null default '[]'::json
tenancy_imports.recorded_at timestamp with time zone not null default clock()
tenancy_imports.recorded_by uuid not null default actor_id()
tenancy_imports.ended_at timestamp with time zone
thinned_periods.period text not null
user_departments.user_id uuid not null
user_departments.department_id text not null
user_identities.id uuid not null
user_identities.user_id uuid not null
user_identities.issuer text not null
user_identities.subject text not null
user_identities.origin text not null
user_identities.linked_at timestamp with time zone not null default clock()
user_identities.unlinked_at timestamp with time zone
users.id uuid not null
users.username text not null
users.name text not null
users.role text not null
users.organisation_id text
users.password_hash text
users.disabled_at timestamp with time zone
users.recorded_at timestamp with time zone not null default clock()
users.email text
users.mail_wanted boolean not null default true
users.disabled_reason text
users.totp_secret text
users.totp_pending text
users.totp_last_step bigint
users.kind text not null default 'person'::text
webhook_deliveries.id uuid not null default uuidv7()
webhook_deliveries.webhook_id uuid not null
webhook_deliveries.organisation_id text not null
webhook_deliveries.event text not null
webhook_deliveries.record_id uuid
webhook_deliveries.case_id uuid
webhook_deliveries.occurred_at timestamp with time zone not null default clock()
webhook_deliveries.status text not null default 'pending'::text
webhook_deliveries.attempts smallint not null default 0
webhook_deliveries.next_attempt_at timestamp with time zone default clock()
webhook_deliveries.taken_until timestamp with time zone
webhook_deliveries.last_attempt_at timestamp with time zone
webhook_deliveries.status_code smallint
webhook_deliveries.error text
webhook_deliveries.recorded_at timestamp with time zone not null default clock()
webhook_secrets.id uuid not null
webhook_secrets.webhook_id uuid not null
webhook_secrets.secret text not null
webhook_secrets.recorded_at timestamp with time zone not null default clock()
webhooks.id uuid not null
webhooks.organisation_id text not null
webhooks.url text not null
webhooks.events text[] not null
webhooks.description text
webhooks.disabled_at timestamp with time zone
webhooks.disabled_reason text
webhooks.failing_since timestamp with time zone
webhooks.recorded_at timestamp with time zone not null default clock()
webhooks.recorded_by uuid not null default actor_id()

-- row-level security
action_due_dates enabled forced
activities enabled forced
agreed_actions enabled forced
agreement_parties enabled forced
agreement_revisions enabled forced
agreements enabled forced
audit_checkpoints enabled forced
audit_events enabled forced
audit_leaves enabled forced
audit_nodes enabled forced
audit_salts enabled forced
audit_shipments enabled forced
basis_reviews enabled forced
case_entries enabled forced
case_moves enabled forced
case_naboklager enabled forced
case_residents enabled forced
case_team enabled forced
case_themes enabled forced
cases enabled forced
conflicts enabled forced
consents enabled forced
count_groups enabled forced
department_population enabled forced
departments enabled forced
directory_entries enabled forced
disclosures enabled forced
discussions enabled forced
emergency_accesses enabled forced
erasures enabled forced
evaluation_comments enabled forced
evaluation_moves enabled forced
former_versions enabled forced
goals enabled forced
idempotency_keys enabled forced
indicator_baselines enabled forced
indicator_comparators enabled forced
indicators enabled forced
invitations enabled forced
login_attempts enabled forced
meeting_items enabled forced
meetings enabled forced
migrations OFF NOT FORCED
naboklage_changes enabled forced
naboklage_steps enabled forced
naboklager enabled forced
notices enabled forced
observations enabled forced
oidc_flows enabled forced
organisations enabled forced
publication_outcomes enabled forced
publication_proofs enabled forced
publication_truths enabled forced
publications enabled forced
published_tables enabled forced
recovery_codes enabled forced
rectification_log enabled forced
rectifications enabled forced
refresh_tokens enabled forced
request_windows enabled forced
residents enabled forced
restrictions enabled forced
retention_holds enabled forced
retention_rules enabled forced
reviewed_entries enabled forced
role_proposals enabled forced
service_accounts enabled forced
service_secrets enabled forced
sessions enabled forced
signal_naboklager enabled forced
signals enabled forced
subject_access_bundles enabled forced
subject_access_moves enabled forced
subject_access_requests enabled forced
subject_access_reviews enabled forced
tenancies enabled forced
tenancy_import_rows enabled forced
tenancy_imports enabled forced
thinned_periods enabled forced
user_departments enabled forced
user_identities enabled forced
users enabled forced
webhook_deliveries enabled forced
webhook_secrets enabled forced
webhooks enabled forced

-- policies
action_due_dates.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
action_due_dates.team_dates PERMISSIVE for INSERT to bo_godt_app using () with check (((EXISTS ( SELECT
   FROM agreed_actions a
  WHERE (a.id = action_due_dates.action_id))) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
action_due_dates.team_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM agreed_actions a
  WHERE (a.id = action_due_dates.action_id)))) with check ()
activities.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
activities.signed_in PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_id() AS actor_id) IS NOT NULL)) with check ()
agreed_actions.carriers_move PERMISSIVE for UPDATE to bo_godt_app using (((EXISTS ( SELECT
   FROM cases c
  WHERE (c.id = agreed_actions.case_id))) AND ((organisation_id = ( SELECT actor_organisation() AS actor_organisation)) OR (responsible_user_id = ( SELECT actor_id() AS actor_id)) OR (EXISTS ( SELECT
   FROM keyed_cases k
  WHERE (k.case_id = agreed_actions.case_id)))))) with check ((EXISTS ( SELECT
   FROM visible_cases v
  WHERE ((v.case_id = agreed_actions.case_id) AND (NOT v.emergency)))))
agreed_actions.consent RESTRICTIVE for ALL to bo_godt_app using (((organisation_id = ( SELECT actor_organisation() AS actor_organisation)) OR (NOT (EXISTS ( SELECT
   FROM unnest(agreed_actions.resident_ids) r(id)
  WHERE (NOT (EXISTS ( SELECT
           FROM consents_naming_me n
          WHERE ((n.case_id = agreed_actions.case_id) AND (n.resident_id = r.id) AND (agreed_actions.data_category = ANY (n.data_categories))))))))))) with check ()
agreed_actions.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
agreed_actions.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
agreed_actions.team_agrees PERMISSIVE for INSERT to bo_godt_app using () with check (((EXISTS ( SELECT
   FROM cases c
  WHERE ((c.id = agreed_actions.case_id) AND (c.closed_at IS NULL)))) AND (EXISTS ( SELECT
   FROM visible_cases v
  WHERE ((v.case_id = agreed_actions.case_id) AND (NOT v.emergency)))) AND (organisation_id = ( SELECT actor_organisation() AS actor_organisation)) AND (author_id = ( SELECT actor_id() AS actor_id)) AND (resident_ids <@ ARRAY( SELECT p.resident_id
   FROM case_people p
  WHERE (p.case_id = agreed_actions.case_id))) AND would_see(responsible_user_id, case_id, resident_ids, data_category)))
agreed_actions.team_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM cases c
  WHERE (c.id = agreed_actions.case_id)))) with check ()
agreement_parties.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
agreement_parties.signed_in PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_id() AS actor_id) IS NOT NULL)) with check ()
agreement_revisions.coordinator_records PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'helhedsplan'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
agreement_revisions.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
agreement_revisions.signed_in PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_id() AS actor_id) IS NOT NULL)) with check ()
agreements.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
agreements.signed_in PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_id() AS actor_id) IS NOT NULL)) with check ()
audit_checkpoints.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
audit_checkpoints.officer_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
audit_checkpoints.sealer PERMISSIVE for ALL to bo_godt_sealer using (true) with check (true)
audit_events.everyone_adds PERMISSIVE for INSERT to bo_godt_app using () with check ((actor_id = ( SELECT actor_id() AS actor_id)))
audit_events.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
audit_events.officer_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
audit_events.sealer PERMISSIVE for SELECT to bo_godt_sealer using (true) with check ()
audit_leaves.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
audit_leaves.officer_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
audit_leaves.sealer PERMISSIVE for ALL to bo_godt_sealer using (true) with check (true)
audit_nodes.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
audit_nodes.officer_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
audit_nodes.sealer PERMISSIVE for ALL to bo_godt_sealer using (true) with check (true)
audit_salts.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
audit_salts.officer_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
audit_salts.sealer PERMISSIVE for ALL to bo_godt_sealer using (true) with check (true)
audit_shipments.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
audit_shipments.sealer PERMISSIVE for ALL to bo_godt_sealer using (true) with check (true)
basis_reviews.carrier_decides PERMISSIVE for UPDATE to bo_godt_app using (((EXISTS ( SELECT
   FROM carried_cases k
  WHERE (k.case_id = basis_reviews.case_id))) AND (outcome IS NULL))) with check ((decided_by = ( SELECT actor_id() AS actor_id)))
basis_reviews.carrier_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM carried_cases k
  WHERE (k.case_id = basis_reviews.case_id)))) with check ()
basis_reviews.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
case_entries.consent RESTRICTIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM entry_sight s
  WHERE ((s.case_id = case_entries.case_id) AND (case_entries.id <> ALL (s.sealed)) AND ((case_entries.organisation_id = ( SELECT actor_organisation() AS actor_organisation)) OR s.emergency OR ((s.agreed -> case_entries.data_category) ?& (case_entries.resident_ids)::text[])))))) with check ()
case_entries.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
case_entries.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
case_entries.sealed RESTRICTIVE for SELECT to bo_godt_insight using ((NOT (EXISTS ( SELECT
   FROM reviewed_entries d
  WHERE ((d.entry_id = case_entries.id) AND (d.legal_basis IS NULL)))))) with check ()
case_entries.team_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM my_cases m
  WHERE (m.case_id = case_entries.case_id)))) with check ()
case_entries.team_writes PERMISSIVE for INSERT to bo_godt_app using () with check (((EXISTS ( SELECT
   FROM cases c
  WHERE ((c.id = case_entries.case_id) AND (c.closed_at IS NULL)))) AND (organisation_id = ( SELECT actor_organisation() AS actor_organisation)) AND (author_id = ( SELECT actor_id() AS actor_id)) AND
CASE
    WHEN (supersedes IS NULL) THEN (resident_ids <@ ARRAY( SELECT p.resident_id
       FROM case_people p
      WHERE (p.case_id = case_entries.case_id)))
    ELSE (EXISTS ( SELECT
       FROM own_entries o
      WHERE ((o.id = case_entries.supersedes) AND ((o.case_id = case_entries.case_id) AND ((o.version + 1) = case_entries.version) AND (o.kind = case_entries.kind) AND (o.data_category = case_entries.data_category) AND (o.resident_ids = case_entries.resident_ids) AND (o.legal_basis = case_entries.legal_basis) AND (o.occurred_at = case_entries.occurred_at)))))
END))
case_moves.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
case_moves.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
case_moves.owner_adds PERMISSIVE for INSERT to bo_godt_app using () with check (((EXISTS ( SELECT
   FROM visible_cases v
  WHERE ((v.case_id = case_moves.case_id) AND v.owned))) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
case_moves.owner_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM visible_cases v
  WHERE ((v.case_id = case_moves.case_id) AND v.owned)))) with check ()
case_naboklager.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
case_naboklager.landlord_links PERMISSIVE for INSERT to bo_godt_app using () with check (((EXISTS ( SELECT
   FROM cases c
  WHERE ((c.id = case_naboklager.case_id) AND (c.closed_at IS NULL)))) AND (EXISTS ( SELECT
   FROM visible_cases v
  WHERE ((v.case_id = case_naboklager.case_id) AND (NOT v.emergency)))) AND (EXISTS ( SELECT
   FROM naboklager n
  WHERE (n.id = case_naboklager.naboklage_id))) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
case_residents.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
case_residents.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
case_residents.team_adds PERMISSIVE for INSERT to bo_godt_app using () with check (((EXISTS ( SELECT
   FROM cases c
  WHERE ((c.id = case_residents.case_id) AND (c.closed_at IS NULL)))) AND (EXISTS ( SELECT
   FROM visible_cases v
  WHERE ((v.case_id = case_residents.case_id) AND (NOT v.emergency)))) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
case_team.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
case_team.owner_adds PERMISSIVE for INSERT to bo_godt_app using () with check (((recorded_by = ( SELECT actor_id() AS actor_id)) AND ((EXISTS ( SELECT
   FROM visible_cases v
  WHERE ((v.case_id = case_team.case_id) AND v.owned))) OR ((user_id = ( SELECT actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM keyed_cases k
  WHERE (k.case_id = case_team.case_id)))))))
case_team.owner_removes PERMISSIVE for DELETE to bo_godt_app using ((EXISTS ( SELECT
   FROM visible_cases v
  WHERE ((v.case_id = case_team.case_id) AND v.owned)))) with check ()
case_team.team_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM cases c
  WHERE (c.id = case_team.case_id)))) with check ()
case_themes.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
cases.conflict RESTRICTIVE for INSERT to bo_godt_app using () with check ((tenancy_id <> ALL (( SELECT actor_barred() AS actor_barred)::uuid[])))
cases.consent RESTRICTIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM visible_cases v
  WHERE (v.case_id = cases.id)))) with check ()
cases.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
cases.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
cases.party_opens PERMISSIVE for INSERT to bo_godt_app using () with check (((organisation_id = ( SELECT actor_organisation() AS actor_organisation)) AND (key_person_id = ( SELECT actor_id() AS actor_id)) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
cases.team_changes PERMISSIVE for UPDATE to bo_godt_app using ((EXISTS ( SELECT
   FROM visible_cases v
  WHERE (v.case_id = cases.id)))) with check ((EXISTS ( SELECT
   FROM visible_cases v
  WHERE ((v.case_id = cases.id) AND (NOT v.emergency)))))
cases.team_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM my_cases m
  WHERE (m.case_id = cases.id)))) with check ()
conflicts.colleagues_end PERMISSIVE for UPDATE to bo_godt_app using (((user_id <> ( SELECT actor_id() AS actor_id)) AND ((( SELECT actor_role() AS actor_role) = 'admin'::text) OR (EXISTS ( SELECT
   FROM users u
  WHERE ((u.id = conflicts.user_id) AND (u.organisation_id = ( SELECT actor_organisation() AS actor_organisation)))))))) with check (true)
conflicts.colleagues_read PERMISSIVE for SELECT to bo_godt_app using (((( SELECT actor_role() AS actor_role) = 'admin'::text) OR (EXISTS ( SELECT
   FROM users u
  WHERE ((u.id = conflicts.user_id) AND (u.organisation_id = ( SELECT actor_organisation() AS actor_organisation))))))) with check ()
conflicts.colleagues_record PERMISSIVE for INSERT to bo_godt_app using () with check (((recorded_by = ( SELECT actor_id() AS actor_id)) AND ((( SELECT actor_role() AS actor_role) = 'admin'::text) OR (EXISTS ( SELECT
   FROM users u
  WHERE ((u.id = conflicts.user_id) AND (u.organisation_id = ( SELECT actor_organisation() AS actor_organisation))))))))
conflicts.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
consents.consent RESTRICTIVE for SELECT to bo_godt_app using (((EXISTS ( SELECT
   FROM visible_cases v
  WHERE ((v.case_id = consents.case_id) AND v.owned))) OR ((response = 'given'::text) AND (( SELECT actor_organisation() AS actor_organisation) = ANY (recipient_organisation_ids))))) with check ()
consents.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
consents.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
consents.key_person_records PERMISSIVE for INSERT to bo_godt_app using () with check (((EXISTS ( SELECT
   FROM cases c
  WHERE ((c.id = consents.case_id) AND (c.key_person_id = ( SELECT actor_id() AS actor_id)) AND (c.closed_at IS NULL)))) AND (recorded_by = ( SELECT actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM case_people p
  WHERE ((p.case_id = consents.case_id) AND (p.resident_id = consents.resident_id))))))
consents.owner_changes PERMISSIVE for UPDATE to bo_godt_app using ((EXISTS ( SELECT
   FROM visible_cases v
  WHERE ((v.case_id = consents.case_id) AND v.owned)))) with check (true)
consents.team_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM cases c
  WHERE (c.id = consents.case_id)))) with check ()
count_groups.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
department_population.coordinator_records PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'helhedsplan'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
department_population.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
department_population.readers PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = ANY ('{helhedsplan,board,dpo}'::text[]))) with check ()
departments.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
departments.signed_in PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_id() AS actor_id) IS NOT NULL)) with check ()
directory_entries.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
disclosures.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
disclosures.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
disclosures.owner_and_officer_read PERMISSIVE for SELECT to bo_godt_app using (((( SELECT actor_role() AS actor_role) = 'dpo'::text) OR (EXISTS ( SELECT
   FROM visible_cases v
  WHERE ((v.case_id = disclosures.case_id) AND v.owned))))) with check ()
discussions.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
discussions.team_discusses PERMISSIVE for INSERT to bo_godt_app using () with check (((recorded_by = ( SELECT actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM (meeting_items i
     JOIN meetings m ON ((m.id = i.meeting_id)))
  WHERE ((i.id = discussions.item_id) AND (m.cancelled_at IS NULL) AND (m.held_on <= today()) AND (discussions.present_organisation_ids <@ (m.organisation_id || m.invited_organisation_ids)))))))
discussions.team_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM meeting_items i
  WHERE (i.id = discussions.item_id)))) with check ()
emergency_accesses.concerned_read PERMISSIVE for SELECT to bo_godt_app using (((( SELECT actor_role() AS actor_role) = 'dpo'::text) OR (EXISTS ( SELECT
   FROM keyed_cases k
  WHERE (k.case_id = emergency_accesses.case_id))) OR ((user_id = ( SELECT actor_id() AS actor_id)) AND (case_id <> ALL (( SELECT actor_barred() AS actor_barred)::uuid[]))))) with check ()
emergency_accesses.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
emergency_accesses.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
emergency_accesses.officer_reviews PERMISSIVE for UPDATE to bo_godt_app using (((( SELECT actor_role() AS actor_role) = 'dpo'::text) AND (reviewed_at IS NULL))) with check (true)
emergency_accesses.team_opens PERMISSIVE for INSERT to bo_godt_app using () with check (((EXISTS ( SELECT
   FROM my_cases m
  WHERE (m.case_id = emergency_accesses.case_id))) AND (NOT (EXISTS ( SELECT
   FROM visible_cases v
  WHERE (v.case_id = emergency_accesses.case_id))))))
erasures.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
erasures.officer_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
evaluation_comments.coordinator_records PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'helhedsplan'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
evaluation_comments.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
evaluation_comments.readers PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = ANY ('{helhedsplan,board,dpo}'::text[]))) with check ()
evaluation_moves.board_approves PERMISSIVE for INSERT to bo_godt_app using () with check (((kind = 'approval'::text) AND (( SELECT actor_role() AS actor_role) = 'board'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
evaluation_moves.coordinator_presents PERMISSIVE for INSERT to bo_godt_app using () with check (((kind = 'presentation'::text) AND (( SELECT actor_role() AS actor_role) = 'helhedsplan'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
evaluation_moves.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
evaluation_moves.readers PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = ANY ('{helhedsplan,board,dpo}'::text[]))) with check ()
former_versions.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
former_versions.seen_with_record PERMISSIVE for SELECT to bo_godt_app using (((EXISTS ( SELECT
   FROM cases c
  WHERE (c.id = former_versions.record_id))) OR (EXISTS ( SELECT
   FROM residents r
  WHERE (r.id = former_versions.record_id))))) with check ()
goals.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
goals.signed_in PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_id() AS actor_id) IS NOT NULL)) with check ()
idempotency_keys.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
idempotency_keys.own PERMISSIVE for SELECT to bo_godt_app using (((user_id = ( SELECT actor_id() AS actor_id)) AND still_visible(resource_id))) with check ()
indicator_baselines.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
indicator_baselines.signed_in PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_id() AS actor_id) IS NOT NULL)) with check ()
indicator_comparators.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
indicator_comparators.signed_in PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_id() AS actor_id) IS NOT NULL)) with check ()
indicators.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
indicators.signed_in PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_id() AS actor_id) IS NOT NULL)) with check ()
invitations.admin_invites PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'admin'::text) AND (invited_by = ( SELECT actor_id() AS actor_id)) AND may_invite(user_id)))
invitations.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
login_attempts.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
meeting_items.carriers_take_off PERMISSIVE for DELETE to bo_godt_app using (((EXISTS ( SELECT
   FROM meetings m
  WHERE (m.id = meeting_items.meeting_id))) AND (EXISTS ( SELECT
   FROM cases c
  WHERE (c.id = meeting_items.case_id))) AND ((recorded_by = ( SELECT actor_id() AS actor_id)) OR (EXISTS ( SELECT
   FROM keyed_cases k
  WHERE (k.case_id = meeting_items.case_id))) OR (EXISTS ( SELECT
   FROM meetings m
  WHERE ((m.id = meeting_items.meeting_id) AND (m.organisation_id = ( SELECT actor_organisation() AS actor_organisation)))))))) with check ()
meeting_items.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
meeting_items.team_puts_on PERMISSIVE for INSERT to bo_godt_app using () with check (((recorded_by = ( SELECT actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM meetings m
  WHERE ((m.id = meeting_items.meeting_id) AND (m.cancelled_at IS NULL) AND (unseeing(meeting_items.case_id, (m.organisation_id || m.invited_organisation_ids)) = '{}'::text[])))) AND (EXISTS ( SELECT
   FROM cases c
  WHERE ((c.id = meeting_items.case_id) AND (c.closed_at IS NULL))))))
meeting_items.team_reads PERMISSIVE for SELECT to bo_godt_app using (((EXISTS ( SELECT
   FROM meetings m
  WHERE (m.id = meeting_items.meeting_id))) AND (EXISTS ( SELECT
   FROM cases c
  WHERE (c.id = meeting_items.case_id))))) with check ()
meetings.convener_changes PERMISSIVE for UPDATE to bo_godt_app using ((organisation_id = ( SELECT actor_organisation() AS actor_organisation))) with check ()
meetings.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
meetings.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
meetings.participants_read PERMISSIVE for SELECT to bo_godt_app using (((( SELECT actor_role() AS actor_role) = 'dpo'::text) OR (( SELECT actor_organisation() AS actor_organisation) = ANY ((organisation_id || invited_organisation_ids))))) with check ()
meetings.party_convenes PERMISSIVE for INSERT to bo_godt_app using () with check (((organisation_id = ( SELECT actor_organisation() AS actor_organisation)) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
naboklage_changes.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
naboklage_changes.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
naboklage_changes.landlord_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM naboklager n
  WHERE (n.id = naboklage_changes.naboklage_id)))) with check ()
naboklage_steps.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
naboklage_steps.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
naboklage_steps.landlord_adds PERMISSIVE for INSERT to bo_godt_app using () with check (((EXISTS ( SELECT
   FROM naboklager n
  WHERE (n.id = naboklage_steps.naboklage_id))) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
naboklage_steps.landlord_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM naboklager n
  WHERE (n.id = naboklage_steps.naboklage_id)))) with check ()
naboklager.conflict RESTRICTIVE for ALL to bo_godt_app using ((( SELECT (actor_barred() = '{}'::uuid[])) OR (NOT (ARRAY[id, respondent_tenancy_id, complainant_tenancy_id] && ( SELECT actor_barred() AS actor_barred))))) with check ()
naboklager.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
naboklager.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
naboklager.landlord_changes PERMISSIVE for UPDATE to bo_godt_app using ((department_id = ANY (( SELECT actor_departments() AS actor_departments)::text[]))) with check ((department_id = ANY (( SELECT actor_departments() AS actor_departments)::text[])))
naboklager.landlord_files PERMISSIVE for INSERT to bo_godt_app using () with check (((department_id = ANY (( SELECT actor_departments() AS actor_departments)::text[])) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
naboklager.landlord_reads PERMISSIVE for SELECT to bo_godt_app using ((department_id = ANY (( SELECT actor_departments() AS actor_departments)::text[]))) with check ()
naboklager.redactor PERMISSIVE for SELECT to bo_godt_redactor using ((( SELECT actor_role() AS actor_role) = ANY ('{drift,dpo}'::text[]))) with check ()
naboklager.system_reads_own RESTRICTIVE for SELECT to bo_godt_app using (((( SELECT actor_scopes() AS actor_scopes) IS NULL) OR (recorded_by = ( SELECT actor_id() AS actor_id)))) with check ()
notices.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
observations.coordinator_records PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'helhedsplan'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
observations.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
observations.signed_in PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_id() AS actor_id) IS NOT NULL)) with check ()
oidc_flows.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
organisations.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
organisations.signed_in PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_id() AS actor_id) IS NOT NULL)) with check ()
publication_outcomes.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
publication_outcomes.readers PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = ANY ('{helhedsplan,board,dpo}'::text[]))) with check ()
publication_proofs.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
publication_proofs.officer_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
publication_truths.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
publications.coordinator_publishes PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'helhedsplan'::text) AND (requested_by = ( SELECT actor_id() AS actor_id)) AND period_is_closed(period)))
publications.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
publications.readers PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = ANY ('{helhedsplan,board,dpo}'::text[]))) with check ()
published_tables.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
published_tables.readers PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = ANY ('{helhedsplan,board,dpo}'::text[]))) with check ()
recovery_codes.gate PERMISSIVE for ALL to bo_godt_gate using (true) with check (true)
rectification_log.concerned_read PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM rectifications r
  WHERE (r.id = rectification_log.rectification_id)))) with check ()
rectification_log.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
rectifications.author_decides PERMISSIVE for UPDATE to bo_godt_app using (((organisation_id = ( SELECT actor_organisation() AS actor_organisation)) AND (outcome IS NULL) AND still_visible(subject_id))) with check ((decided_by = ( SELECT actor_id() AS actor_id)))
rectifications.concerned_read PERMISSIVE for SELECT to bo_godt_app using (((( SELECT actor_role() AS actor_role) = 'dpo'::text) OR still_visible(subject_id))) with check ()
rectifications.concerned_record PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'dpo'::text) OR still_visible(subject_id)))
rectifications.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
refresh_tokens.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
request_windows.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
residents.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
residents.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
residents.landlord_adds PERMISSIVE for INSERT to bo_godt_app using () with check (((EXISTS ( SELECT
   FROM tenancies t
  WHERE (t.id = residents.tenancy_id))) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
residents.landlord_changes PERMISSIVE for UPDATE to bo_godt_app using ((EXISTS ( SELECT
   FROM tenancies t
  WHERE (t.id = residents.tenancy_id)))) with check ((EXISTS ( SELECT
   FROM tenancies t
  WHERE (t.id = residents.tenancy_id))))
residents.landlord_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM tenancies t
  WHERE (t.id = residents.tenancy_id)))) with check ()
residents.redactor PERMISSIVE for SELECT to bo_godt_redactor using ((( SELECT actor_role() AS actor_role) = ANY ('{drift,dpo}'::text[]))) with check ()
restrictions.concerned_read PERMISSIVE for SELECT to bo_godt_app using (((( SELECT actor_role() AS actor_role) = 'dpo'::text) OR (EXISTS ( SELECT
   FROM own_restrictions o
  WHERE (o.id = restrictions.id))) OR ((case_id IS NULL) AND (EXISTS ( SELECT
   FROM residents r
  WHERE (r.id = restrictions.resident_id)))))) with check ()
restrictions.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
restrictions.officer_lifts PERMISSIVE for UPDATE to bo_godt_app using (((( SELECT actor_role() AS actor_role) = 'dpo'::text) AND (lifted_at IS NULL))) with check (true)
restrictions.officer_restricts PERMISSIVE for INSERT to bo_godt_app using () with check ((( SELECT actor_role() AS actor_role) = 'dpo'::text))
retention_holds.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
retention_holds.officer_lifts PERMISSIVE for UPDATE to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ((lifted_by = ( SELECT actor_id() AS actor_id)))
retention_holds.officer_places PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'dpo'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
retention_holds.officer_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
retention_rules.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
retention_rules.officer_changes PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'dpo'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id)) AND (kind <> ALL ('{idempotency_answer,webhook_delivery,job,sealed_entry}'::text[]))))
retention_rules.officer_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
reviewed_entries.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
reviewed_entries.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
role_proposals.admin_decides PERMISSIVE for UPDATE to bo_godt_app using (((( SELECT actor_role() AS actor_role) = 'admin'::text) AND (decided_at IS NULL))) with check (((decided_by = ( SELECT actor_id() AS actor_id)) AND ((NOT approved) OR ((( SELECT actor_id() AS actor_id) <> proposed_by) AND (( SELECT actor_id() AS actor_id) <> user_id)))))
role_proposals.admin_proposes PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'admin'::text) AND (proposed_by = ( SELECT actor_id() AS actor_id)) AND (decided_at IS NULL)))
role_proposals.admin_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'admin'::text)) with check ()
role_proposals.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
service_accounts.admin_changes PERMISSIVE for UPDATE to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'admin'::text)) with check ((( SELECT actor_role() AS actor_role) = 'admin'::text))
service_accounts.admin_makes PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'admin'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
service_accounts.admin_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'admin'::text)) with check ()
service_accounts.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
service_secrets.admin_ends PERMISSIVE for UPDATE to bo_godt_app using (((( SELECT actor_role() AS actor_role) = 'admin'::text) AND (revoked_at IS NULL))) with check ((( SELECT actor_role() AS actor_role) = 'admin'::text))
service_secrets.admin_issues PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'admin'::text) AND (issued_by = ( SELECT actor_id() AS actor_id))))
service_secrets.admin_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'admin'::text)) with check ()
service_secrets.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
sessions.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
signal_naboklager.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
signal_naboklager.landlord_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM signals s
  WHERE (s.id = signal_naboklager.signal_id)))) with check ()
signals.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
signals.landlord_decides PERMISSIVE for UPDATE to bo_godt_app using ((EXISTS ( SELECT
   FROM tenancies t
  WHERE (t.id = signals.tenancy_id)))) with check ((decided_by = ( SELECT actor_id() AS actor_id)))
signals.landlord_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM tenancies t
  WHERE (t.id = signals.tenancy_id)))) with check ()
subject_access_bundles.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
subject_access_bundles.officer_freezes PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'dpo'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id)) AND (NOT (EXISTS ( SELECT
   FROM access_complaints c
  WHERE ((c.request_id = subject_access_bundles.request_id) AND (NOT c.reviewed)))))))
subject_access_bundles.officer_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
subject_access_moves.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
subject_access_moves.officer_extends PERMISSIVE for INSERT to bo_godt_app using () with check (((kind = 'extension'::text) AND (( SELECT actor_role() AS actor_role) = 'dpo'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM subject_access_requests q
  WHERE ((q.id = subject_access_moves.request_id) AND (today() <= q.due_on) AND (subject_access_moves.due_on > q.due_on) AND (subject_access_moves.due_on <= ((q.received_on + '3 mons'::interval))::date))))))
subject_access_moves.officer_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
subject_access_moves.officer_refuses PERMISSIVE for INSERT to bo_godt_app using () with check (((kind = 'refusal'::text) AND (( SELECT actor_role() AS actor_role) = 'dpo'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
subject_access_moves.officer_releases PERMISSIVE for INSERT to bo_godt_app using () with check (((kind = 'release'::text) AND (( SELECT actor_role() AS actor_role) = 'dpo'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id)) AND (content_hash = ( SELECT b.content_hash
   FROM subject_access_bundles b
  WHERE (b.request_id = subject_access_moves.request_id)))))
subject_access_requests.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
subject_access_requests.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
subject_access_requests.officer_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
subject_access_requests.officer_records PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'dpo'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
subject_access_reviews.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
subject_access_reviews.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
subject_access_reviews.landlord_reads PERMISSIVE for SELECT to bo_godt_app using ((EXISTS ( SELECT
   FROM naboklager n
  WHERE (n.id = subject_access_reviews.naboklage_id)))) with check ()
subject_access_reviews.landlord_reviews PERMISSIVE for INSERT to bo_godt_app using () with check (((recorded_by = ( SELECT actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM naboklager n
  WHERE (n.id = subject_access_reviews.naboklage_id))) AND (EXISTS ( SELECT
   FROM access_complaints c
  WHERE ((c.request_id = subject_access_reviews.request_id) AND (c.naboklage_id = subject_access_reviews.naboklage_id) AND (c.version = subject_access_reviews.version))))))
subject_access_reviews.officer_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
tenancies.conflict RESTRICTIVE for ALL to bo_godt_app using ((id <> ALL (( SELECT actor_barred() AS actor_barred)::uuid[]))) with check ()
tenancies.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
tenancies.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
tenancies.landlord_adds PERMISSIVE for INSERT to bo_godt_app using () with check (((department_id = ANY (( SELECT actor_departments() AS actor_departments)::text[])) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
tenancies.landlord_changes PERMISSIVE for UPDATE to bo_godt_app using ((department_id = ANY (( SELECT actor_departments() AS actor_departments)::text[]))) with check ((department_id = ANY (( SELECT actor_departments() AS actor_departments)::text[])))
tenancies.landlord_reads PERMISSIVE for SELECT to bo_godt_app using ((department_id = ANY (( SELECT actor_departments() AS actor_departments)::text[]))) with check ()
tenancy_import_rows.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
tenancy_import_rows.own PERMISSIVE for ALL to bo_godt_app using ((recorded_by = ( SELECT actor_id() AS actor_id))) with check ((recorded_by = ( SELECT actor_id() AS actor_id)))
tenancy_imports.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
tenancy_imports.landlord_begins PERMISSIVE for INSERT to bo_godt_app using () with check (((organisation_id = ( SELECT actor_organisation() AS actor_organisation)) AND (( SELECT actor_role() AS actor_role) = 'drift'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
tenancy_imports.landlord_goes_on PERMISSIVE for UPDATE to bo_godt_app using (((organisation_id = ( SELECT actor_organisation() AS actor_organisation)) AND (( SELECT actor_role() AS actor_role) = 'drift'::text))) with check (((organisation_id = ( SELECT actor_organisation() AS actor_organisation)) AND (( SELECT actor_role() AS actor_role) = 'drift'::text)))
tenancy_imports.landlord_reads PERMISSIVE for SELECT to bo_godt_app using (((organisation_id = ( SELECT actor_organisation() AS actor_organisation)) AND (( SELECT actor_role() AS actor_role) = 'drift'::text))) with check ()
thinned_periods.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
user_departments.admin_assigns PERMISSIVE for INSERT to bo_godt_app using () with check ((( SELECT actor_role() AS actor_role) = 'admin'::text))
user_departments.admin_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'admin'::text)) with check ()
user_departments.admin_removes PERMISSIVE for DELETE to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'admin'::text)) with check ()
user_departments.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
user_departments.own PERMISSIVE for SELECT to bo_godt_app using ((user_id = ( SELECT actor_id() AS actor_id))) with check ()
user_identities.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
users.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
users.signed_in PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_id() AS actor_id) IS NOT NULL)) with check ()
webhook_deliveries.admin_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'admin'::text)) with check ()
webhook_deliveries.admin_repeats PERMISSIVE for UPDATE to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'admin'::text)) with check ((( SELECT actor_role() AS actor_role) = 'admin'::text))
webhook_deliveries.admin_tests PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'admin'::text) AND (event = 'webhook.test'::text)))
webhook_deliveries.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
webhook_deliveries.insight PERMISSIVE for SELECT to bo_godt_insight using ((( SELECT actor_role() AS actor_role) = 'dpo'::text)) with check ()
webhook_secrets.admin_adds PERMISSIVE for INSERT to bo_godt_app using () with check ((( SELECT actor_role() AS actor_role) = 'admin'::text))
webhook_secrets.admin_sees_when PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'admin'::text)) with check ()
webhook_secrets.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)
webhooks.admin_changes PERMISSIVE for UPDATE to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'admin'::text)) with check ((( SELECT actor_role() AS actor_role) = 'admin'::text))
webhooks.admin_reads PERMISSIVE for SELECT to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'admin'::text)) with check ()
webhooks.admin_registers PERMISSIVE for INSERT to bo_godt_app using () with check (((( SELECT actor_role() AS actor_role) = 'admin'::text) AND (recorded_by = ( SELECT actor_id() AS actor_id))))
webhooks.admin_removes PERMISSIVE for DELETE to bo_godt_app using ((( SELECT actor_role() AS actor_role) = 'admin'::text)) with check ()
webhooks.gate PERMISSIVE for ALL to bo_godt_eraser, bo_godt_gate using (true) with check (true)

-- constraints
action_due_dates.action_due_dates_action_id_agreed_actions_id_fk FOREIGN KEY (action_id) REFERENCES agreed_actions(id)
action_due_dates.action_due_dates_pkey PRIMARY KEY (id)
activities.activities_pkey PRIMARY KEY (id)
agreed_actions.agreed_actions_activity_id_activities_id_fk FOREIGN KEY (activity_id) REFERENCES activities(id)
agreed_actions.agreed_actions_author_id_users_id_fk FOREIGN KEY (author_id) REFERENCES users(id)
agreed_actions.agreed_actions_bridging CHECK ((num_nonnulls(activity_id, community) =
CASE method
    WHEN 'bridging'::text THEN 1
    ELSE 0
END))
agreed_actions.agreed_actions_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
agreed_actions.agreed_actions_completed_by_now CHECK ((completed_on <= ((settled_at AT TIME ZONE 'Europe/Copenhagen'::text))::date))
agreed_actions.agreed_actions_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
agreed_actions.agreed_actions_pkey PRIMARY KEY (id)
agreed_actions.agreed_actions_responsible_user_id_users_id_fk FOREIGN KEY (responsible_user_id) REFERENCES users(id)
agreed_actions.agreed_actions_settled CHECK (((status = 'open'::text) = (settled_at IS NULL)))
agreement_parties.agreement_parties_pkey PRIMARY KEY ("position")
agreement_revisions.agreement_revisions_not_in_future CHECK ((decided_on <= ((recorded_at AT TIME ZONE 'Europe/Copenhagen'::text))::date))
agreement_revisions.agreement_revisions_pkey PRIMARY KEY (id)
agreements.agreements_pkey PRIMARY KEY (id)
audit_checkpoints.audit_checkpoints_pkey PRIMARY KEY (id)
audit_checkpoints.audit_checkpoints_size_unique UNIQUE (size)
audit_events.audit_events_pkey PRIMARY KEY (id)
audit_leaves.audit_leaves_event_unique UNIQUE (event_id)
audit_leaves.audit_leaves_pkey PRIMARY KEY (index)
audit_nodes.audit_nodes_level_index_pk PRIMARY KEY (level, index)
audit_salts.audit_salts_pkey PRIMARY KEY (leaf_index)
audit_shipments.audit_shipments_pkey PRIMARY KEY (size)
basis_reviews.basis_reviews_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
basis_reviews.basis_reviews_consent_id_consents_id_fk FOREIGN KEY (consent_id) REFERENCES consents(id)
basis_reviews.basis_reviews_decided_whole CHECK ((num_nonnulls(outcome, decided_at, decided_by) = ANY (ARRAY[0, 3])))
basis_reviews.basis_reviews_kept_on_another CHECK ((COALESCE((legal_basis = ANY (ARRAY['contract'::text, 'public_task'::text])), false) = (NOT (outcome IS DISTINCT FROM 'kept'::text))))
basis_reviews.basis_reviews_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
basis_reviews.basis_reviews_pkey PRIMARY KEY (id)
case_entries.case_entries_author_id_users_id_fk FOREIGN KEY (author_id) REFERENCES users(id)
case_entries.case_entries_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
case_entries.case_entries_not_in_future CHECK ((occurred_at <= (recorded_at + '00:00:10'::interval)))
case_entries.case_entries_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
case_entries.case_entries_pkey PRIMARY KEY (id)
case_moves.case_moves_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
case_moves.case_moves_key_person_id_users_id_fk FOREIGN KEY (key_person_id) REFERENCES users(id)
case_moves.case_moves_pkey PRIMARY KEY (id)
case_moves.case_moves_recorded_by_users_id_fk FOREIGN KEY (recorded_by) REFERENCES users(id)
case_naboklager.case_naboklager_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
case_naboklager.case_naboklager_case_id_naboklage_id_pk PRIMARY KEY (case_id, naboklage_id)
case_naboklager.case_naboklager_naboklage_id_naboklager_id_fk FOREIGN KEY (naboklage_id) REFERENCES naboklager(id)
case_residents.case_residents_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
case_residents.case_residents_case_id_resident_id_pk PRIMARY KEY (case_id, resident_id)
case_residents.case_residents_resident_id_residents_id_fk FOREIGN KEY (resident_id) REFERENCES residents(id)
case_team.case_team_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
case_team.case_team_case_id_user_id_pk PRIMARY KEY (case_id, user_id)
case_team.case_team_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
case_themes.case_themes_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
case_themes.case_themes_pkey PRIMARY KEY (id)
cases.cases_closed_since_opening CHECK (((closed_on >= ((recorded_at AT TIME ZONE 'Europe/Copenhagen'::text))::date) AND (closed_on <= ((closed_at AT TIME ZONE 'Europe/Copenhagen'::text))::date)))
cases.cases_closed_whole CHECK ((num_nonnulls(closed_at, closed_on, outcome) = ANY (ARRAY[0, 3])))
cases.cases_department_id_departments_id_fk FOREIGN KEY (department_id) REFERENCES departments(id)
cases.cases_key_person_id_users_id_fk FOREIGN KEY (key_person_id) REFERENCES users(id)
cases.cases_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
cases.cases_pkey PRIMARY KEY (id)
cases.cases_tenancy_id_tenancies_id_fk FOREIGN KEY (tenancy_id) REFERENCES tenancies(id)
conflicts.conflicts_pkey PRIMARY KEY (id)
conflicts.conflicts_tenancy_id_tenancies_id_fk FOREIGN KEY (tenancy_id) REFERENCES tenancies(id)
conflicts.conflicts_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
consents.consents_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
consents.consents_not_in_future CHECK ((given_at <= (recorded_at + '00:00:10'::interval)))
consents.consents_pkey PRIMARY KEY (id)
consents.consents_resident_id_residents_id_fk FOREIGN KEY (resident_id) REFERENCES residents(id)
consents.consents_review_within_a_year CHECK (((review_on > ((given_at AT TIME ZONE 'Europe/Copenhagen'::text))::date) AND (review_on <= (((given_at AT TIME ZONE 'Europe/Copenhagen'::text))::date + '1 year'::interval))))
consents.consents_withdrawal_after_giving CHECK (((withdrawal_received_at >= given_at) AND (withdrawal_received_at <= (withdrawal_recorded_at + '00:00:10'::interval))))
count_groups.count_groups_table_id_code_pk PRIMARY KEY (table_id, code)
department_population.department_population_department_fk FOREIGN KEY (department_id) REFERENCES departments(id)
department_population.department_population_pkey PRIMARY KEY (id)
department_population.population_households_in_dwellings CHECK ((households <= dwellings))
department_population.population_not_in_future CHECK (((year)::numeric <= EXTRACT(year FROM (recorded_at AT TIME ZONE 'Europe/Copenhagen'::text))))
department_population.population_not_negative CHECK ((LEAST(dwellings, households, residents) >= 0))
department_population.population_residents_in_households CHECK ((residents >= households))
departments.departments_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
departments.departments_pkey PRIMARY KEY (id)
directory_entries.directory_entries_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
directory_entries.directory_entries_pkey PRIMARY KEY (user_id)
directory_entries.directory_entries_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
disclosures.disclosures_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
disclosures.disclosures_item_id_meeting_items_id_fk FOREIGN KEY (item_id) REFERENCES meeting_items(id)
disclosures.disclosures_meeting_id_meetings_id_fk FOREIGN KEY (meeting_id) REFERENCES meetings(id)
disclosures.disclosures_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
disclosures.disclosures_pkey PRIMARY KEY (id)
disclosures.disclosures_resident_id_residents_id_fk FOREIGN KEY (resident_id) REFERENCES residents(id)
discussions.discussions_entry_id_case_entries_id_fk FOREIGN KEY (entry_id) REFERENCES case_entries(id)
discussions.discussions_item_id_meeting_items_id_fk FOREIGN KEY (item_id) REFERENCES meeting_items(id)
discussions.discussions_pkey PRIMARY KEY (item_id)
discussions.discussions_recorded_by_users_id_fk FOREIGN KEY (recorded_by) REFERENCES users(id)
emergency_accesses.emergency_accesses_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
emergency_accesses.emergency_accesses_never_overlap EXCLUDE USING gist (case_id WITH =, user_id WITH =, organisation_id WITH =, tstzrange(granted_at, expires_at) WITH &&)
emergency_accesses.emergency_accesses_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
emergency_accesses.emergency_accesses_pkey PRIMARY KEY (id)
emergency_accesses.emergency_accesses_reviewed_whole CHECK ((num_nonnulls(outcome, review_note, reviewed_at, reviewed_by) = ANY (ARRAY[0, 4])))
emergency_accesses.emergency_accesses_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
erasures.erasures_pkey PRIMARY KEY ("position")
evaluation_comments.evaluation_comments_goal_id_goals_id_fk FOREIGN KEY (goal_id) REFERENCES goals(id)
evaluation_comments.evaluation_comments_pkey PRIMARY KEY (id)
evaluation_moves.evaluation_moves_hash_of_content CHECK ((content_hash = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text)))
evaluation_moves.evaluation_moves_pkey PRIMARY KEY (id)
former_versions.former_versions_pkey PRIMARY KEY (id)
goals.goals_pkey PRIMARY KEY (id)
idempotency_keys.idempotency_keys_user_id_key_pk PRIMARY KEY (user_id, key)
indicator_baselines.indicator_baselines_department_id_departments_id_fk FOREIGN KEY (department_id) REFERENCES departments(id)
indicator_baselines.indicator_baselines_indicator_id_indicators_id_fk FOREIGN KEY (indicator_id) REFERENCES indicators(id)
indicator_baselines.indicator_baselines_indicator_id_position_pk PRIMARY KEY (indicator_id, "position")
indicator_baselines.indicator_baselines_pending_has_no_value CHECK (((status = 'pending'::text) = (value IS NULL)))
indicator_comparators.indicator_comparators_indicator_id_indicators_id_fk FOREIGN KEY (indicator_id) REFERENCES indicators(id)
indicator_comparators.indicator_comparators_indicator_id_position_pk PRIMARY KEY (indicator_id, "position")
indicators.indicators_goal_id_goals_id_fk FOREIGN KEY (goal_id) REFERENCES goals(id)
indicators.indicators_pkey PRIMARY KEY (id)
invitations.invitations_pkey PRIMARY KEY (hash)
invitations.invitations_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
login_attempts.login_attempts_pkey PRIMARY KEY (key)
meeting_items.meeting_items_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
meeting_items.meeting_items_meeting_id_meetings_id_fk FOREIGN KEY (meeting_id) REFERENCES meetings(id)
meeting_items.meeting_items_pkey PRIMARY KEY (id)
meeting_items.meeting_items_recorded_by_users_id_fk FOREIGN KEY (recorded_by) REFERENCES users(id)
meetings.meetings_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
meetings.meetings_pkey PRIMARY KEY (id)
meetings.meetings_recorded_by_users_id_fk FOREIGN KEY (recorded_by) REFERENCES users(id)
migrations.migrations_pkey PRIMARY KEY (id)
naboklage_changes.naboklage_changes_naboklage_id_naboklager_id_fk FOREIGN KEY (naboklage_id) REFERENCES naboklager(id)
naboklage_changes.naboklage_changes_pkey PRIMARY KEY (id)
naboklage_steps.naboklage_steps_naboklage_id_naboklager_id_fk FOREIGN KEY (naboklage_id) REFERENCES naboklager(id)
naboklage_steps.naboklage_steps_naboklage_id_position_pk PRIMARY KEY (naboklage_id, "position")
naboklager.naboklager_complainant_tenancy_id_tenancies_id_fk FOREIGN KEY (complainant_tenancy_id) REFERENCES tenancies(id)
naboklager.naboklager_demand_not_in_future CHECK ((demanded_on <= ((changed_at AT TIME ZONE 'Europe/Copenhagen'::text))::date))
naboklager.naboklager_department_id_departments_id_fk FOREIGN KEY (department_id) REFERENCES departments(id)
naboklager.naboklager_not_in_future CHECK ((occurred_at <= (changed_at + '00:00:10'::interval)))
naboklager.naboklager_pkey PRIMARY KEY (id)
naboklager.naboklager_respondent_tenancy_id_tenancies_id_fk FOREIGN KEY (respondent_tenancy_id) REFERENCES tenancies(id)
notices.notices_once UNIQUE (recipient_id, kind, matter)
notices.notices_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
notices.notices_pkey PRIMARY KEY (id)
notices.notices_recipient_id_users_id_fk FOREIGN KEY (recipient_id) REFERENCES users(id)
observations.observations_department_id_departments_id_fk FOREIGN KEY (department_id) REFERENCES departments(id)
observations.observations_indicator_id_indicators_id_fk FOREIGN KEY (indicator_id) REFERENCES indicators(id)
observations.observations_not_in_future CHECK (((year)::numeric <= EXTRACT(year FROM (recorded_at AT TIME ZONE 'Europe/Copenhagen'::text))))
observations.observations_pending_has_no_value CHECK (((status = 'pending'::text) = (value IS NULL)))
observations.observations_pkey PRIMARY KEY (id)
oidc_flows.oidc_flows_pkey PRIMARY KEY (hash)
organisations.organisations_pkey PRIMARY KEY (id)
publication_outcomes.publication_outcomes_pkey PRIMARY KEY (publication_id)
publication_outcomes.publication_outcomes_publication_id_publications_id_fk FOREIGN KEY (publication_id) REFERENCES publications(id)
publication_proofs.publication_proofs_publication_id_publications_id_fk FOREIGN KEY (publication_id) REFERENCES publications(id)
publication_proofs.publication_proofs_publication_id_table_id_pk PRIMARY KEY (publication_id, table_id)
publication_truths.publication_truths_publication_id_publications_id_fk FOREIGN KEY (publication_id) REFERENCES publications(id)
publication_truths.publication_truths_publication_id_table_id_pk PRIMARY KEY (publication_id, table_id)
publications.publications_pkey PRIMARY KEY (id)
published_tables.published_tables_or_refused CHECK ((num_nonnulls(content, reason) = 1))
published_tables.published_tables_publication_id_publications_id_fk FOREIGN KEY (publication_id) REFERENCES publications(id)
published_tables.published_tables_publication_id_table_id_pk PRIMARY KEY (publication_id, table_id)
recovery_codes.recovery_codes_pkey PRIMARY KEY (hash)
recovery_codes.recovery_codes_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
rectification_log.rectification_log_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
rectification_log.rectification_log_rectification_id_position_pk PRIMARY KEY (rectification_id, "position")
rectification_log.rectification_log_rectification_id_rectifications_id_fk FOREIGN KEY (rectification_id) REFERENCES rectifications(id)
rectifications.rectifications_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
rectifications.rectifications_decided_whole CHECK ((num_nonnulls(outcome, decided_at, decided_by) = ANY (ARRAY[0, 3])))
rectifications.rectifications_not_in_future CHECK ((received_on <= ((recorded_at AT TIME ZONE 'Europe/Copenhagen'::text))::date))
rectifications.rectifications_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
rectifications.rectifications_pkey PRIMARY KEY (id)
rectifications.rectifications_refused_with_reason CHECK ((num_nonnulls(reason, statement) =
CASE outcome
    WHEN 'refused'::text THEN 2
    ELSE 0
END))
rectifications.rectifications_resident_id_residents_id_fk FOREIGN KEY (resident_id) REFERENCES residents(id)
refresh_tokens.refresh_tokens_pkey PRIMARY KEY (hash)
refresh_tokens.refresh_tokens_session_id_sessions_id_fk FOREIGN KEY (session_id) REFERENCES sessions(id)
request_windows.request_windows_pkey PRIMARY KEY (key)
residents.residents_pkey PRIMARY KEY (id)
residents.residents_tenancy_id_tenancies_id_fk FOREIGN KEY (tenancy_id) REFERENCES tenancies(id)
restrictions.restrictions_lifted_whole CHECK ((num_nonnulls(lifted_at, lifted_by, lifting_reason) = ANY (ARRAY[0, 3])))
restrictions.restrictions_of_own_case FOREIGN KEY (case_id, resident_id) REFERENCES case_residents(case_id, resident_id)
restrictions.restrictions_pkey PRIMARY KEY (id)
restrictions.restrictions_resident_id_residents_id_fk FOREIGN KEY (resident_id) REFERENCES residents(id)
restrictions.restrictions_told_after_it_began CHECK ((told_at >= (recorded_at - '00:00:10'::interval)))
restrictions.restrictions_told_before_lifting CHECK (((lifted_at IS NULL) OR (told_at IS NOT NULL)))
restrictions.restrictions_told_whole CHECK ((num_nonnulls(told_to, told_at, told_by, told_through) = ANY (ARRAY[0, 4])))
retention_holds.retention_holds_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
retention_holds.retention_holds_lifted_whole CHECK ((num_nonnulls(lifted_at, lifted_by, lift_reason) = ANY (ARRAY[0, 3])))
retention_holds.retention_holds_on_one CHECK ((num_nonnulls(case_id, resident_id) = 1))
retention_holds.retention_holds_pkey PRIMARY KEY (id)
retention_holds.retention_holds_resident_id_residents_id_fk FOREIGN KEY (resident_id) REFERENCES residents(id)
retention_rules.retention_rules_keep CHECK (((keep ~ '^P[1-9][0-9]{0,2}[YM]$'::text) OR (kind = ANY ('{idempotency_answer,webhook_delivery,job,sealed_entry}'::text[]))))
retention_rules.retention_rules_pkey PRIMARY KEY (id)
reviewed_entries.reviewed_entries_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
reviewed_entries.reviewed_entries_pkey PRIMARY KEY (entry_id)
role_proposals.role_proposals_decided_by_users_id_fk FOREIGN KEY (decided_by) REFERENCES users(id)
role_proposals.role_proposals_decided_whole CHECK ((num_nulls(decided_at, decided_by, approved) = ANY (ARRAY[0, 3])))
role_proposals.role_proposals_pkey PRIMARY KEY (id)
role_proposals.role_proposals_proposed_by_users_id_fk FOREIGN KEY (proposed_by) REFERENCES users(id)
role_proposals.role_proposals_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
service_accounts.service_accounts_expire_within_a_year CHECK (((expires_at > granted_at) AND (expires_at <= (granted_at + '1 year'::interval))))
service_accounts.service_accounts_pkey PRIMARY KEY (user_id)
service_accounts.service_accounts_rate CHECK (((requests_per_minute >= 1) AND (requests_per_minute <= 6000)))
service_accounts.service_accounts_scopes_are_of_services CHECK (((scopes <@ '{reference.read,naboklager.file,tenancies.manage,tenancies.import,indicators.read,indicators.write,statistics.read,accounts.provision}'::text[]) AND (scopes <> '{}'::text[])))
service_accounts.service_accounts_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
service_secrets.service_secrets_hash_unique UNIQUE (hash)
service_secrets.service_secrets_pkey PRIMARY KEY (id)
service_secrets.service_secrets_service_id_service_accounts_user_id_fk FOREIGN KEY (service_id) REFERENCES service_accounts(user_id)
sessions.sessions_identity_id_user_identities_id_fk FOREIGN KEY (identity_id) REFERENCES user_identities(id)
sessions.sessions_pkey PRIMARY KEY (id)
sessions.sessions_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
signal_naboklager.signal_naboklager_naboklage_id_naboklager_id_fk FOREIGN KEY (naboklage_id) REFERENCES naboklager(id)
signal_naboklager.signal_naboklager_signal_id_naboklage_id_pk PRIMARY KEY (signal_id, naboklage_id)
signal_naboklager.signal_naboklager_signal_id_signals_id_fk FOREIGN KEY (signal_id) REFERENCES signals(id)
signals.signals_case_id_cases_id_fk FOREIGN KEY (case_id) REFERENCES cases(id)
signals.signals_department_id_departments_id_fk FOREIGN KEY (department_id) REFERENCES departments(id)
signals.signals_pkey PRIMARY KEY (id)
signals.signals_tenancy_id_tenancies_id_fk FOREIGN KEY (tenancy_id) REFERENCES tenancies(id)
subject_access_bundles.subject_access_bundles_hash_of_content CHECK ((content_hash = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text)))
subject_access_bundles.subject_access_bundles_pkey PRIMARY KEY (request_id)
subject_access_bundles.subject_access_bundles_request_id_subject_access_requests_id_fk FOREIGN KEY (request_id) REFERENCES subject_access_requests(id)
subject_access_moves.subject_access_moves_pkey PRIMARY KEY (id)
subject_access_moves.subject_access_moves_request_id_subject_access_requests_id_fk FOREIGN KEY (request_id) REFERENCES subject_access_requests(id)
subject_access_moves.subject_access_moves_whole CHECK ((ROW((reason IS NULL), (due_on IS NULL), (content_hash IS NULL)) =
CASE kind
    WHEN 'extension'::text THEN ROW(false, false, true)
    WHEN 'refusal'::text THEN ROW(false, true, true)
    ELSE ROW(true, true, false)
END))
subject_access_requests.subject_access_not_in_future CHECK ((received_on <= ((recorded_at AT TIME ZONE 'Europe/Copenhagen'::text))::date))
subject_access_requests.subject_access_requests_pkey PRIMARY KEY (id)
subject_access_requests.subject_access_requests_resident_id_residents_id_fk FOREIGN KEY (resident_id) REFERENCES residents(id)
subject_access_reviews.subject_access_reviews_naboklage_id_naboklager_id_fk FOREIGN KEY (naboklage_id) REFERENCES naboklager(id)
subject_access_reviews.subject_access_reviews_pkey PRIMARY KEY (id)
subject_access_reviews.subject_access_reviews_request_id_subject_access_requests_id_fk FOREIGN KEY (request_id) REFERENCES subject_access_requests(id)
tenancies.tenancies_department_id_departments_id_fk FOREIGN KEY (department_id) REFERENCES departments(id)
tenancies.tenancies_end_after_start CHECK ((moved_out_on >= moved_in_on))
tenancies.tenancies_never_overlap EXCLUDE USING gist (department_id WITH =, folded(address) WITH =, folded(dwelling) WITH =, daterange(moved_in_on, moved_out_on) WITH &&)
tenancies.tenancies_pkey PRIMARY KEY (id)
tenancy_import_rows.tenancy_import_rows_import_id_line_pk PRIMARY KEY (import_id, line)
tenancy_imports.tenancy_imports_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
tenancy_imports.tenancy_imports_pkey PRIMARY KEY (id)
thinned_periods.thinned_periods_pkey PRIMARY KEY (period)
user_departments.user_departments_department_id_departments_id_fk FOREIGN KEY (department_id) REFERENCES departments(id)
user_departments.user_departments_user_id_department_id_pk PRIMARY KEY (user_id, department_id)
user_departments.user_departments_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
user_identities.user_identities_pkey PRIMARY KEY (id)
user_identities.user_identities_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
users.users_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
users.users_parties_have_organisations CHECK (((role = ANY (ARRAY['drift'::text, 'socialafdeling'::text, 'helhedsplan'::text])) = (organisation_id IS NOT NULL)))
users.users_pkey PRIMARY KEY (id)
users.users_services_are_no_persons CHECK (((kind = 'person'::text) OR ((kind = 'service'::text) AND (role <> 'dpo'::text) AND (num_nonnulls(password_hash, totp_secret, totp_pending, email) = 0))))
webhook_deliveries.webhook_deliveries_pkey PRIMARY KEY (id)
webhook_secrets.webhook_secrets_pkey PRIMARY KEY (id)
webhook_secrets.webhook_secrets_webhook_id_webhooks_id_fk FOREIGN KEY (webhook_id) REFERENCES webhooks(id) ON DELETE CASCADE
webhooks.webhooks_organisation_id_organisations_id_fk FOREIGN KEY (organisation_id) REFERENCES organisations(id)
webhooks.webhooks_pkey PRIMARY KEY (id)

-- indexes
CREATE INDEX action_due_dates_action_id_index ON bo_godt.action_due_dates USING btree (action_id)
CREATE UNIQUE INDEX action_due_dates_pkey ON bo_godt.action_due_dates USING btree (id)
CREATE UNIQUE INDEX activities_pkey ON bo_godt.activities USING btree (id)
CREATE INDEX agreed_actions_case_id_id_index ON bo_godt.agreed_actions USING btree (case_id, id)
CREATE UNIQUE INDEX agreed_actions_pkey ON bo_godt.agreed_actions USING btree (id)
CREATE INDEX agreed_actions_responsible_user_id_status_due_on_index ON bo_godt.agreed_actions USING btree (responsible_user_id, status, due_on)
CREATE UNIQUE INDEX agreement_parties_pkey ON bo_godt.agreement_parties USING btree ("position")
CREATE UNIQUE INDEX agreement_revisions_pkey ON bo_godt.agreement_revisions USING btree (id)
CREATE UNIQUE INDEX agreements_pkey ON bo_godt.agreements USING btree (id)
CREATE UNIQUE INDEX audit_checkpoints_pkey ON bo_godt.audit_checkpoints USING btree (id)
CREATE UNIQUE INDEX audit_checkpoints_size_unique ON bo_godt.audit_checkpoints USING btree (size)
CREATE INDEX audit_events_actor_id_occurred_at_id_index ON ONLY bo_godt.audit_events USING btree (actor_id, occurred_at, id)
CREATE INDEX audit_events_case_id_occurred_at_id_index ON ONLY bo_godt.audit_events USING btree (case_id, occurred_at, id)
CREATE INDEX audit_events_denied_index ON ONLY bo_godt.audit_events USING btree (occurred_at, id) WHERE (decision = 'denied'::text)
CREATE INDEX audit_events_occurred_at_id_index ON ONLY bo_godt.audit_events USING btree (occurred_at, id)
CREATE UNIQUE INDEX audit_events_pkey ON ONLY bo_godt.audit_events USING btree (id)
CREATE INDEX audit_events_subject_ids_index ON ONLY bo_godt.audit_events USING gin (subject_ids)
CREATE UNIQUE INDEX audit_leaves_event_unique ON bo_godt.audit_leaves USING btree (event_id)
CREATE UNIQUE INDEX audit_leaves_pkey ON bo_godt.audit_leaves USING btree (index)
CREATE UNIQUE INDEX audit_nodes_level_index_pk ON bo_godt.audit_nodes USING btree (level, index)
CREATE UNIQUE INDEX audit_salts_pkey ON bo_godt.audit_salts USING btree (leaf_index)
CREATE UNIQUE INDEX audit_shipments_pkey ON bo_godt.audit_shipments USING btree (size)
CREATE INDEX basis_reviews_case_id_index ON bo_godt.basis_reviews USING btree (case_id)
CREATE UNIQUE INDEX basis_reviews_pending_index ON bo_godt.basis_reviews USING btree (entry_id) WHERE (outcome IS NULL)
CREATE UNIQUE INDEX basis_reviews_pkey ON bo_godt.basis_reviews USING btree (id)
CREATE INDEX case_entries_case_id_id_index ON bo_godt.case_entries USING btree (case_id, id)
CREATE UNIQUE INDEX case_entries_pkey ON bo_godt.case_entries USING btree (id)
CREATE UNIQUE INDEX case_entries_supersedes_index ON bo_godt.case_entries USING btree (supersedes) WHERE (supersedes IS NOT NULL)
CREATE INDEX case_moves_case_id_id_index ON bo_godt.case_moves USING btree (case_id, id)
CREATE UNIQUE INDEX case_moves_pkey ON bo_godt.case_moves USING btree (id)
CREATE UNIQUE INDEX case_naboklager_case_id_naboklage_id_pk ON bo_godt.case_naboklager USING btree (case_id, naboklage_id)
CREATE INDEX case_naboklager_naboklage_id_index ON bo_godt.case_naboklager USING btree (naboklage_id)
CREATE UNIQUE INDEX case_residents_case_id_resident_id_pk ON bo_godt.case_residents USING btree (case_id, resident_id)
CREATE UNIQUE INDEX case_team_case_id_user_id_pk ON bo_godt.case_team USING btree (case_id, user_id)
CREATE INDEX case_team_user_id_case_id_index ON bo_godt.case_team USING btree (user_id, case_id)
CREATE INDEX case_themes_case_id_id_index ON bo_godt.case_themes USING btree (case_id, id)
CREATE UNIQUE INDEX case_themes_pkey ON bo_godt.case_themes USING btree (id)
CREATE INDEX cases_organisation_id_index ON bo_godt.cases USING btree (organisation_id)
CREATE UNIQUE INDEX cases_pkey ON bo_godt.cases USING btree (id)
CREATE UNIQUE INDEX cases_reference_index ON bo_godt.cases USING btree (reference)
CREATE INDEX cases_tenancy_id_index ON bo_godt.cases USING btree (tenancy_id)
CREATE UNIQUE INDEX conflicts_in_force_index ON bo_godt.conflicts USING btree (user_id, tenancy_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX conflicts_pkey ON bo_godt.conflicts USING btree (id)
CREATE INDEX consents_case_id_resident_id_index ON bo_godt.consents USING btree (case_id, resident_id)
CREATE UNIQUE INDEX consents_pkey ON bo_godt.consents USING btree (id)
CREATE UNIQUE INDEX count_groups_table_id_code_pk ON bo_godt.count_groups USING btree (table_id, code)
CREATE INDEX department_population_department_id_year_id_index ON bo_godt.department_population USING btree (department_id, year, id)
CREATE UNIQUE INDEX department_population_pkey ON bo_godt.department_population USING btree (id)
CREATE UNIQUE INDEX departments_pkey ON bo_godt.departments USING btree (id)
CREATE UNIQUE INDEX directory_entries_external_id_index ON bo_godt.directory_entries USING btree (organisation_id, external_id) WHERE (removed_at IS NULL)
CREATE UNIQUE INDEX directory_entries_pkey ON bo_godt.directory_entries USING btree (user_id)
CREATE INDEX disclosures_meeting_id_id_index ON bo_godt.disclosures USING btree (meeting_id, id)
CREATE UNIQUE INDEX disclosures_pkey ON bo_godt.disclosures USING btree (id)
CREATE UNIQUE INDEX discussions_pkey ON bo_godt.discussions USING btree (item_id)
CREATE INDEX emergency_accesses_case_id_index ON bo_godt.emergency_accesses USING btree (case_id)
CREATE INDEX emergency_accesses_never_overlap ON bo_godt.emergency_accesses USING gist (case_id, user_id, organisation_id, tstzrange(granted_at, expires_at))
CREATE UNIQUE INDEX emergency_accesses_pkey ON bo_godt.emergency_accesses USING btree (id)
CREATE INDEX emergency_accesses_user_id_expires_at_index ON bo_godt.emergency_accesses USING btree (user_id, expires_at)
CREATE INDEX erasures_of_events ON bo_godt.erasures USING btree (happened_at) WHERE (kind = 'audit_event'::text)
CREATE UNIQUE INDEX erasures_once ON bo_godt.erasures USING btree (record_id, kind)
CREATE UNIQUE INDEX erasures_pkey ON bo_godt.erasures USING btree ("position")
CREATE UNIQUE INDEX evaluation_comments_pkey ON bo_godt.evaluation_comments USING btree (id)
CREATE INDEX evaluation_comments_year_goal_id_id_index ON bo_godt.evaluation_comments USING btree (year, goal_id, id)
CREATE UNIQUE INDEX evaluation_moves_approved_once ON bo_godt.evaluation_moves USING btree (year) WHERE (kind = 'approval'::text)
CREATE UNIQUE INDEX evaluation_moves_pkey ON bo_godt.evaluation_moves USING btree (id)
CREATE INDEX evaluation_moves_year_kind_id_index ON bo_godt.evaluation_moves USING btree (year, kind, id)
CREATE UNIQUE INDEX former_versions_pkey ON bo_godt.former_versions USING btree (id)
CREATE INDEX former_versions_record_id_id_index ON bo_godt.former_versions USING btree (record_id, id)
CREATE UNIQUE INDEX goals_pkey ON bo_godt.goals USING btree (id)
CREATE INDEX idempotency_keys_recorded_at_index ON bo_godt.idempotency_keys USING btree (recorded_at)
CREATE UNIQUE INDEX idempotency_keys_user_id_key_pk ON bo_godt.idempotency_keys USING btree (user_id, key)
CREATE UNIQUE INDEX indicator_baselines_indicator_id_position_pk ON bo_godt.indicator_baselines USING btree (indicator_id, "position")
CREATE UNIQUE INDEX indicator_comparators_indicator_id_position_pk ON bo_godt.indicator_comparators USING btree (indicator_id, "position")
CREATE UNIQUE INDEX indicators_pkey ON bo_godt.indicators USING btree (id)
CREATE UNIQUE INDEX invitations_pkey ON bo_godt.invitations USING btree (hash)
CREATE INDEX invitations_user_id_index ON bo_godt.invitations USING btree (user_id)
CREATE UNIQUE INDEX login_attempts_pkey ON bo_godt.login_attempts USING btree (key)
CREATE INDEX meeting_items_case_id_index ON bo_godt.meeting_items USING btree (case_id)
CREATE UNIQUE INDEX meeting_items_meeting_id_case_id_index ON bo_godt.meeting_items USING btree (meeting_id, case_id)
CREATE UNIQUE INDEX meeting_items_pkey ON bo_godt.meeting_items USING btree (id)
CREATE UNIQUE INDEX meetings_pkey ON bo_godt.meetings USING btree (id)
CREATE UNIQUE INDEX migrations_pkey ON bo_godt.migrations USING btree (id)
CREATE INDEX naboklage_changes_naboklage_id_id_index ON bo_godt.naboklage_changes USING btree (naboklage_id, id)
CREATE UNIQUE INDEX naboklage_changes_pkey ON bo_godt.naboklage_changes USING btree (id)
CREATE UNIQUE INDEX naboklage_steps_naboklage_id_position_pk ON bo_godt.naboklage_steps USING btree (naboklage_id, "position")
CREATE INDEX naboklager_complainant_tenancy_id_index ON bo_godt.naboklager USING btree (complainant_tenancy_id)
CREATE INDEX naboklager_department_id_id_index ON bo_godt.naboklager USING btree (department_id, id)
CREATE INDEX naboklager_open ON bo_godt.naboklager USING btree (department_id, id) WHERE (status <> 'closed'::text)
CREATE UNIQUE INDEX naboklager_pkey ON bo_godt.naboklager USING btree (id)
CREATE INDEX naboklager_recorded_at_index ON bo_godt.naboklager USING btree (recorded_at)
CREATE UNIQUE INDEX naboklager_reference_index ON bo_godt.naboklager USING btree (reference)
CREATE INDEX naboklager_respondent_tenancy_id_id_index ON bo_godt.naboklager USING btree (respondent_tenancy_id, id)
CREATE INDEX notices_kind_matter_index ON bo_godt.notices USING btree (kind, matter)
CREATE INDEX notices_not_mailed ON bo_godt.notices USING btree (recipient_id) WHERE (mailed_at IS NULL)
CREATE UNIQUE INDEX notices_once ON bo_godt.notices USING btree (recipient_id, kind, matter)
CREATE UNIQUE INDEX notices_pkey ON bo_godt.notices USING btree (id)
CREATE INDEX notices_recipient_id_id_index ON bo_godt.notices USING btree (recipient_id, id)
CREATE INDEX observations_indicator_id_department_id_year_id_index ON bo_godt.observations USING btree (indicator_id, department_id, year, id)
CREATE UNIQUE INDEX observations_pkey ON bo_godt.observations USING btree (id)
CREATE INDEX oidc_flows_expires_at_index ON bo_godt.oidc_flows USING btree (expires_at)
CREATE UNIQUE INDEX oidc_flows_pkey ON bo_godt.oidc_flows USING btree (hash)
CREATE UNIQUE INDEX organisations_pkey ON bo_godt.organisations USING btree (id)
CREATE UNIQUE INDEX publication_outcomes_pkey ON bo_godt.publication_outcomes USING btree (publication_id)
CREATE UNIQUE INDEX publication_proofs_publication_id_table_id_pk ON bo_godt.publication_proofs USING btree (publication_id, table_id)
CREATE UNIQUE INDEX publication_truths_publication_id_table_id_pk ON bo_godt.publication_truths USING btree (publication_id, table_id)
CREATE UNIQUE INDEX publications_period_index ON bo_godt.publications USING btree (period)
CREATE UNIQUE INDEX publications_pkey ON bo_godt.publications USING btree (id)
CREATE UNIQUE INDEX published_tables_publication_id_table_id_pk ON bo_godt.published_tables USING btree (publication_id, table_id)
CREATE INDEX published_tables_table_id_period_index ON bo_godt.published_tables USING btree (table_id, period)
CREATE UNIQUE INDEX recovery_codes_pkey ON bo_godt.recovery_codes USING btree (hash)
CREATE INDEX recovery_codes_user_id_index ON bo_godt.recovery_codes USING btree (user_id)
CREATE UNIQUE INDEX rectification_log_rectification_id_position_pk ON bo_godt.rectification_log USING btree (rectification_id, "position")
CREATE UNIQUE INDEX rectifications_pkey ON bo_godt.rectifications USING btree (id)
CREATE INDEX rectifications_resident_id_index ON bo_godt.rectifications USING btree (resident_id)
CREATE INDEX rectifications_subject_id_index ON bo_godt.rectifications USING btree (subject_id)
CREATE UNIQUE INDEX refresh_tokens_pkey ON bo_godt.refresh_tokens USING btree (hash)
CREATE INDEX refresh_tokens_session_id_index ON bo_godt.refresh_tokens USING btree (session_id)
CREATE UNIQUE INDEX request_windows_pkey ON bo_godt.request_windows USING btree (key)
CREATE INDEX request_windows_started_at_index ON bo_godt.request_windows USING btree (started_at)
CREATE UNIQUE INDEX residents_external_key ON bo_godt.residents USING btree (tenancy_id, external_key) WHERE (external_key IS NOT NULL)
CREATE UNIQUE INDEX residents_pkey ON bo_godt.residents USING btree (id)
CREATE INDEX residents_tenancy_id_index ON bo_godt.residents USING btree (tenancy_id)
CREATE INDEX restrictions_case_id_index ON bo_godt.restrictions USING btree (case_id)
CREATE UNIQUE INDEX restrictions_in_force_index ON bo_godt.restrictions USING btree (resident_id, COALESCE(case_id, resident_id)) WHERE (lifted_at IS NULL)
CREATE UNIQUE INDEX restrictions_pkey ON bo_godt.restrictions USING btree (id)
CREATE INDEX retention_holds_case_id_index ON bo_godt.retention_holds USING btree (case_id)
CREATE UNIQUE INDEX retention_holds_pkey ON bo_godt.retention_holds USING btree (id)
CREATE INDEX retention_holds_resident_id_index ON bo_godt.retention_holds USING btree (resident_id)
CREATE INDEX retention_rules_kind_id_index ON bo_godt.retention_rules USING btree (kind, id)
CREATE UNIQUE INDEX retention_rules_pkey ON bo_godt.retention_rules USING btree (id)
CREATE INDEX reviewed_entries_case_id_index ON bo_godt.reviewed_entries USING btree (case_id)
CREATE UNIQUE INDEX reviewed_entries_pkey ON bo_godt.reviewed_entries USING btree (entry_id)
CREATE UNIQUE INDEX role_proposals_open_index ON bo_godt.role_proposals USING btree (user_id) WHERE (decided_at IS NULL)
CREATE UNIQUE INDEX role_proposals_pkey ON bo_godt.role_proposals USING btree (id)
CREATE UNIQUE INDEX service_accounts_pkey ON bo_godt.service_accounts USING btree (user_id)
CREATE UNIQUE INDEX service_secrets_hash_unique ON bo_godt.service_secrets USING btree (hash)
CREATE UNIQUE INDEX service_secrets_pkey ON bo_godt.service_secrets USING btree (id)
CREATE INDEX service_secrets_service_id_index ON bo_godt.service_secrets USING btree (service_id)
CREATE UNIQUE INDEX sessions_pkey ON bo_godt.sessions USING btree (id)
CREATE UNIQUE INDEX sessions_token_hash_index ON bo_godt.sessions USING btree (token_hash) WHERE (token_hash IS NOT NULL)
CREATE INDEX sessions_user_id_index ON bo_godt.sessions USING btree (user_id)
CREATE INDEX signal_naboklager_naboklage_id_index ON bo_godt.signal_naboklager USING btree (naboklage_id)
CREATE UNIQUE INDEX signal_naboklager_signal_id_naboklage_id_pk ON bo_godt.signal_naboklager USING btree (signal_id, naboklage_id)
CREATE INDEX signals_department_id_id_index ON bo_godt.signals USING btree (department_id, id)
CREATE UNIQUE INDEX signals_one_at_a_time ON bo_godt.signals USING btree (tenancy_id) WHERE (status = ANY (ARRAY['open'::text, 'waiting'::text]))
CREATE UNIQUE INDEX signals_pkey ON bo_godt.signals USING btree (id)
CREATE UNIQUE INDEX subject_access_bundles_pkey ON bo_godt.subject_access_bundles USING btree (request_id)
CREATE UNIQUE INDEX subject_access_extended_once ON bo_godt.subject_access_moves USING btree (request_id) WHERE (kind = 'extension'::text)
CREATE UNIQUE INDEX subject_access_moves_pkey ON bo_godt.subject_access_moves USING btree (id)
CREATE UNIQUE INDEX subject_access_settled_once ON bo_godt.subject_access_moves USING btree (request_id) WHERE (kind <> 'extension'::text)
CREATE UNIQUE INDEX subject_access_requests_pkey ON bo_godt.subject_access_requests USING btree (id)
CREATE INDEX subject_access_requests_resident_id_index ON bo_godt.subject_access_requests USING btree (resident_id)
CREATE UNIQUE INDEX subject_access_reviews_pkey ON bo_godt.subject_access_reviews USING btree (id)
CREATE INDEX subject_access_reviews_request_id_naboklage_id_id_index ON bo_godt.subject_access_reviews USING btree (request_id, naboklage_id, id)
CREATE INDEX tenancies_department_id_id_index ON bo_godt.tenancies USING btree (department_id, id)
CREATE UNIQUE INDEX tenancies_external_key ON bo_godt.tenancies USING btree (department_id, external_key) WHERE (external_key IS NOT NULL)
CREATE INDEX tenancies_never_overlap ON bo_godt.tenancies USING gist (department_id, folded(address), folded(dwelling), daterange(moved_in_on, moved_out_on))
CREATE UNIQUE INDEX tenancies_pkey ON bo_godt.tenancies USING btree (id)
CREATE UNIQUE INDEX tenancy_import_rows_import_id_line_pk ON bo_godt.tenancy_import_rows USING btree (import_id, line)
CREATE INDEX tenancy_imports_organisation_id_id_index ON bo_godt.tenancy_imports USING btree (organisation_id, id)
CREATE UNIQUE INDEX tenancy_imports_pkey ON bo_godt.tenancy_imports USING btree (id)
CREATE UNIQUE INDEX thinned_periods_pkey ON bo_godt.thinned_periods USING btree (period)
CREATE UNIQUE INDEX user_departments_user_id_department_id_pk ON bo_godt.user_departments USING btree (user_id, department_id)
CREATE UNIQUE INDEX user_identities_linked_index ON bo_godt.user_identities USING btree (issuer, subject) WHERE (unlinked_at IS NULL)
CREATE UNIQUE INDEX user_identities_pkey ON bo_godt.user_identities USING btree (id)
CREATE INDEX user_identities_user_id_index ON bo_godt.user_identities USING btree (user_id)
CREATE UNIQUE INDEX users_pkey ON bo_godt.users USING btree (id)
CREATE UNIQUE INDEX users_username_index ON bo_godt.users USING btree (lower(username))
CREATE INDEX webhook_deliveries_pending_index ON bo_godt.webhook_deliveries USING btree (webhook_id, next_attempt_at) WHERE (status = 'pending'::text)
CREATE UNIQUE INDEX webhook_deliveries_pkey ON bo_godt.webhook_deliveries USING btree (id)
CREATE INDEX webhook_deliveries_webhook_id_id_index ON bo_godt.webhook_deliveries USING btree (webhook_id, id)
CREATE UNIQUE INDEX webhook_secrets_pkey ON bo_godt.webhook_secrets USING btree (id)
CREATE INDEX webhook_secrets_webhook_id_id_index ON bo_godt.webhook_secrets USING btree (webhook_id, id)
CREATE UNIQUE INDEX webhooks_pkey ON bo_godt.webhooks USING btree (id)

-- triggers
CREATE TRIGGER action_due_dates_append_only BEFORE DELETE OR UPDATE ON bo_godt.action_due_dates FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER agreed_actions_of_persons BEFORE INSERT OR UPDATE OF responsible_user_id ON bo_godt.agreed_actions FOR EACH ROW EXECUTE FUNCTION require_person('responsible_user_id') enabled A
CREATE TRIGGER agreed_actions_restricted AFTER INSERT OR UPDATE ON bo_godt.agreed_actions FOR EACH ROW EXECUTE FUNCTION refuse_restricted() enabled A
CREATE TRIGGER agreement_revisions_immutable BEFORE DELETE OR UPDATE ON bo_godt.agreement_revisions FOR EACH ROW EXECUTE FUNCTION refuse_change_of_figures() enabled A
CREATE TRIGGER audit_checkpoints_append_only BEFORE DELETE OR UPDATE ON bo_godt.audit_checkpoints FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER audit_checkpoints_no_truncate BEFORE TRUNCATE ON bo_godt.audit_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER audit_events_append_only BEFORE DELETE OR UPDATE ON bo_godt.audit_events FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER audit_events_are_told AFTER INSERT ON bo_godt.audit_events FOR EACH ROW WHEN (((new.decision = 'allowed'::text) AND (new.action !~~ '%.read'::text) AND (new.action !~~ '%.list'::text))) EXECUTE FUNCTION queue_webhook_deliveries() enabled O
CREATE TRIGGER audit_events_emergency BEFORE INSERT ON bo_godt.audit_events FOR EACH ROW WHEN (((new.decision = 'allowed'::text) AND (current_setting('bo_godt.actor_emergencies'::text, true) <> '{}'::text))) EXECUTE FUNCTION mark_emergency() enabled A
CREATE TRIGGER audit_events_erased_when_sealed BEFORE DELETE ON bo_godt.audit_events FOR EACH ROW EXECUTE FUNCTION require_shipped_seal() enabled A
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON bo_godt.audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER audit_leaves_append_only BEFORE DELETE OR UPDATE ON bo_godt.audit_leaves FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER audit_leaves_no_truncate BEFORE TRUNCATE ON bo_godt.audit_leaves FOR EACH STATEMENT EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER audit_nodes_append_only BEFORE DELETE OR UPDATE ON bo_godt.audit_nodes FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER audit_nodes_no_truncate BEFORE TRUNCATE ON bo_godt.audit_nodes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER audit_salts_append_only BEFORE UPDATE ON bo_godt.audit_salts FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER audit_salts_go_with_events BEFORE DELETE ON bo_godt.audit_salts FOR EACH ROW EXECUTE FUNCTION require_event_gone() enabled A
CREATE TRIGGER audit_salts_no_truncate BEFORE TRUNCATE ON bo_godt.audit_salts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER audit_shipments_append_only BEFORE DELETE OR UPDATE ON bo_godt.audit_shipments FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER basis_reviews_restricted AFTER UPDATE ON bo_godt.basis_reviews FOR EACH ROW WHEN ((new.outcome = ANY (ARRAY['kept'::text, 'to_be_erased'::text]))) EXECUTE FUNCTION refuse_restricted() enabled A
CREATE TRIGGER basis_reviews_settled AFTER UPDATE ON bo_godt.basis_reviews FOR EACH ROW WHEN ((new.outcome = ANY (ARRAY['kept'::text, 'to_be_erased'::text]))) EXECUTE FUNCTION settle_basis() enabled A
CREATE TRIGGER case_entries_immutable BEFORE DELETE OR UPDATE ON bo_godt.case_entries FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER case_entries_restricted AFTER INSERT ON bo_godt.case_entries FOR EACH ROW EXECUTE FUNCTION refuse_restricted() enabled A
CREATE TRIGGER case_entries_withhold_address BEFORE INSERT ON bo_godt.case_entries FOR EACH ROW WHEN ((current_setting('bo_godt.actor_role'::text, true) = 'drift'::text)) EXECUTE FUNCTION withhold_protected_address() enabled O
CREATE TRIGGER case_moves_append_only BEFORE DELETE OR UPDATE ON bo_godt.case_moves FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER case_moves_handover_is_told AFTER INSERT ON bo_godt.case_moves FOR EACH ROW WHEN ((new.kind = 'handover'::text)) EXECUTE FUNCTION notice_handover() enabled O
CREATE TRIGGER case_naboklager_restricted AFTER INSERT ON bo_godt.case_naboklager FOR EACH ROW EXECUTE FUNCTION refuse_restricted() enabled A
CREATE TRIGGER case_residents_restricted AFTER INSERT ON bo_godt.case_residents FOR EACH ROW EXECUTE FUNCTION refuse_restricted() enabled A
CREATE TRIGGER case_team_of_persons BEFORE INSERT OR UPDATE OF user_id ON bo_godt.case_team FOR EACH ROW EXECUTE FUNCTION require_person('user_id') enabled A
CREATE TRIGGER case_themes_immutable BEFORE DELETE OR UPDATE ON bo_godt.case_themes FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER cases_carried_by_persons BEFORE INSERT OR UPDATE OF key_person_id ON bo_godt.cases FOR EACH ROW EXECUTE FUNCTION require_person('key_person_id') enabled A
CREATE TRIGGER cases_keep_former AFTER UPDATE ON bo_godt.cases FOR EACH ROW WHEN (((CURRENT_USER <> 'bo_godt_eraser'::name) AND ((old.theme IS DISTINCT FROM new.theme) OR (old.problem IS DISTINCT FROM new.problem)))) EXECUTE FUNCTION keep_former() enabled A
CREATE TRIGGER cases_restricted AFTER UPDATE OF theme, problem, paused_at, closed_at, closed_on, outcome ON bo_godt.cases FOR EACH ROW WHEN ((CURRENT_USER <> 'bo_godt_eraser'::name)) EXECUTE FUNCTION refuse_restricted() enabled A
CREATE TRIGGER cases_theme_is_kept AFTER INSERT OR UPDATE OF theme ON bo_godt.cases FOR EACH ROW EXECUTE FUNCTION keep_case_theme() enabled A
CREATE TRIGGER cases_withhold_address BEFORE INSERT OR UPDATE OF problem ON bo_godt.cases FOR EACH ROW WHEN ((current_setting('bo_godt.actor_role'::text, true) = 'drift'::text)) EXECUTE FUNCTION withhold_protected_address() enabled O
CREATE TRIGGER conflicts_of_persons BEFORE INSERT ON bo_godt.conflicts FOR EACH ROW EXECUTE FUNCTION require_person('user_id') enabled A
CREATE TRIGGER consents_restricted AFTER INSERT ON bo_godt.consents FOR EACH ROW WHEN ((new.response = 'given'::text)) EXECUTE FUNCTION refuse_restricted() enabled A
CREATE TRIGGER consents_review_bases AFTER INSERT OR UPDATE OF withdrawal_received_at, invalidated_at ON bo_godt.consents FOR EACH ROW EXECUTE FUNCTION review_bases() enabled A
CREATE TRIGGER consents_withdrawal_is_told AFTER UPDATE OF withdrawal_received_at ON bo_godt.consents FOR EACH ROW WHEN (((old.withdrawal_received_at IS NULL) AND (new.withdrawal_received_at IS NOT NULL))) EXECUTE FUNCTION notice_withdrawal() enabled O
CREATE TRIGGER consents_withdrawn_to_persons BEFORE UPDATE OF withdrawal_received_by ON bo_godt.consents FOR EACH ROW WHEN ((new.withdrawal_received_by IS NOT NULL)) EXECUTE FUNCTION require_person('withdrawal_received_by') enabled A
CREATE TRIGGER department_population_immutable BEFORE DELETE OR UPDATE ON bo_godt.department_population FOR EACH ROW EXECUTE FUNCTION refuse_change_of_figures() enabled A
CREATE TRIGGER disclosures_append_only BEFORE DELETE OR UPDATE ON bo_godt.disclosures FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER discussions_append_only BEFORE DELETE OR UPDATE ON bo_godt.discussions FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER emergency_accesses_are_told AFTER INSERT ON bo_godt.emergency_accesses FOR EACH ROW EXECUTE FUNCTION notice_emergency() enabled O
CREATE TRIGGER erasures_append_only BEFORE DELETE OR UPDATE ON bo_godt.erasures FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER evaluation_comments_immutable BEFORE DELETE OR UPDATE ON bo_godt.evaluation_comments FOR EACH ROW EXECUTE FUNCTION refuse_change_of_figures() enabled A
CREATE TRIGGER evaluation_moves_immutable BEFORE DELETE OR UPDATE ON bo_godt.evaluation_moves FOR EACH ROW EXECUTE FUNCTION refuse_change_of_figures() enabled A
CREATE TRIGGER former_versions_immutable BEFORE DELETE OR UPDATE ON bo_godt.former_versions FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER naboklage_changes_immutable BEFORE DELETE OR UPDATE ON bo_godt.naboklage_changes FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER naboklage_steps_immutable BEFORE DELETE OR UPDATE ON bo_godt.naboklage_steps FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER naboklager_keep_former AFTER UPDATE ON bo_godt.naboklager FOR EACH ROW WHEN (((old.status = ANY (ARRAY['draft'::text, 'closed'::text])) OR (((((((((((((old.department_id IS DISTINCT FROM new.department_id) OR (old.respondent_tenancy_id IS DISTINCT FROM new.respondent_tenancy_id)) OR (old.place IS DISTINCT FROM new.place)) OR (old.complainant_name IS DISTINCT FROM new.complainant_name)) OR (old.complainant_contact IS DISTINCT FROM new.complainant_contact)) OR (old.complainant_tenancy_id IS DISTINCT FROM new.complainant_tenancy_id)) OR (old.complainant_withheld IS DISTINCT FROM new.complainant_withheld)) OR (old.written_with_help_from IS DISTINCT FROM new.written_with_help_from)) OR (old.category IS DISTINCT FROM new.category)) OR (old.occurred_at IS DISTINCT FROM new.occurred_at)) OR (old.description IS DISTINCT FROM new.description)) OR (old.shared_summary IS DISTINCT FROM new.shared_summary)) OR (old.demanded_on IS DISTINCT FROM new.demanded_on)))) EXECUTE FUNCTION keep_former_naboklage() enabled A
CREATE TRIGGER naboklager_signal_when_changed AFTER UPDATE ON bo_godt.naboklager FOR EACH ROW WHEN (((new.respondent_tenancy_id IS NOT NULL) AND (new.status <> ALL (ARRAY['draft'::text, 'closed'::text])) AND ((old.status = ANY (ARRAY['draft'::text, 'closed'::text])) OR ((old.respondent_tenancy_id IS DISTINCT FROM new.respondent_tenancy_id) OR (old.complainant_key IS DISTINCT FROM new.complainant_key))))) EXECUTE FUNCTION raise_signal() enabled O
CREATE TRIGGER naboklager_signal_when_filed AFTER INSERT ON bo_godt.naboklager FOR EACH ROW WHEN (((new.respondent_tenancy_id IS NOT NULL) AND (new.status <> 'draft'::text))) EXECUTE FUNCTION raise_signal() enabled O
CREATE TRIGGER naboklager_withhold_address BEFORE INSERT OR UPDATE OF shared_summary, respondent_tenancy_id, complainant_tenancy_id ON bo_godt.naboklager FOR EACH ROW WHEN ((new.shared_summary IS NOT NULL)) EXECUTE FUNCTION withhold_protected_address() enabled O
CREATE TRIGGER notices_are_announced AFTER INSERT ON bo_godt.notices REFERENCING NEW TABLE AS raised FOR EACH STATEMENT EXECUTE FUNCTION announce_notices() enabled O
CREATE TRIGGER notices_for_persons BEFORE INSERT ON bo_godt.notices FOR EACH ROW EXECUTE FUNCTION systems_hear_no_news() enabled A
CREATE TRIGGER observations_immutable BEFORE DELETE OR UPDATE ON bo_godt.observations FOR EACH ROW EXECUTE FUNCTION refuse_change_of_figures() enabled A
CREATE TRIGGER publication_outcomes_immutable BEFORE DELETE OR UPDATE ON bo_godt.publication_outcomes FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER publication_proofs_immutable BEFORE DELETE OR UPDATE ON bo_godt.publication_proofs FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER publication_truths_immutable BEFORE DELETE OR UPDATE ON bo_godt.publication_truths FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER publications_immutable BEFORE DELETE OR UPDATE ON bo_godt.publications FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER publications_of_whole_periods BEFORE INSERT ON bo_godt.publications FOR EACH ROW EXECUTE FUNCTION refuse_thinned_period() enabled O
CREATE TRIGGER publications_wake AFTER INSERT ON bo_godt.publications FOR EACH STATEMENT EXECUTE FUNCTION wake_publishing() enabled O
CREATE TRIGGER published_tables_immutable BEFORE DELETE OR UPDATE ON bo_godt.published_tables FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER rectification_log_append_only BEFORE DELETE OR UPDATE ON bo_godt.rectification_log FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER rectifications_addressed BEFORE INSERT ON bo_godt.rectifications FOR EACH ROW EXECUTE FUNCTION address_rectification() enabled A
CREATE TRIGGER rectifications_are_told AFTER INSERT ON bo_godt.rectifications FOR EACH ROW EXECUTE FUNCTION notice_rectification() enabled O
CREATE TRIGGER rectifications_settled AFTER UPDATE OF outcome ON bo_godt.rectifications FOR EACH ROW EXECUTE FUNCTION settle_rectification() enabled A
CREATE TRIGGER residents_are_told AFTER INSERT ON bo_godt.residents FOR EACH ROW EXECUTE FUNCTION notice_household() enabled A
CREATE TRIGGER residents_changes_are_told AFTER UPDATE ON bo_godt.residents FOR EACH ROW WHEN ((old.name IS DISTINCT FROM new.name)) EXECUTE FUNCTION notice_household() enabled A
CREATE TRIGGER residents_keep_former AFTER UPDATE ON bo_godt.residents FOR EACH ROW WHEN (((((old.name IS DISTINCT FROM new.name) OR (old.birth_year IS DISTINCT FROM new.birth_year)) OR (old.phone IS DISTINCT FROM new.phone)) OR (old.protected_address IS DISTINCT FROM new.protected_address))) EXECUTE FUNCTION keep_former() enabled A
CREATE TRIGGER residents_restricted AFTER UPDATE ON bo_godt.residents FOR EACH ROW WHEN ((((old.name IS DISTINCT FROM new.name) OR (old.birth_year IS DISTINCT FROM new.birth_year)) OR (old.phone IS DISTINCT FROM new.phone))) EXECUTE FUNCTION refuse_restricted() enabled A
CREATE TRIGGER restrictions_are_told AFTER INSERT OR UPDATE OF lifted_at ON bo_godt.restrictions FOR EACH ROW WHEN (((new.lifted_at IS NULL) OR (new.lifted_by IS NOT NULL))) EXECUTE FUNCTION notice_restriction() enabled O
CREATE TRIGGER retention_holds_wait BEFORE INSERT ON bo_godt.retention_holds FOR EACH ROW EXECUTE FUNCTION hold_when_nothing_is_erased() enabled O
CREATE TRIGGER retention_rules_append_only BEFORE DELETE OR UPDATE ON bo_godt.retention_rules FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER service_accounts_rules BEFORE INSERT OR UPDATE ON bo_godt.service_accounts FOR EACH ROW EXECUTE FUNCTION service_account_rules() enabled A
CREATE TRIGGER service_secrets_rules BEFORE INSERT OR UPDATE ON bo_godt.service_secrets FOR EACH ROW EXECUTE FUNCTION service_secret_rules() enabled A
CREATE TRIGGER signals_are_told AFTER INSERT ON bo_godt.signals FOR EACH ROW EXECUTE FUNCTION notice_signal() enabled O
CREATE TRIGGER subject_access_bundles_immutable BEFORE UPDATE ON bo_godt.subject_access_bundles FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER subject_access_moves_immutable BEFORE DELETE OR UPDATE ON bo_godt.subject_access_moves FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER subject_access_reviews_cut BEFORE INSERT ON bo_godt.subject_access_reviews FOR EACH ROW EXECUTE FUNCTION cut_out_complainants() enabled A
CREATE TRIGGER subject_access_reviews_immutable BEFORE DELETE OR UPDATE ON bo_godt.subject_access_reviews FOR EACH ROW EXECUTE FUNCTION refuse_change() enabled A
CREATE TRIGGER tenancies_changes_are_told AFTER UPDATE ON bo_godt.tenancies FOR EACH ROW WHEN (((((old.address IS DISTINCT FROM new.address) OR (old.dwelling IS DISTINCT FROM new.dwelling)) OR (old.moved_in_on IS DISTINCT FROM new.moved_in_on)) OR (old.moved_out_on IS DISTINCT FROM new.moved_out_on))) EXECUTE FUNCTION notice_household() enabled A
CREATE TRIGGER user_identities_of_persons BEFORE INSERT ON bo_godt.user_identities FOR EACH ROW EXECUTE FUNCTION require_person('user_id') enabled A
CREATE TRIGGER user_identities_unlink AFTER UPDATE ON bo_godt.user_identities FOR EACH ROW WHEN (((old.unlinked_at IS NULL) AND (new.unlinked_at IS NOT NULL))) EXECUTE FUNCTION unlinked_sessions_end() enabled A
CREATE TRIGGER users_four_eyes BEFORE INSERT OR UPDATE ON bo_godt.users FOR EACH ROW EXECUTE FUNCTION require_four_eyes() enabled A
CREATE TRIGGER users_kind_stays BEFORE UPDATE ON bo_godt.users FOR EACH ROW WHEN (((old.kind <> new.kind) OR (old.kind = 'service'::text))) EXECUTE FUNCTION user_kind_stays() enabled A
CREATE TRIGGER users_leave AFTER UPDATE ON bo_godt.users FOR EACH ROW WHEN ((((old.disabled_at IS NULL) AND (new.disabled_at IS NOT NULL)) OR (old.organisation_id IS DISTINCT FROM new.organisation_id))) EXECUTE FUNCTION user_leaves() enabled A
CREATE TRIGGER users_leave_provider AFTER UPDATE ON bo_godt.users FOR EACH ROW WHEN (((old.organisation_id IS DISTINCT FROM new.organisation_id) OR (old.role <> new.role))) EXECUTE FUNCTION provider_sessions_end() enabled A
CREATE TRIGGER webhook_deliveries_wake AFTER INSERT OR UPDATE ON bo_godt.webhook_deliveries FOR EACH ROW WHEN (((new.status = 'pending'::text) AND (new.attempts = 0))) EXECUTE FUNCTION wake_webhooks() enabled O

-- views
access_complaints of bo_godt_gate security_barrier=true
 SELECT request_id,
    resident_id,
    due_on,
    naboklage_id,
    department_id,
    version,
    reviewed
   FROM accessed_complaints a
  WHERE (( SELECT actor_role() AS actor_role)) = 'dpo'::text OR (EXISTS ( SELECT
           FROM naboklager n
          WHERE n.id = a.naboklage_id AND (n.department_id = ANY ((( SELECT actor_departments() AS actor_departments))::text[])) AND NOT ARRAY[n.id, n.respondent_tenancy_id, n.complainant_tenancy_id] && (( SELECT actor_barred() AS actor_barred))));
accessed_complaints of bo_godt_gate 
 SELECT q.id AS request_id,
    q.resident_id,
    q.due_on,
    n.id AS naboklage_id,
    n.department_id,
    v.version,
    (EXISTS ( SELECT
           FROM subject_access_reviews r
          WHERE r.request_id = q.id AND r.naboklage_id = n.id AND r.version = v.version)) AS reviewed
   FROM open_accesses q
     JOIN residents p ON p.id = q.resident_id
     JOIN naboklager n ON n.respondent_tenancy_id = p.tenancy_id
     CROSS JOIN LATERAL ( SELECT (( SELECT count(*) AS count
                   FROM naboklage_changes h
                  WHERE h.naboklage_id = n.id)) + (( SELECT count(*) AS count
                   FROM naboklage_steps s
                  WHERE s.naboklage_id = n.id)) AS version) v;
actions_about of bo_godt_insight security_barrier=true
 SELECT r.id AS resident_id,
    a.id,
    a.case_id,
    a.organisation_id,
    a.method,
    a.data_category,
    a.due_on,
    a.status,
    a.completed_on,
        CASE
            WHEN k.alone THEN t.title
            ELSE NULL::text
        END AS title,
        CASE
            WHEN k.alone THEN t.note
            ELSE NULL::text
        END AS note,
    NOT k.alone AS withheld,
    k.alone AND (t.title <> a.title OR t.note <> k.note) AS cut
   FROM residents r
     JOIN case_residents c ON c.resident_id = r.id
     JOIN agreed_actions a ON a.case_id = c.case_id AND (r.id = ANY (a.resident_ids))
     CROSS JOIN LATERAL ( SELECT cardinality(a.resident_ids) = 1 AS alone,
            COALESCE(a.completion_note, a.drop_reason) AS note) k
     CROSS JOIN LATERAL ( SELECT without_complainants(a.title, r.tenancy_id) AS title,
            without_complainants(k.note, r.tenancy_id) AS note) t;
administered_identities of bo_godt_gate security_barrier=true
 SELECT id,
    user_id,
    issuer,
    origin,
    linked_at
   FROM user_identities i
  WHERE (( SELECT actor_role() AS actor_role)) = 'admin'::text AND unlinked_at IS NULL;
administered_users of bo_godt_gate security_barrier=true check_option=cascaded
 SELECT id,
    username,
    name,
    role,
    organisation_id,
    email,
    disabled_at,
    disabled_reason,
    recorded_at,
    password_hash IS NOT NULL OR (EXISTS ( SELECT
           FROM user_identities i
          WHERE i.user_id = u.id AND i.unlinked_at IS NULL)) AS activated,
    ( SELECT p.role
           FROM role_proposals p
          WHERE p.user_id = u.id AND p.decided_at IS NULL) AS proposed_role,
    ( SELECT max(s.started_at) AS max
           FROM sessions s
          WHERE s.user_id = u.id) AS last_login_at,
    ( SELECT max(i.expires_at) AS max
           FROM invitations i
          WHERE i.user_id = u.id AND i.used_at IS NULL) AS invited_until,
    ( SELECT count(*)::integer AS count
           FROM cases c
          WHERE c.key_person_id = u.id AND c.closed_at IS NULL) AS key_person_of,
    kind
   FROM users u
  WHERE (( SELECT actor_role() AS actor_role)) = 'admin'::text;
barred_complaints of bo_godt_gate 
 SELECT k.user_id,
    n.id AS naboklage_id
   FROM conflicts_in_force k
     JOIN naboklager n ON n.respondent_tenancy_id = k.tenancy_id OR k.knows_complainants AND n.complainant_tenancy_id = k.tenancy_id;
barred_records of bo_godt_gate 
 SELECT k.user_id,
    k.tenancy_id AS id
   FROM conflicts_in_force k
UNION ALL
 SELECT b.user_id,
    b.naboklage_id AS id
   FROM barred_complaints b
UNION ALL
 SELECT k.user_id,
    c.id
   FROM conflicts_in_force k
     JOIN cases c ON c.tenancy_id = k.tenancy_id
UNION ALL
 SELECT b.user_id,
    l.case_id AS id
   FROM barred_complaints b
     JOIN case_naboklager l ON l.naboklage_id = b.naboklage_id
UNION ALL
 SELECT k.user_id,
    l.naboklage_id AS id
   FROM conflicts_in_force k
     JOIN cases c ON c.tenancy_id = k.tenancy_id
     JOIN case_naboklager l ON l.case_id = c.id;
carried_cases of bo_godt_gate security_barrier=true
 SELECT v.case_id
   FROM visible_cases v
     JOIN cases c ON c.id = v.case_id
  WHERE v.owned AND (c.key_person_id = (( SELECT actor_id() AS actor_id)) OR NOT (EXISTS ( SELECT
           FROM users u
          WHERE u.id = c.key_person_id AND u.disabled_at IS NULL AND u.organisation_id = c.organisation_id AND NOT (EXISTS ( SELECT
                   FROM barred_records b
                  WHERE b.user_id = u.id AND b.id = c.id)))));
case_consents of bo_godt_gate security_barrier=true
 SELECT c.id,
    c.case_id
   FROM consents c
     JOIN case_sight s ON s.case_id = c.case_id AND (c.id = ANY (s.consent_ids));
case_details of bo_godt_gate security_barrier=true
 SELECT case_id,
    consented,
    rests_on,
    (resident_ids || naboklage_ids) || consent_ids AS subject_ids,
    consents,
    ( SELECT COALESCE(json_agg(json_build_object('id', u.id, 'name', u.name, 'organisationId', u.organisation_id) ORDER BY u.name, u.id), '[]'::json) AS "coalesce"
           FROM case_team t
             JOIN users u ON u.id = t.user_id
          WHERE t.case_id = s.case_id) AS team,
    ( SELECT COALESCE(json_agg(json_build_object('id', p.id, 'name', p.name) ORDER BY p.name, p.id), '[]'::json) AS "coalesce"
           FROM residents p
          WHERE p.id = ANY (s.resident_ids)) AS residents,
    ( SELECT COALESCE(json_agg(json_build_object('id', n.id, 'category', n.category, 'occurredAt', rfc3339(n.occurred_at), 'sharedSummary', n.shared_summary) ORDER BY n.occurred_at, n.id), '[]'::json) AS "coalesce"
           FROM naboklager n
          WHERE n.id = ANY (s.naboklage_ids)) AS naboklager
   FROM case_sight s;
case_people of bo_godt_gate security_barrier=true
 SELECT s.case_id,
    p.id AS resident_id,
    p.name
   FROM case_sight s
     JOIN residents p ON p.id = ANY (s.resident_ids);
case_sight of bo_godt_gate 
 SELECT v.case_id,
    v.owned,
    k.consented,
    k.consent_ids,
    k.consents,
        CASE
            WHEN v.owned THEN '{}'::uuid[]
            ELSE k.naming
        END AS rests_on,
    ARRAY( SELECT r.resident_id
           FROM case_residents r
          WHERE r.case_id = v.case_id AND (v.owned OR v.landlord OR v.emergency OR (r.resident_id = ANY (k.agreed)))) AS resident_ids,
    ARRAY( SELECT l.naboklage_id
           FROM case_naboklager l
          WHERE l.case_id = v.case_id AND (v.landlord OR v.emergency OR (ARRAY( SELECT r.resident_id
                   FROM case_residents r
                  WHERE r.case_id = v.case_id)) <@ k.agreed_on_complaints)) AS naboklage_ids
   FROM visible_cases v
     CROSS JOIN LATERAL ( SELECT count(*) > 0 AS consented,
            COALESCE(array_agg(f.id) FILTER (WHERE f.named), '{}'::uuid[]) AS naming,
            COALESCE(array_agg(f.resident_id) FILTER (WHERE f.named), '{}'::uuid[]) AS agreed,
            COALESCE(array_agg(f.resident_id) FILTER (WHERE f.named AND ('complaints'::text = ANY (f.data_categories))), '{}'::uuid[]) AS agreed_on_complaints,
            COALESCE(array_agg(f.id) FILTER (WHERE f.named OR v.owned), '{}'::uuid[]) AS consent_ids,
            COALESCE(json_agg(json_build_object('id', f.id, 'residentId', f.resident_id, 'recipientOrganisationIds', f.given_to, 'dataCategories', f.data_categories, 'givenAt', rfc3339(f.given_at), 'reviewOn', f.review_on) ORDER BY f.given_at, f.id) FILTER (WHERE f.named OR v.owned), '[]'::json) AS consents
           FROM ( SELECT x.id,
                    x.case_id,
                    x.resident_id,
                    x.recipient_organisation_ids,
                    x.data_categories,
                    x.given_at,
                    x.review_on,
                    x.given_to,
                    (( SELECT actor_organisation() AS actor_organisation)) = ANY (x.recipient_organisation_ids) AS named
                   FROM consents_in_force x
                  WHERE x.case_id = v.case_id) f) k;
cases_about of bo_godt_insight security_barrier=true
 SELECT m.resident_id,
    c.id,
    c.reference,
    c.organisation_id,
    c.theme,
    c.recorded_at,
        CASE
            WHEN a.alone THEN t.told
            ELSE NULL::text
        END AS problem,
    c.closed_on,
    c.outcome,
    a.alone,
    c.tenancy_id,
    a.alone AND t.told <> c.problem AS cut
   FROM case_residents m
     JOIN cases c ON c.id = m.case_id
     CROSS JOIN LATERAL ( SELECT NOT (EXISTS ( SELECT
                   FROM case_residents o
                  WHERE o.case_id = c.id AND o.resident_id <> m.resident_id)) AS alone) a
     CROSS JOIN LATERAL ( SELECT without_complainants(c.problem, c.tenancy_id) AS told) t;
complaints_about of bo_godt_insight security_barrier=true
 SELECT q.id AS request_id,
    n.id,
    n.reference,
    n.department_id,
    n.category,
    n.status,
    n.occurred_at,
    n.received_at,
    without_complainants(g.said, p.tenancy_id) AS given,
    r.redactions,
    (EXISTS ( SELECT
           FROM naboklage_changes h
          WHERE h.naboklage_id = n.id)) AS changed,
    (EXISTS ( SELECT
           FROM naboklage_steps s
          WHERE s.naboklage_id = n.id)) AS stepped,
    r.given IS NOT NULL AS reviewed,
    g.said ->> 'sharedSummary'::text AS summary
   FROM subject_access_requests q
     JOIN residents p ON p.id = q.resident_id
     JOIN naboklager n ON n.respondent_tenancy_id = p.tenancy_id
     LEFT JOIN LATERAL ( SELECT x.given,
            x.redactions
           FROM subject_access_reviews x
          WHERE x.request_id = q.id AND x.naboklage_id = n.id AND x.version = ((( SELECT count(*) AS count
                   FROM naboklage_changes h
                  WHERE h.naboklage_id = n.id)) + (( SELECT count(*) AS count
                   FROM naboklage_steps s
                  WHERE s.naboklage_id = n.id)))
          ORDER BY x.id DESC
         LIMIT 1) r ON true
     CROSS JOIN LATERAL ( SELECT COALESCE(r.given, json_strip_nulls(json_build_object('sharedSummary', n.shared_summary))) AS said) g;
conflicts_in_force of bo_godt_gate 
 SELECT k.user_id,
    k.tenancy_id,
    u.role = 'drift'::text AS knows_complainants
   FROM conflicts k
     JOIN users u ON u.id = k.user_id
  WHERE k.ended_at IS NULL;
consent_texts_about of bo_godt_insight security_barrier=true
 SELECT k.id,
    k.resident_id,
    f.field,
    f.said,
    without_complainants(f.said, r.tenancy_id) AS told
   FROM consents k
     JOIN residents r ON r.id = k.resident_id
     CROSS JOIN LATERAL ( VALUES ('purpose'::text,k.purpose), ('note'::text,k.note), ('withdrawalReason'::text,k.withdrawal_reason), ('invalidationReason'::text,k.invalidation_reason)) f(field, said)
  WHERE f.said IS NOT NULL;
consents_in_force of bo_godt_gate 
 SELECT id,
    case_id,
    resident_id,
        CASE
            WHEN (EXISTS ( SELECT
               FROM restricted_cases x
              WHERE x.case_id = c.case_id)) THEN '{}'::text[]
            ELSE recipient_organisation_ids
        END AS recipient_organisation_ids,
    data_categories,
    given_at,
    review_on,
    recipient_organisation_ids AS given_to
   FROM consents c
  WHERE response = 'given'::text AND withdrawal_received_at IS NULL AND invalidated_at IS NULL AND review_on > today() AND NOT (EXISTS ( SELECT
           FROM consents later
          WHERE later.case_id = c.case_id AND later.resident_id = c.resident_id AND later.invalidated_at IS NULL AND ((ROW(later.given_at, later.sequence) > ROW(c.given_at, c.sequence)))));
consents_naming_me of bo_godt_gate security_barrier=true
 SELECT n.id,
    n.case_id,
    n.resident_id,
    n.data_categories
   FROM consents_naming_us n
     JOIN my_cases m ON m.case_id = n.case_id;
consents_naming_us of bo_godt_gate 
 SELECT id,
    case_id,
    resident_id,
    data_categories
   FROM consents_in_force f
  WHERE (( SELECT actor_organisation() AS actor_organisation)) = ANY (recipient_organisation_ids);
counted_answers of bo_godt_gate 
 SELECT k.tenancy_id AS household,
    a.answer,
    a.recorded_at
   FROM consents c
     JOIN cases k ON k.id = c.case_id
     CROSS JOIN LATERAL ( VALUES (c.response,c.recorded_at), ('withdrawn'::text,c.withdrawal_recorded_at)) a(answer, recorded_at)
  WHERE a.recorded_at IS NOT NULL AND (c.invalidated_at IS NULL OR c.invalidated_at >= quarter_end(a.recorded_at));
counted_complaints of bo_godt_gate 
 SELECT n.id,
    n.received_at,
        CASE
            WHEN c.id IS NULL THEN n.respondent_tenancy_id
            ELSE c.former_respondent_tenancy_id
        END AS household,
        CASE
            WHEN c.id IS NULL THEN n.category
            ELSE c.former_category
        END AS category
   FROM naboklager n
     LEFT JOIN LATERAL ( SELECT c_1.id,
            c_1.former_respondent_tenancy_id,
            c_1.former_category
           FROM naboklage_changes c_1
          WHERE c_1.naboklage_id = n.id AND c_1.recorded_at >= quarter_end(n.received_at)
          ORDER BY c_1.id
         LIMIT 1) c ON true
  WHERE n.received_at IS NOT NULL;
counted_departments of bo_godt_gate 
 SELECT d.id,
    d.name AS label,
    d.organisation_id AS landlord,
    d."position",
    p.year,
    p.households,
    p.residents
   FROM departments d
     LEFT JOIN ( SELECT DISTINCT ON (department_population.department_id, department_population.year) department_population.department_id,
            department_population.year,
            department_population.households,
            department_population.residents
           FROM department_population
          ORDER BY department_population.department_id, department_population.year, department_population.id DESC) p ON p.department_id = d.id;
counted_groups of bo_godt_gate 
 SELECT DISTINCT table_id,
    group_id AS id,
    label,
    "position"
   FROM count_groups;
counted_landlords of bo_godt_gate 
 SELECT id,
    name AS label
   FROM organisations
  WHERE party = 'drift'::text;
counted_publications of bo_godt_gate 
 SELECT p.id,
    p.period,
    o.publication_id IS NOT NULL AS settled
   FROM publications p
     LEFT JOIN publication_outcomes o ON o.publication_id = p.id;
counted_releases of bo_godt_gate 
 SELECT p.period,
    t.release
   FROM publication_truths t
     JOIN publications p ON p.id = t.publication_id;
counted_themes of bo_godt_gate 
 SELECT tenancy_id AS household,
    recorded_at,
    ( SELECT t.theme
           FROM case_themes t
          WHERE t.case_id = k.id AND t.recorded_at < quarter_end(k.recorded_at)
          ORDER BY t.id DESC
         LIMIT 1) AS theme
   FROM cases k;
emergencies_about of bo_godt_insight security_barrier=true
 SELECT c.resident_id,
    e.id,
    e.case_id,
    e.organisation_id,
    e.legal_basis,
    e.granted_at,
    e.expires_at,
    e.outcome,
        CASE
            WHEN c.alone THEN t.told
            ELSE NULL::text
        END AS reason,
    NOT c.alone AS withheld,
    c.alone AND t.told <> e.reason AS cut
   FROM cases_about c
     JOIN emergency_accesses e ON e.case_id = c.id
     CROSS JOIN LATERAL ( SELECT without_complainants(e.reason, c.tenancy_id) AS told) t;
emergencies_in_force of bo_godt_gate 
 SELECT id,
    case_id,
    user_id,
    organisation_id
   FROM emergency_accesses e
  WHERE expires_at > clock() AND NOT (EXISTS ( SELECT
           FROM consents_in_force f
          WHERE f.case_id = e.case_id AND (e.organisation_id = ANY (f.recipient_organisation_ids))));
ended_records of bo_godt_eraser 
 SELECT 'idempotency_answer'::text AS kind,
    md5(i.user_id || i.key)::uuid AS id,
    i.recorded_at AS ended_at,
    '{}'::uuid[] AS touches
   FROM idempotency_keys i
UNION ALL
 SELECT 'webhook_delivery'::text AS kind,
    d.id,
    d.recorded_at AS ended_at,
    '{}'::uuid[] AS touches
   FROM webhook_deliveries d
UNION ALL
 SELECT 'session'::text AS kind,
    s.id,
    LEAST(s.ended_at, s.expires_at) AS ended_at,
    '{}'::uuid[] AS touches
   FROM sessions s
UNION ALL
 SELECT 'notice'::text AS kind,
    n.id,
        CASE
            WHEN n.organisation_id IS NULL THEN n.raised_at
            ELSE n.acknowledged_at
        END AS ended_at,
    ARRAY[n.subject_id, n.case_id] AS touches
   FROM notices n
UNION ALL
 SELECT 'naboklage'::text AS kind,
    n.id,
    ( SELECT max(s.recorded_at) AS max
           FROM naboklage_steps s
          WHERE s.naboklage_id = n.id AND s.kind = 'closure'::text) AS ended_at,
    ARRAY[n.id] AS touches
   FROM naboklager n
  WHERE n.status = 'closed'::text
UNION ALL
 SELECT 'naboklage_draft'::text AS kind,
    n.id,
    n.changed_at AS ended_at,
    ARRAY[n.id] AS touches
   FROM naboklager n
  WHERE n.status = 'draft'::text
UNION ALL
 SELECT 'sealed_entry'::text AS kind,
    d.entry_id AS id,
    d.decided_at AS ended_at,
    ARRAY[d.entry_id, d.case_id] AS touches
   FROM reviewed_entries d
  WHERE d.sealed
UNION ALL
 SELECT 'case'::text AS kind,
    c.id,
    c.closed_at AS ended_at,
    ARRAY[c.id] AS touches
   FROM cases c
  WHERE NOT (EXISTS ( SELECT
           FROM erasures e
          WHERE e.kind = 'case'::text AND e.record_id = c.id))
UNION ALL
 SELECT 'consent'::text AS kind,
    k.id,
    c.closed_at AS ended_at,
    ARRAY[k.id] AS touches
   FROM consents k
     JOIN cases c ON c.id = k.case_id
  WHERE (EXISTS ( SELECT
           FROM erasures e
          WHERE e.kind = 'case'::text AND e.record_id = c.id))
UNION ALL
 SELECT 'meeting'::text AS kind,
    m.id,
    ((m.held_on + 1)::timestamp without time zone AT TIME ZONE 'Europe/Copenhagen'::text) AS ended_at,
    '{}'::uuid[] AS touches
   FROM meetings m
  WHERE NOT (EXISTS ( SELECT
           FROM meeting_items i
          WHERE i.meeting_id = m.id))
UNION ALL
 SELECT 'access_request'::text AS kind,
    q.id,
    q.recorded_at AS ended_at,
    ARRAY[q.resident_id] AS touches
   FROM subject_access_requests q
UNION ALL
 SELECT 'access_bundle'::text AS kind,
    b.request_id AS id,
    b.recorded_at AS ended_at,
    b.subject_ids AS touches
   FROM subject_access_bundles b
UNION ALL
 SELECT 'conflict'::text AS kind,
    k.id,
    k.ended_at,
    ARRAY[k.tenancy_id] AS touches
   FROM conflicts k
UNION ALL
 SELECT 'household'::text AS kind,
    t.id,
    (t.moved_out_on::timestamp without time zone AT TIME ZONE 'Europe/Copenhagen'::text) AS ended_at,
    ARRAY[t.id] AS touches
   FROM tenancies t
  WHERE NOT (EXISTS ( SELECT
           FROM naboklager n
          WHERE n.respondent_tenancy_id = t.id)) AND NOT (EXISTS ( SELECT
           FROM naboklager n
          WHERE n.complainant_tenancy_id = t.id)) AND NOT (EXISTS ( SELECT
           FROM naboklage_changes x
          WHERE x.former_respondent_tenancy_id = t.id)) AND NOT (EXISTS ( SELECT
           FROM naboklage_changes x
          WHERE (((x.former -> 'complainant'::text) ->> 'tenancyId'::text)::uuid) = t.id)) AND NOT (EXISTS ( SELECT
           FROM cases c
          WHERE c.tenancy_id = t.id)) AND NOT (EXISTS ( SELECT
           FROM residents r
             JOIN subject_access_requests q ON q.resident_id = r.id
          WHERE r.tenancy_id = t.id))
UNION ALL
 SELECT 'audit_event'::text AS kind,
    e.id,
    e.occurred_at AS ended_at,
    array_append(e.subject_ids, e.case_id) AS touches
   FROM audit_events e
  WHERE e.action <> 'audit_event.erase'::text AND NOT (EXISTS ( SELECT
           FROM erasures x
          WHERE x.kind = 'audit_event'::text AND x.record_id = e.id)) AND (EXISTS ( SELECT
           FROM audit_leaves l
          WHERE l.event_id = e.id AND l.index < (( SELECT max(s.size) AS max
                   FROM audit_shipments s))));
entries_about of bo_godt_insight security_barrier=true
 SELECT r.id AS resident_id,
    e.id,
    e.case_id,
    e.organisation_id,
    e.kind,
    e.data_category,
    e.legal_basis,
    e.occurred_at,
        CASE
            WHEN a.alone THEN t.told
            ELSE NULL::text
        END AS text,
    e.version,
    e.supersedes,
    a.alone AND t.told <> e.text AS cut
   FROM residents r
     JOIN case_residents c ON c.resident_id = r.id
     JOIN case_entries e ON e.case_id = c.case_id AND (r.id = ANY (e.resident_ids))
     CROSS JOIN LATERAL ( SELECT cardinality(e.resident_ids) = 1 AS alone) a
     CROSS JOIN LATERAL ( SELECT without_complainants(e.text, r.tenancy_id) AS told) t;
entry_sight of bo_godt_gate security_barrier=true
 SELECT case_id,
    owned,
    emergency,
    ( SELECT jsonb_object_agg(a.category, a.consents) AS jsonb_object_agg
           FROM ( SELECT c.category,
                    jsonb_object_agg(n.resident_id, n.id) AS consents
                   FROM consents_naming_us n
                     CROSS JOIN LATERAL unnest(n.data_categories) c(category)
                  WHERE n.case_id = v.case_id
                  GROUP BY c.category) a) AS agreed,
        CASE
            WHEN owned THEN '{}'::uuid[]
            ELSE ARRAY( SELECT n.id
               FROM consents_naming_us n
              WHERE n.case_id = v.case_id)
        END AS rests_on,
    ARRAY( SELECT d.entry_id
           FROM reviewed_entries d
          WHERE d.case_id = v.case_id AND d.legal_basis IS NULL) AS sealed,
    ( SELECT jsonb_object_agg(d.entry_id, d.legal_basis) AS jsonb_object_agg
           FROM reviewed_entries d
          WHERE d.case_id = v.case_id) AS kept
   FROM visible_cases v;
held_records of bo_godt_eraser 
 WITH held AS (
         SELECT h.case_id,
            h.resident_id
           FROM retention_holds h
          WHERE h.lifted_at IS NULL
        UNION ALL
         SELECT r.case_id,
                CASE
                    WHEN r.case_id IS NULL THEN r.resident_id
                    ELSE NULL::uuid
                END AS "case"
           FROM restrictions r
          WHERE r.lifted_at IS NULL
        ), households AS (
         SELECT r.tenancy_id AS id
           FROM held h
             JOIN residents r ON r.id = h.resident_id
        ), held_cases AS (
         SELECT c.id,
            c.tenancy_id
           FROM cases c
          WHERE (c.id IN ( SELECT h.case_id
                   FROM held h)) OR (c.tenancy_id IN ( SELECT h.id
                   FROM households h))
        )
 SELECT c.id
   FROM held_cases c
UNION
 SELECT k.id
   FROM consents k
     JOIN held_cases c ON c.id = k.case_id
UNION
 SELECT e.id
   FROM case_entries e
     JOIN held_cases c ON c.id = e.case_id
UNION
 SELECT l.naboklage_id AS id
   FROM case_naboklager l
     JOIN held_cases c ON c.id = l.case_id
UNION
 SELECT n.id
   FROM naboklager n
     JOIN households h ON n.respondent_tenancy_id = h.id OR n.complainant_tenancy_id = h.id
UNION
 SELECT t.id
   FROM ( SELECT c.tenancy_id
           FROM held_cases c
        UNION
         SELECT h.id
           FROM households h) t(id)
UNION
 SELECT r.id
   FROM residents r
     JOIN ( SELECT c.tenancy_id
           FROM held_cases c
        UNION
         SELECT h.id
           FROM households h) t(id) ON t.id = r.tenancy_id;
keyed_cases of bo_godt_gate security_barrier=true
 SELECT id AS case_id
   FROM cases c
  WHERE key_person_id = (( SELECT actor_id() AS actor_id)) AND organisation_id = (( SELECT actor_organisation() AS actor_organisation)) AND (id <> ALL ((( SELECT actor_barred() AS actor_barred))::uuid[]));
moves_about of bo_godt_insight security_barrier=true
 SELECT c.resident_id,
    v.id,
    v.case_id,
    v.kind,
    v.outcome,
    v.closed_on,
    v.recorded_at,
        CASE
            WHEN c.alone THEN t.told
            ELSE NULL::text
        END AS reason,
    v.reason IS NOT NULL AND NOT c.alone AS withheld,
    c.alone AND t.told <> v.reason AS cut
   FROM cases_about c
     JOIN case_moves v ON v.case_id = c.id
     CROSS JOIN LATERAL ( SELECT without_complainants(v.reason, c.tenancy_id) AS told) t;
my_cases of bo_godt_gate security_barrier=true
 SELECT case_id
   FROM case_team t
  WHERE user_id = (( SELECT actor_id() AS actor_id)) AND (case_id <> ALL ((( SELECT actor_barred() AS actor_barred))::uuid[]));
my_notices of bo_godt_gate security_barrier=true
 SELECT id,
    kind,
        CASE
            WHEN kind = 'consent_withdrawn'::text AND (case_id <> ALL ((( SELECT actor_barred() AS actor_barred))::uuid[])) OR still_visible(subject_id) THEN subject_id
            ELSE NULL::uuid
        END AS subject_id,
        CASE
            WHEN kind = 'consent_withdrawn'::text AND (case_id <> ALL ((( SELECT actor_barred() AS actor_barred))::uuid[])) OR still_visible(case_id) THEN case_id
            ELSE NULL::uuid
        END AS case_id,
    due_on,
    raised_at,
    read_at,
    acknowledged_at,
    acknowledged_by,
    organisation_id IS NOT NULL AS must_acknowledge,
    ( SELECT json_agg(json_build_object('organisationId', o.organisation_id, 'acknowledgedAt', rfc3339(o.acknowledged_at)) ORDER BY o.organisation_id) AS json_agg
           FROM ( SELECT x.organisation_id,
                    min(x.acknowledged_at) AS acknowledged_at
                   FROM notices x
                  WHERE x.kind = n.kind AND x.matter = n.matter AND x.organisation_id IS NOT NULL
                  GROUP BY x.organisation_id) o
          WHERE n.organisation_id IS NULL) AS acknowledgements
   FROM notices n
  WHERE recipient_id = (( SELECT actor_id() AS actor_id));
my_sessions of bo_godt_gate security_barrier=true
 SELECT id,
    started_at,
    expires_at,
    COALESCE(( SELECT max(t.issued_at) AS max
           FROM refresh_tokens t
          WHERE t.session_id = s.id), started_at) AS last_used_at
   FROM sessions s
  WHERE user_id = (( SELECT actor_id() AS actor_id)) AND ended_at IS NULL AND expires_at > clock();
open_accesses of bo_godt_gate 
 SELECT id,
    resident_id,
    COALESCE(( SELECT m.due_on
           FROM subject_access_moves m
          WHERE m.request_id = q.id AND m.kind = 'extension'::text), due_on) AS due_on
   FROM subject_access_requests q
  WHERE NOT (EXISTS ( SELECT
           FROM subject_access_moves m
          WHERE m.request_id = q.id AND m.kind <> 'extension'::text));
own_entries of bo_godt_gate security_barrier=true
 SELECT e.id,
    e.case_id,
    e.version,
    e.kind,
    e.data_category,
    e.resident_ids,
    COALESCE(s.kept ->> e.id::text, e.legal_basis) AS legal_basis,
    e.occurred_at
   FROM entry_sight s
     JOIN case_entries e ON e.case_id = s.case_id
  WHERE e.organisation_id = (( SELECT actor_organisation() AS actor_organisation)) AND (e.id <> ALL (s.sealed));
own_restrictions of bo_godt_gate security_barrier=true
 SELECT id
   FROM restrictions r
  WHERE (EXISTS ( SELECT
           FROM visible_cases v
             JOIN case_residents m ON m.case_id = v.case_id
          WHERE v.owned AND m.resident_id = r.resident_id AND COALESCE(r.case_id = v.case_id, true)));
owned_cases of bo_godt_gate security_barrier=true
 SELECT id,
    key_person_id,
    reconfirmation_due,
    paused_at,
    closed_at,
    closed_on,
    outcome
   FROM cases c
  WHERE (EXISTS ( SELECT
           FROM visible_cases v
          WHERE v.case_id = c.id AND v.owned));
records_past_keeping of bo_godt_eraser 
 SELECT e.kind,
    e.id,
    e.ended_at,
    r.keep,
    e.touches && h.ids AS held,
    periods_to_publish(counted_span(e.kind, e.id), e.ended_at > (clock() - r.keep::interval - '1 year'::interval)) AS waits_for
   FROM retention_in_force r
     JOIN ended_records e ON e.kind = r.kind AND e.ended_at <= (clock() - r.keep::interval)
     CROSS JOIN ( SELECT ARRAY( SELECT held_records.id
                   FROM held_records) AS "array") h(ids);
restricted_cases of bo_godt_gate 
 SELECT r.case_id
   FROM restrictions r
  WHERE r.case_id IS NOT NULL AND r.lifted_at IS NULL
UNION ALL
 SELECT m.case_id
   FROM restrictions r
     JOIN case_residents m ON m.resident_id = r.resident_id
  WHERE r.case_id IS NULL AND r.lifted_at IS NULL;
retention_in_force of bo_godt_eraser 
 SELECT DISTINCT ON (kind) kind,
    keep
   FROM retention_rules r
  WHERE NOT (EXISTS ( SELECT
           FROM retention_rules later
          WHERE later.kind = r.kind AND later.id > r.id AND later.recorded_at <= (clock() - '7 days'::interval)))
  ORDER BY kind, (keep::interval) DESC, id DESC;
shown_cases of bo_godt_gate security_barrier=true
 SELECT c.id,
    c.reference,
    c.organisation_id,
    c.tenancy_id,
    c.department_id,
    c.theme,
    c.problem,
    c.key_person_id,
    c.reconfirmation_due,
    c.recorded_at,
    c.paused_at,
    c.closed_at,
    c.closed_on,
    c.outcome,
    d.consented,
    d.rests_on,
    d.subject_ids,
    d.consents,
    d.team,
    d.residents,
    d.naboklager
   FROM case_details d
     JOIN cases c ON c.id = d.case_id;
visible_cases of bo_godt_gate security_barrier=true
 SELECT c.id AS case_id,
    c.organisation_id = (( SELECT actor_organisation() AS actor_organisation)) AS owned,
    (( SELECT d.organisation_id
           FROM departments d
          WHERE d.id = c.department_id)) = (( SELECT actor_organisation() AS actor_organisation)) AS landlord,
    (EXISTS ( SELECT
           FROM consents_in_force f
          WHERE f.case_id = c.id)) AS consented,
    (( SELECT actor_emergencies() AS actor_emergencies)) ? c.id::text AS emergency
   FROM my_cases m
     JOIN cases c ON c.id = m.case_id
  WHERE c.organisation_id = (( SELECT actor_organisation() AS actor_organisation)) OR (EXISTS ( SELECT
           FROM consents_naming_us n
          WHERE n.case_id = c.id)) OR (( SELECT actor_emergencies() AS actor_emergencies)) ? c.id::text;
visible_entries of bo_godt_gate security_barrier=true
 SELECT e.id,
    e.case_id,
    e.organisation_id,
    e.author_id,
    e.kind,
    e.data_category,
    e.resident_ids,
    COALESCE(s.kept ->> e.id::text, e.legal_basis) AS legal_basis,
    e.text,
    e.occurred_at,
    e.recorded_at,
    e.version,
    e.supersedes,
    e.correction_reason,
    (EXISTS ( SELECT
           FROM case_entries newer
          WHERE newer.supersedes = e.id)) AS superseded,
        CASE
            WHEN e.organisation_id = (( SELECT actor_organisation() AS actor_organisation)) THEN s.rests_on
            ELSE ARRAY( SELECT a.value::uuid AS value
               FROM jsonb_each_text(s.agreed -> e.data_category) a(key, value)
              WHERE a.key = ANY (e.resident_ids::text[]))
        END AS rests_on
   FROM entry_sight s
     JOIN case_entries e ON e.case_id = s.case_id
  WHERE (e.id <> ALL (s.sealed)) AND (e.organisation_id = (( SELECT actor_organisation() AS actor_organisation)) OR s.emergency OR (s.agreed -> e.data_category) ?& e.resident_ids::text[]);
withdrawable_consents of bo_godt_gate security_barrier=true
 SELECT id,
    case_id,
    resident_id,
    response,
    given_at,
    invalidated_at,
    withdrawal_received_at,
    withdrawal_received_by,
    withdrawal_channel,
    withdrawal_reason,
    withdrawal_recorded_at,
    withdrawal_recorded_by
   FROM consents c
  WHERE (case_id <> ALL ((( SELECT actor_barred() AS actor_barred))::uuid[])) AND ((EXISTS ( SELECT
           FROM cases k
          WHERE k.id = c.case_id AND k.organisation_id = (( SELECT actor_organisation() AS actor_organisation)))) OR response = 'given'::text AND (EXISTS ( SELECT
           FROM my_cases m
             JOIN consents_in_force f ON f.case_id = m.case_id
          WHERE m.case_id = c.case_id AND ((( SELECT actor_organisation() AS actor_organisation)) = ANY (f.given_to)))));

-- functions
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.acknowledge_notice(notice uuid)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  update notices n set acknowledged_at = clock(), acknowledged_by = actor_id()
  from notices mine
  where mine.id = notice and mine.recipient_id = actor_id() and n.kind = mine.kind and n.matter = mine.matter
    and n.organisation_id = mine.organisation_id and n.acknowledged_at is null;
  select n.organisation_id is not null from notices n where n.id = notice and n.recipient_id = actor_id()
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.activate_account(token_hash text, chosen text, request text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  activated uuid;
begin
  update invitations i set used_at = clock() from users u
  where i.hash = token_hash and i.used_at is null and i.expires_at > clock()
    and u.id = i.user_id and u.disabled_at is null
  returning u.id into activated;
  if not found then
    return null;
  end if;
  update invitations i set used_at = clock() where i.user_id = activated and i.used_at is null;
  update sessions s set ended_at = clock() where s.user_id = activated and s.ended_at is null;
  update users u set password_hash = chosen, totp_secret = null, totp_pending = null where u.id = activated;
  delete from recovery_codes c where c.user_id = activated;
  insert into audit_events (actor_id, organisation_id, role, action, purpose, decision, subject_ids, request_id)
  select u.id, u.organisation_id, u.role, 'account.activate', 'identity', 'allowed', array[u.id], request
  from users u where u.id = activated;
  return activated;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.activate_account(token_hash text, chosen text, request text, roles text[])
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select activate_account(token_hash, chosen, request)
  where exists (
    select from invitations i join users u on u.id = i.user_id where i.hash = token_hash and u.role = any (roles))
$function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.actor_barred()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('bo_godt.actor_barred'::text, true), ''::text))::uuid[]
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.actor_departments()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('bo_godt.actor_departments'::text, true), ''::text))::text[]
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.actor_emergencies()
 RETURNS jsonb
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('bo_godt.actor_emergencies'::text, true), ''::text))::jsonb
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.actor_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('bo_godt.actor_id'::text, true), ''::text))::uuid
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.actor_organisation()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('bo_godt.actor_organisation'::text, true), ''::text)
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.actor_role()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('bo_godt.actor_role'::text, true), ''::text)
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.actor_scopes()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('bo_godt.actor_scopes'::text, true), ''::text))::text[]
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.add_audit_month(month date)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'bo_godt'
AS $function$
begin
  perform add_audit_part('audit_events_' || to_char(month, 'YYYY_MM'), format('for values from (%L) to (%L)',
    first_id_at(start_of_month(month)), first_id_at(start_of_month((month + interval '1 month')::date))));
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.add_audit_months()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
 SET lock_timeout TO '2s'
AS $function$
declare
  month date;
  made int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('bo_godt.audit_months'), hashtext(current_schema()));
  for month in select (date_trunc('month', now() at time zone 'Europe/Copenhagen') + n * interval '1 month')::date
    from generate_series(1, 3) n loop
    continue when to_regclass('audit_events_' || to_char(month, 'YYYY_MM')) is not null;
    begin
      perform add_audit_month(month);
      made := made + 1;
    exception when check_violation or invalid_object_definition then
      raise warning 'the trail of % lies elsewhere', to_char(month, 'YYYY-MM');
    end;
  end loop;
  return made;
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.add_audit_part(name text, bound text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'bo_godt'
AS $function$
begin
  execute format('create table %I (like audit_events including defaults)', name);
  execute format('alter table %I enable row level security, force row level security', name);
  execute format('create trigger audit_events_no_truncate before truncate on %I
    for each statement execute function refuse_change()', name);
  execute format('alter table %I enable always trigger audit_events_no_truncate', name);
  execute format('alter table audit_events attach partition %I %s', name, bound);
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.add_directory_user(account uuid, username text, name text, email text, external_id text, given_name text, family_name text, active boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  off_at timestamptz := case when not active then clock() end;
begin
  perform require_allowed(provisions(), 'Kun en organisations eget brugerkatalog opretter dens brugere.');
  insert into users (id, username, name, role, organisation_id, email, disabled_at, disabled_reason)
  select account, add_directory_user.username, add_directory_user.name, o.party, o.id, add_directory_user.email, off_at,
    case when not active then 'Slået fra i brugerkataloget' end
  from organisations o where o.id = actor_organisation();
  perform keep_directory_entry(account, external_id, given_name, family_name, off_at);
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.address_rectification()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  select a.organisation_id, a.case_id into new.organisation_id, new.case_id
  from author_of(new.subject_kind, new.subject_id, new.resident_id) a;
  perform require_found(new.organisation_id is not null);
  return new;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.agenda_hides(target uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select exists (select from meeting_items i where i.meeting_id = target and i.recorded_by = actor_id()
    and not exists (select from visible_cases v where v.case_id = i.case_id))
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.all_agree(target uuid, organisation text, concerned uuid[], category text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
  select not exists (
    select from unnest(concerned) r (id) where not exists (
      select from consents_in_force f
      where f.case_id = target and f.resident_id = r.id and organisation = any (f.recipient_organisation_ids)
        and category = any (f.data_categories)))
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.announce_notices()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  perform pg_notify(current_schema() || '_notices', r.recipient_id::text)
  from (select distinct recipient_id from raised) r;
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.author_of(about text, record uuid, resident uuid)
 RETURNS TABLE(organisation_id text, case_id uuid)
 LANGUAGE sql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
  select d.organisation_id, null::uuid
  from residents r join tenancies t on t.id = r.tenancy_id join departments d on d.id = t.department_id
  where about = 'resident' and r.id = record and r.id = resident
  union all
  select c.organisation_id, c.id from cases c join case_residents m on m.case_id = c.id
  where about = 'case' and c.id = record and m.resident_id = resident
  union all
  select e.organisation_id, e.case_id from case_entries e
  where about = 'entry' and e.id = record and resident = any (e.resident_ids)
    and not exists (select from reviewed_entries d where d.entry_id = e.id and d.legal_basis is null)
  union all
  select d.organisation_id, null from naboklager n join residents r on r.tenancy_id = n.respondent_tenancy_id
  join departments d on d.id = n.department_id
  where about = 'naboklage' and n.id = record and r.id = resident
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.barred_import_rows(import uuid)
 RETURNS SETOF integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select s.line from tenancies t join tenancy_import_rows s on s.department_id = t.department_id
    and (s.key = t.external_key or s.address_key = folded(t.address) and s.dwelling_key = folded(t.dwelling)
      and daterange(s.moved_in_on, s.moved_out_on) && daterange(t.moved_in_on, t.moved_out_on))
  where t.id = any (actor_barred()) and s.import_id = import and s.lead and s.recorded_by = actor_id()
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.basis_review_days()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (COALESCE(NULLIF(current_setting('bo_godt.basis_review_days'::text, true), ''::text), '30'::text))::integer
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.begin_login_attempt(keys text[], limits integer[], attempt_window interval)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  delete from login_attempts a where a.window_started_at + attempt_window < clock();
  with attempted as (
    insert into login_attempts as a (key, attempts) select k, 1 from unnest(keys) k order by k
    on conflict (key) do update set attempts = a.attempts + 1
    returning a.key, a.attempts, a.window_started_at)
  select ceil(max(extract(epoch from a.window_started_at + attempt_window - clock())))::int
  from unnest(keys, limits) k (key, allowed) join attempted a on a.key = k.key and a.attempts > k.allowed
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.begin_oidc_flow(flow text, provider text, redirect_uri text, verifier text, state text, nonce text, lifetime interval)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  delete from oidc_flows f where f.expires_at < clock();
  insert into oidc_flows (hash, provider, redirect_uri, verifier, state, nonce, expires_at)
  values (flow, provider, redirect_uri, verifier, state, nonce, clock() + lifetime)
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.carriers_of(target uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
  select x.id from (
    select u.id, rank() over (order by u.id <> c.key_person_id) as place
    from cases c join case_team t on t.case_id = c.id
    join users u on u.id = t.user_id and u.organisation_id = c.organisation_id
    where c.id = target and u.disabled_at is null
      and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)) x
  where x.place = 1
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.change_directory_user(account uuid, username text, name text, email text, external_id text, given_name text, family_name text, active boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  before record;
  off_at timestamptz;
begin
  perform lock_directory_user(account);
  select u.disabled_at, u.disabled_reason, e.switched_off_at into before
  from users u left join directory_entries e on e.user_id = u.id and e.organisation_id = u.organisation_id
  where u.id = account;
  perform require_allowed(not active or before.disabled_at is null or before.disabled_at = before.switched_off_at,
    'Kontoen er slået fra af en administrator, som også slår den til igen.');
  off_at := case when active then null when before.disabled_at is null then clock() else before.switched_off_at end;
  update users u set username = change_directory_user.username, name = change_directory_user.name,
    email = change_directory_user.email,
    disabled_at = case when not active then coalesce(before.disabled_at, off_at) end,
    disabled_reason = case when not active then coalesce(before.disabled_reason, 'Slået fra i brugerkataloget') end
  where u.id = account;
  perform keep_directory_entry(account, external_id, given_name, family_name, off_at);
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.change_my_password(old_hash text, chosen text, kept_session uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  update users u set password_hash = chosen where u.id = actor_id() and u.password_hash = old_hash;
  perform require_found(found);
  update sessions s set ended_at = clock()
  where s.user_id = actor_id() and s.id <> kept_session and s.ended_at is null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.claim_idempotency_key(claimed text, fingerprint text)
 RETURNS TABLE(same boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  delete from idempotency_keys i where i.recorded_at < clock() - interval '24 hours';
  insert into idempotency_keys (key, fingerprint) values (claimed, claim_idempotency_key.fingerprint)
  on conflict do nothing;
  if not found then
    perform set_config('bo_godt.replayed', 'true', true);
    return query select i.fingerprint = claim_idempotency_key.fingerprint
      from idempotency_keys i where i.user_id = actor_id() and i.key = claimed;
  end if;
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.clock()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN now()
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.close_mail_batch(batch uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  update notices n set mailed_at = clock() where n.mail_batch = batch and n.mailed_at is null
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.confirm_second_factor(secret text, step bigint, code_hashes text[], session uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  update users u set totp_secret = u.totp_pending, totp_pending = null, totp_last_step = step
  where u.id = actor_id() and u.totp_pending = secret;
  perform require_found(found);
  delete from recovery_codes c where c.user_id = actor_id();
  insert into recovery_codes (hash, user_id) select unnest(code_hashes), actor_id();
  update sessions s set limited = false where s.id = session and s.user_id = actor_id();
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.consents_cover(target uuid, concerned uuid[], category text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select exists (select from visible_cases v where v.case_id = target and not v.emergency) and not exists (
    select from unnest(concerned) r (id) where not exists (
      select from consents_in_force f
      where f.case_id = target and f.resident_id = r.id and category = any (f.data_categories)))
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.corrected_since(kind text, record uuid, since timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
  select case kind
    when 'entry' then exists (select from case_entries e
      where e.id in (select versions_of(record)) and e.supersedes is not null and e.recorded_at >= since)
    when 'naboklage' then exists (select from naboklage_changes h
      where h.naboklage_id = record and h.kind = 'change' and h.recorded_at >= since)
    else exists (select from former_versions f where f.record_id = record and f.recorded_at >= since) end
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.counted_records(closed_on date[])
 RETURNS TABLE(table_id text, household uuid, code text, recorded_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select 'naboklager', c.household, c.category, c.received_at from counted_complaints c
  union all select 'cases-opened', t.household, t.theme, t.recorded_at from counted_themes t
  union all select 'cases-closed', k.tenancy_id, m.outcome, m.recorded_at
    from case_moves m join cases k on k.id = m.case_id where m.kind = 'closure'
  union all select 'consents', a.household, a.answer, a.recorded_at from counted_answers a
  union all select 'actions', k.tenancy_id, a.method, a.recorded_at
    from agreed_actions a join cases k on k.id = a.case_id
  union all select 'response-time', r.household, r.response, r.recorded_at from counted_response_times(closed_on) r
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.counted_response_times(closed_on date[])
 RETURNS TABLE(household uuid, response text, recorded_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select c.household, case when s.late then 'late' else 'within' end,
    case when s.late then s.overdue_at else s.taken_at end
  from counted_complaints c
  cross join lateral (
    select (working_days_after((c.received_at at time zone 'Europe/Copenhagen')::date, 10, closed_on) + 1)::timestamp
        at time zone 'Europe/Copenhagen' as overdue_at,
      (select min(s.recorded_at) from naboklage_steps s where s.naboklage_id = c.id) as taken_at
  ) d
  cross join lateral (select d.overdue_at, d.taken_at, coalesce(d.taken_at >= d.overdue_at, true) as late) s
$function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.counted_span(kind text, record uuid)
 RETURNS tstzrange
 LANGUAGE sql
 STABLE
AS $function$
  select case kind
    when 'naboklage' then (
      select tstzrange(n.received_at, greatest(n.received_at, (
        select max(s.recorded_at) from naboklage_steps s where s.naboklage_id = n.id)), '[]')
      from naboklager n where n.id = record and n.received_at is not null)
    when 'case' then (
      select tstzrange(c.recorded_at, greatest(c.closed_at, c.recorded_at,
        (select max(t.recorded_at) from case_themes t where t.case_id = c.id),
        (select max(a.recorded_at) from agreed_actions a where a.case_id = c.id)), '[]')
      from cases c where c.id = record)
    when 'consent' then (
      select tstzrange(k.recorded_at, greatest(k.recorded_at, k.withdrawal_recorded_at), '[]')
      from consents k where k.id = record)
  end
$function$
of bo_godt_redactor
CREATE OR REPLACE FUNCTION bo_godt.cut_out_complainants()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  left_over json := (select without_complainants(new.given, n.respondent_tenancy_id)
    from naboklager n where n.id = new.naboklage_id);
begin
  new.redactions := (select coalesce(json_agg(distinct x.r), '[]') from (
    select r.value::jsonb as r from json_array_elements(new.redactions) r
    union all
    select jsonb_build_object('field', t.key, 'reason', 'complainant_withheld')
    from json_each_text(new.given) t where left_over ->> t.key <> t.value) x);
  new.given := left_over;
  return new;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.department_of_household(tenancy uuid, household uuid[])
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select t.department_id from tenancies t
  where t.id = tenancy and t.id <> all (actor_barred())
    and (actor_role() <> 'drift' or t.department_id = any (actor_departments()))
    and household <@ array(select r.id from residents r where r.tenancy_id = t.id)
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.directory_users()
 RETURNS TABLE(id uuid, username text, name text, email text, active boolean, recorded_at timestamp with time zone, external_id text, given_name text, family_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select u.id, u.username, u.name, u.email, u.disabled_at is null, u.recorded_at, e.external_id, e.given_name, e.family_name
  from users u left join directory_entries e on e.user_id = u.id and e.organisation_id = u.organisation_id
  where provisions() and u.kind = 'person' and u.organisation_id = actor_organisation() and e.removed_at is null
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.disclosures_about(resident uuid, consents uuid[])
 RETURNS TABLE(shown_on date, organisation_id text, case_id uuid, consent_ids uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select distinct (e.occurred_at at time zone 'Europe/Copenhagen')::date, e.organisation_id, e.case_id,
    array(select c from unnest(e.consent_ids) c where c = any (consents) order by c)
  from events_about(array[resident]) e where e.decision = 'allowed' and e.consent_ids && consents
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.due_accesses()
 RETURNS TABLE(recipient_id uuid, kind text, matter text, subject_id uuid, case_id uuid, due_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select u.id, case when q.due_on < today() then 'subject_access_overdue' else 'subject_access_due' end,
    q.id || ' ' || q.due_on, q.id, null::uuid, q.due_on
  from open_accesses q join users u on u.role = 'dpo' and u.disabled_at is null where q.due_on <= today() + 7
  union all
  select u.id, case when a.due_on <= today() + 7 then 'redaction_review_due' else 'redaction_review' end,
    a.request_id || ' ' || a.naboklage_id || ' ' || a.version, a.naboklage_id, null, a.due_on
  from accessed_complaints a
  join departments d on d.id = a.department_id
  join user_departments x on x.department_id = d.id
  join users u on u.id = x.user_id and u.organisation_id = d.organisation_id
  where not a.reviewed and u.role = 'drift' and u.disabled_at is null
    and not exists (select from barred_records b where b.user_id = u.id and b.id = a.naboklage_id)
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.due_matters(untouched_since date)
 RETURNS TABLE(recipient_id uuid, kind text, matter text, subject_id uuid, case_id uuid, due_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  with keyed as (
    select c.id as case_id, c.key_person_id as user_id
    from cases c join users u on u.id = c.key_person_id
    where c.closed_at is null and u.disabled_at is null and u.organisation_id = c.organisation_id
      and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
  ), doers as (
    select a.id, a.case_id, a.due_on, u.id as user_id
    from agreed_actions a
    join cases c on c.id = a.case_id
    join users u on u.id = a.responsible_user_id
    join case_team t on t.case_id = c.id and t.user_id = u.id
    where a.status = 'open' and c.closed_at is null and u.disabled_at is null
      and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
      and (u.organisation_id = c.organisation_id or exists (
        select from consents_in_force f where f.case_id = c.id and u.organisation_id = any (f.recipient_organisation_ids)))
      and (u.organisation_id = a.organisation_id or not exists (
        select from unnest(a.resident_ids) r (id) where not exists (
          select from consents_in_force f
          where f.case_id = c.id and f.resident_id = r.id and a.data_category = any (f.data_categories)
            and u.organisation_id = any (f.recipient_organisation_ids))))
  ), staff as (
    select n.id, n.status, n.due_on, (n.changed_at at time zone 'Europe/Copenhagen')::date as touched_on,
      u.id as user_id
    from naboklager n
    join departments d on d.id = n.department_id
    join user_departments a on a.department_id = d.id
    join users u on u.id = a.user_id and u.organisation_id = d.organisation_id
    where n.status not in ('draft', 'closed') and u.role = 'drift' and u.disabled_at is null
      and not exists (select from barred_records b where b.user_id = u.id and b.id = n.id)
  )
  select k.user_id, case when f.review_on <= today() + 7 then 'consent_review_7_days' else 'consent_review_30_days' end,
    f.id || ' ' || f.review_on, f.id, f.case_id, f.review_on
  from consents_in_force f join keyed k on k.case_id = f.case_id where f.review_on <= today() + 30
  union all
  select k.user_id, 'reconfirmation_due', c.id || ' ' || m.id, c.id, c.id, null
  from keyed k join cases c on c.id = k.case_id cross join lateral (
    select x.id from case_moves x where x.case_id = c.id and x.kind = 'handover' order by x.id desc limit 1) m
  where c.reconfirmation_due
  union all
  select d.user_id, case when d.due_on < today() then 'action_overdue' else 'action_due' end,
    d.id || ' ' || d.due_on, d.id, d.case_id, d.due_on
  from doers d where d.due_on <= today() + 3
  union all
  select s.user_id, case when s.due_on < today() then 'demand_overdue' else 'demand_due' end,
    s.id || ' ' || s.due_on, s.id, null, s.due_on
  from staff s where s.due_on <= today() + 7
  union all
  select s.user_id, 'naboklage_untouched', s.id || ' ' || s.touched_on, s.id, null, null
  from staff s where s.touched_on <= untouched_since
  union all
  select * from due_accesses()
  union all
  select u, case when r.due_on < today() then 'basis_review_overdue' else 'basis_review_due' end,
    r.id || ' ' || r.due_on, r.id, r.case_id, r.due_on
  from basis_reviews r cross join carriers_of(r.case_id) u
  where r.outcome is null and r.due_on <= today() + 7
  union all
  select u, case when q.due_on < today() then 'rectification_overdue' else 'rectification_due' end,
    q.id || ' ' || q.due_on, q.id, q.case_id, q.due_on
  from rectifications q cross join rectifiers(q.id) u
  where q.outcome is null and q.due_on <= today() + 7
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.end_my_session(session uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  update sessions s set ended_at = clock() where s.id = session and s.user_id = actor_id() and s.ended_at is null;
  perform require_found(found);
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.end_session(refresh_hash text, request text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  ended uuid;
begin
  update sessions s set ended_at = clock()
  from refresh_tokens t where t.hash = refresh_hash and s.id = t.session_id and s.ended_at is null
  returning s.id into ended;
  if found then
    perform record_session_event(ended, 'session.end', request);
  end if;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.end_sessions_of(account uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  update sessions s set ended_at = clock()
  where s.user_id = account and s.ended_at is null and actor_role() = 'admin'
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.ending_services()
 RETURNS TABLE(recipient_id uuid, kind text, matter text, subject_id uuid, case_id uuid, due_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select u.id, 'service_expires', a.user_id || ' ' || a.expires_at, a.user_id, null::uuid,
    (a.expires_at at time zone 'Europe/Copenhagen')::date
  from service_accounts a join users s on s.id = a.user_id and s.disabled_at is null
  join users u on u.role = 'admin' and u.disabled_at is null
  where a.expires_at <= clock() + interval '30 days' and a.expires_at > clock()
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.enter(session uuid, roles text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  perform enter(session, roles, null);
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.enter(session uuid, roles text[], permission text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  actor record;
  held text[];
begin
  select u.id, u.role, u.kind, u.organisation_id, s.limited,
    exists (select from conflicts k where k.user_id = u.id and k.ended_at is null) as conflicted,
    exists (select from emergency_accesses e where e.user_id = u.id and e.expires_at > clock()) as in_emergency,
    set_config('bo_godt.actor_id', u.id::text, true),
    set_config('bo_godt.actor_role', u.role, true),
    set_config('bo_godt.actor_organisation', coalesce(u.organisation_id, ''), true),
    set_config('bo_godt.actor_departments',
      array(select d.department_id from user_departments d where d.user_id = u.id)::text, true),
    set_config('bo_godt.actor_barred', '{}', true),
    set_config('bo_godt.actor_emergencies', '{}', true)
  into actor
  from sessions s join users u on u.id = s.user_id
  where s.id = session and s.ended_at is null and s.expires_at > clock() and u.disabled_at is null;
  if not found then
    raise exception 'no such session' using errcode = 'BG401';
  end if;
  if actor.kind <> 'person' then
    select array(select unnest(s.scopes) intersect select unnest(a.scopes) order by 1) into held
    from sessions s
    join service_secrets k on k.id = s.secret_id and k.service_id = s.user_id
    join service_accounts a on a.user_id = s.user_id
    where s.id = session and a.expires_at > clock() and k.revoked_at is null and coalesce(k.expires_at > clock(), true);
    if not found then
      raise exception 'no such secret' using errcode = 'BG401';
    end if;
    perform set_config('bo_godt.actor_scopes', held::text, true);
    if coalesce(permission <> 'me.read' and permission <> all (held), true) then
      raise exception 'Maskinadgangen omfatter ikke denne handling.' using errcode = 'BG403';
    end if;
  elsif permission = 'accounts.provision' then
    raise exception 'Kun organisationens eget brugerkatalog har adgang til denne handling.' using errcode = 'BG403';
  end if;
  -- Asked for only where there is one: for everyone else it costs the look at an index.
  if actor.conflicted then
    perform set_config('bo_godt.actor_barred',
      array(select b.id from barred_records b where b.user_id = actor.id)::text, true);
  end if;
  if actor.in_emergency then
    perform set_config('bo_godt.actor_emergencies', coalesce(jsonb_object_agg(e.case_id, e.id), '{}')::text, true)
    from emergencies_in_force e where e.user_id = actor.id and e.organisation_id = actor.organisation_id;
  end if;
  if actor.limited and not roles @> array['drift', 'socialafdeling', 'helhedsplan', 'board', 'dpo', 'admin'] then
    raise exception 'no second factor' using errcode = 'BG402';
  end if;
  if actor.role <> all (roles) then
    raise exception 'Din rolle har ikke adgang til denne handling.' using errcode = 'BG403';
  end if;
end $function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.erase(kind text, ids uuid[], keep text, erased_at timestamp with time zone DEFAULT clock())
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'bo_godt'
AS $function$
declare
  how record;
  it record;
  removed uuid[];
  gone uuid[] := ids;
  telling uuid := uuidv7();
begin
  select k.listed, k.kind <> 'audit_event' and k.listed as copied into how
  from erasure_kinds() k where k.kind = erase.kind;
  if how.copied then
    insert into thinned_periods (period)
    select distinct q from unnest(ids) i (id) cross join lateral quarters_and_years(counted_span(kind, i.id)) q
    where not exists (select from publications p where p.period = q)
    on conflict do nothing;
  end if;
  if kind = 'case' then
    update cases c set problem = '', theme = 'other', outcome = case when c.closed_at is not null then 'other' end
    where c.id = any (ids);
  end if;
  for it in select * from parts_of(kind) loop
    execute format('with gone as (delete from %I where %s returning %s as id) select array_agg(id) from gone',
      it.part, it.condition, coalesce(it.key, 'null::uuid')) into removed using ids;
    gone := gone || removed;
  end loop;
  if how.copied then
    delete from notices n where n.subject_id = any (gone) or n.case_id = any (gone);
    delete from webhook_deliveries d where d.record_id = any (gone) or d.case_id = any (gone);
    delete from idempotency_keys i where i.resource_id = any (gone);
  end if;
  insert into audit_events (id, actor_id, role, action, purpose, decision, subject_ids, request_id)
  values (telling, '00000000-0000-0000-0000-000000000000', 'system', kind || '.erase', 'retention', 'allowed', ids,
    telling::text);
  if how.listed then
    insert into erasures (kind, record_id, keep, erased_at, event_id, happened_at)
    select erase.kind, i.id, erase.keep, erase.erased_at, telling,
      (select e.occurred_at from audit_events e where erase.kind = 'audit_event' and e.id = i.id)
    from unnest(ids) i (id)
    on conflict do nothing;
  end if;
end $function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.erase_again(kind text, ids uuid[], keep text, erased_at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  here uuid[];
begin
  perform wait_for_erasing();
  execute format('select array(select r.id from %I r where r.id = any ($1))',
    (select k.root from erasure_kinds() k where k.kind = erase_again.kind and k.listed)) into here using ids;
  if kind = 'case' then
    here := array(select h.id from unnest(here) h (id)
      where not exists (select from erasures e where e.kind = 'case' and e.record_id = h.id));
  elsif kind = 'audit_event' then
    here := array(select h.id from unnest(here) h (id)
      where not exists (select from erasures e where e.kind = 'audit_event' and e.record_id = h.id));
  end if;
  if here <> '{}' then
    perform erase(kind, here, keep, erased_at);
  end if;
  return cardinality(here);
end $function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.erase_due(kind text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  how record;
  due uuid[];
  kept_for text;
begin
  if not pg_try_advisory_xact_lock(hashtext('bo_godt.erasing'), hashtext(current_schema())) then
    return 0;
  end if;
  select * into how from erasure_kinds() k where k.kind = erase_due.kind;
  due := array(select r.id from records_past_keeping r
    where r.kind = how.kind and not r.held and r.waits_for = '{}' limit how.at_once);
  if how.root in ('cases', 'naboklager') then
    execute format('select from %I where id = any ($1) order by id for update', how.root) using due;
    due := array(select r.id from records_past_keeping r
      where r.kind = how.kind and r.id = any (due) and not r.held and r.waits_for = '{}');
  end if;
  if due = '{}' then
    return 0;
  end if;
  select f.keep into kept_for from retention_in_force f where f.kind = how.kind;
  perform erase(how.kind, due, kept_for);
  return cardinality(due);
end $function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.erase_told_events()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  due uuid[];
begin
  if not pg_try_advisory_xact_lock(hashtext('bo_godt.erasing'), hashtext(current_schema())) then
    return 0;
  end if;
  due := array(
    select e.id
    from retention_in_force f join audit_events e on e.occurred_at <= clock() - f.keep::interval
    join erasures x on x.record_id = e.id and x.kind = 'audit_event'
    join audit_leaves l on l.event_id = x.event_id and l.index < (select max(s.size) from audit_shipments s)
    where f.kind = 'audit_event'
      and not array_append(e.subject_ids, e.case_id) && (select array(select h.id from held_records h))
    limit 1000);
  delete from audit_events e where e.id = any (due);
  delete from audit_salts s where s.leaf_index in (select l.index from audit_leaves l where l.event_id = any (due));
  return cardinality(due);
end $function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.erasure_kinds()
 RETURNS TABLE(kind text, root text, at_once integer, listed boolean)
 LANGUAGE sql
 IMMUTABLE
AS $function$
  values ('idempotency_answer', 'idempotency_keys', 1000, false),
    ('webhook_delivery', 'webhook_deliveries', 1000, false),
    ('session', 'sessions', 1000, false),
    ('notice', 'notices', 1000, false),
    ('naboklage', 'naboklager', 100, true),
    ('naboklage_draft', 'naboklager', 100, true),
    ('sealed_entry', 'case_entries', 100, true),
    ('case', 'cases', 50, true),
    ('consent', 'consents', 100, true),
    ('meeting', 'meetings', 100, true),
    ('access_bundle', 'subject_access_bundles', 100, false),
    ('access_request', 'subject_access_requests', 100, true),
    ('conflict', 'conflicts', 100, true),
    ('household', 'tenancies', 100, true),
    ('audit_event', 'audit_events', 1000, true)
$function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.erasure_parts()
 RETURNS TABLE(kind text, part text, condition text, key text)
 LANGUAGE sql
 IMMUTABLE
AS $function$
  values ('idempotency_answer', 'idempotency_keys', 'md5(user_id || key)::uuid = any ($1)', null),
    ('webhook_delivery', 'webhook_deliveries', 'id = any ($1)', null),
    ('session', 'refresh_tokens', 'session_id = any ($1)', null),
    ('session', 'sessions', 'id = any ($1)', null),
    ('notice', 'notices', 'id = any ($1)', null),
    ('naboklage', 'case_naboklager', 'naboklage_id = any ($1)', null),
    ('naboklage', 'signal_naboklager', 'naboklage_id = any ($1)', null),
    ('naboklage', 'signals', 'not exists (select from signal_naboklager l where l.signal_id = signals.id)', 'id'),
    ('naboklage', 'naboklage_steps', 'naboklage_id = any ($1)', null),
    ('naboklage', 'naboklage_changes', 'naboklage_id = any ($1)', null),
    ('naboklage', 'subject_access_reviews', 'naboklage_id = any ($1)', 'id'),
    ('naboklage', 'subject_access_bundles', 'subject_ids && $1', null),
    ('naboklage', 'rectification_log', 'rectification_id in (select r.id from rectifications r where r.subject_id = any ($1))', null),
    ('naboklage', 'rectifications', 'subject_id = any ($1)', 'id'),
    ('naboklage', 'naboklager', 'id = any ($1)', 'id'),
    ('sealed_entry', 'discussions', 'entry_id = any ($1)', null),
    ('sealed_entry', 'basis_reviews', 'entry_id = any ($1)', 'id'),
    ('sealed_entry', 'reviewed_entries', 'entry_id = any ($1)', null),
    ('sealed_entry', 'rectification_log', 'rectification_id in (select r.id from rectifications r where r.subject_id = any ($1))', null),
    ('sealed_entry', 'rectifications', 'subject_id = any ($1)', 'id'),
    ('sealed_entry', 'subject_access_bundles', 'subject_ids && $1', null),
    ('sealed_entry', 'case_entries', 'id = any ($1)', 'id'),
    ('case', 'basis_reviews', 'case_id = any ($1)', 'id'),
    ('case', 'reviewed_entries', 'case_id = any ($1)', null),
    ('case', 'rectification_log', 'rectification_id in (select r.id from rectifications r where r.case_id = any ($1))', null),
    ('case', 'rectifications', 'case_id = any ($1)', 'id'),
    ('case', 'restrictions', 'case_id = any ($1)', 'id'),
    ('case', 'former_versions', 'record_id = any ($1)', 'id'),
    ('case', 'retention_holds', 'case_id = any ($1)', 'id'),
    ('case', 'disclosures', 'case_id = any ($1)', 'id'),
    ('case', 'discussions', 'item_id in (select i.id from meeting_items i where i.case_id = any ($1))', null),
    ('case', 'meeting_items', 'case_id = any ($1)', 'id'),
    ('case', 'action_due_dates', 'action_id in (select a.id from agreed_actions a where a.case_id = any ($1))', 'id'),
    ('case', 'agreed_actions', 'case_id = any ($1)', 'id'),
    ('case', 'case_entries', 'case_id = any ($1)', 'id'),
    ('case', 'case_moves', 'case_id = any ($1)', 'id'),
    ('case', 'case_themes', 'case_id = any ($1)', null),
    ('case', 'case_team', 'case_id = any ($1)', null),
    ('case', 'case_residents', 'case_id = any ($1)', null),
    ('case', 'case_naboklager', 'case_id = any ($1)', null),
    ('case', 'emergency_accesses', 'case_id = any ($1)', 'id'),
    ('case', 'signal_naboklager', 'signal_id in (select s.id from signals s where s.case_id = any ($1))', null),
    ('case', 'signals', 'case_id = any ($1)', 'id'),
    ('case', 'subject_access_bundles', 'subject_ids && $1', null),
    ('case', 'cases', 'id = any ($1) and not exists (select from consents k where k.case_id = cases.id)', 'id'),
    ('consent', 'subject_access_bundles', 'subject_ids && $1', null),
    ('consent', 'basis_reviews', 'consent_id = any ($1)', 'id'),
    ('consent', 'consents', 'id = any ($1)', 'id'),
    ('consent', 'cases', 'not exists (select from consents k where k.case_id = cases.id)
      and exists (select from erasures e where e.kind = ''case'' and e.record_id = cases.id)', 'id'),
    ('meeting', 'meetings', 'id = any ($1)', 'id'),
    ('access_bundle', 'subject_access_bundles', 'request_id = any ($1)', null),
    ('access_request', 'subject_access_reviews', 'request_id = any ($1)', 'id'),
    ('access_request', 'subject_access_bundles', 'request_id = any ($1)', null),
    ('access_request', 'subject_access_moves', 'request_id = any ($1)', 'id'),
    ('access_request', 'subject_access_requests', 'id = any ($1)', 'id'),
    ('conflict', 'conflicts', 'id = any ($1)', 'id'),
    ('household', 'conflicts', 'tenancy_id = any ($1)', 'id'),
    ('household', 'signal_naboklager', 'signal_id in (select s.id from signals s where s.tenancy_id = any ($1))', null),
    ('household', 'signals', 'tenancy_id = any ($1)', 'id'),
    ('household', 'retention_holds',
      'resident_id in (select r.id from residents r where r.tenancy_id = any ($1))', 'id'),
    ('household', 'rectification_log', 'rectification_id in (select q.id from rectifications q join residents r
      on r.id = q.resident_id where r.tenancy_id = any ($1))', null),
    ('household', 'rectifications', 'resident_id in (select r.id from residents r where r.tenancy_id = any ($1))', 'id'),
    ('household', 'restrictions', 'resident_id in (select r.id from residents r where r.tenancy_id = any ($1))', 'id'),
    ('household', 'former_versions', 'record_id in (select r.id from residents r where r.tenancy_id = any ($1))', 'id'),
    ('household', 'residents', 'tenancy_id = any ($1)', 'id'),
    ('household', 'tenancies', 'id = any ($1)', 'id')
$function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.erasures_after(last bigint)
 RETURNS SETOF erasures
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select e.* from erasures e where e.position > last order by e.position limit 10000
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.events_about(subjects uuid[])
 RETURNS SETOF audit_events
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
 SET enable_seqscan TO 'off'
AS $function$
  select * from audit_events e where e.subject_ids && subjects and actor_role() = 'dpo'
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.existing(ids uuid[])
 RETURNS TABLE(id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select r.id from cases r where r.id = any (ids)
  union all select r.id from naboklager r where r.id = any (ids)
  union all select r.id from tenancies r where r.id = any (ids)
  union all select r.id from residents r where r.id = any (ids)
  union all select r.id from case_entries r where r.id = any (ids)
  union all select r.id from consents r where r.id = any (ids)
  union all select r.id from users r where r.id = any (ids)
  union all select r.id from conflicts r where r.id = any (ids)
  union all select r.id from webhooks r where r.id = any (ids)
  union all select r.id from webhook_deliveries r where r.id = any (ids)
  union all select r.id from agreed_actions r where r.id = any (ids)
  union all select r.id from meetings r where r.id = any (ids)
  union all select r.id from meeting_items r where r.id = any (ids)
  union all select r.id from emergency_accesses r where r.id = any (ids)
  union all select r.id from signals r where r.id = any (ids)
  union all select r.id from subject_access_requests r where r.id = any (ids)
  union all select r.id from publications r where r.id = any (ids)
  union all select r.id from role_proposals r where r.id = any (ids)
  union all select r.id from retention_holds r where r.id = any (ids)
  union all select r.id from basis_reviews r where r.id = any (ids)
  union all select r.id from restrictions r where r.id = any (ids)
  union all select r.id from rectifications r where r.id = any (ids)
  union all select r.id from tenancy_imports r where r.id = any (ids)
$function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.first_id_at(moment timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((lpad(to_hex((floor((EXTRACT(epoch FROM moment) * (1000)::numeric)))::bigint), 12, '0'::text) || '70008000000000000000'::text))::uuid
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.folded(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN lower(regexp_replace(NORMALIZE(value, NFC), '\s+'::text, ''::text, 'g'::text))
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.forgive_login_attempt(keys text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  update login_attempts a set attempts = a.attempts - 1 where a.key = any (keys)
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.hand_over_all(leaver uuid, successor uuid, why text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  handed uuid[];
begin
  perform require_allowed(actor_role() = 'admin', 'Din rolle har ikke adgang til denne handling.');
  perform from users u where u.id in (leaver, successor) order by u.id for update;
  handed := array(
    select c.id from cases c join users s on s.id = successor and s.organisation_id = c.organisation_id
    where c.key_person_id = leaver and c.closed_at is null
      and not exists (select from barred_records b where b.user_id = s.id and b.id = c.id)
    order by c.id for update of c);
  update cases c set key_person_id = successor, reconfirmation_due = true where c.id = any (handed);
  insert into case_team (case_id, user_id) select h, successor from unnest(handed) h on conflict do nothing;
  insert into case_moves (id, case_id, kind, reason, key_person_id, recorded_by)
  select uuidv7(), h, 'handover', why, successor, actor_id() from unnest(handed) h;
  return cardinality(handed);
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.hold_consents(target uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select from consents k
  where k.case_id = target and exists (select from visible_cases v where v.case_id = target) for share
$function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.hold_when_nothing_is_erased()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  perform wait_for_erasing();
  return new;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.households_counted(period text, closed_on date[])
 RETURNS TABLE(table_id text, department_id text, group_id text, households integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select h.table_id, t.department_id, h.group_id, count(*)::int
  from (
    select distinct on (r.table_id, r.household) r.table_id, r.household, g.group_id
    from counted_records(closed_on) r
    join count_groups g on g.table_id = r.table_id and g.code = r.code
    where r.recorded_at >= period_starts(period) and r.recorded_at < period_ends(period)
    order by r.table_id, r.household, g.gravity desc nulls last, r.recorded_at desc, g.position
  ) h
  join tenancies t on t.id = h.household
  group by 1, 2, 3
$function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.households_kept_since()
 RETURNS date
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select ((clock() - f.keep::interval) at time zone 'Europe/Copenhagen')::date
  from retention_in_force f where f.kind = 'household'
$function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.index_ended_audit_months()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
 SET lock_timeout TO '2s'
AS $function$
declare
  part text;
  columns text;
  made int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('bo_godt.audit_months'), hashtext(current_schema()));
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'audit_events'::regclass and to_regclass(c.relname || '_request_id_idx') is null
      and substring(pg_get_expr(c.relpartbound, c.oid) from $re$TO \('(.+)'\)$re$)::uuid <= first_id_at(now())
  loop
    foreach columns in array array['action, occurred_at, id', 'purpose, occurred_at, id', 'request_id'] loop
      execute format('create index on %I (%s)', part, columns);
    end loop;
    made := made + 1;
  end loop;
  return made;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.issue_service_token(client uuid, secret_hash text, wanted text[], session uuid, lifetime integer, request text)
 RETURNS TABLE(session_id uuid, scopes text[], seconds integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
#variable_conflict use_column
declare
  held record;
  granted text[];
  begun uuid;
begin
  update service_secrets k set last_used_at = clock() from service_accounts a, users u
  where k.hash = secret_hash and k.service_id = client and a.user_id = client and u.id = client
    and u.disabled_at is null and a.expires_at > clock()
    and k.revoked_at is null and coalesce(k.expires_at > clock(), true)
  returning k.id, a.scopes, least(a.expires_at, k.expires_at, clock() + make_interval(secs => lifetime)) as until into held;
  if not found then
    perform record_failed_sign_in(a.user_id, request) from service_accounts a where a.user_id = client;
    return;
  end if;
  granted := array(select distinct w from unnest(coalesce(wanted, held.scopes)) w order by w);
  if granted = '{}' or not granted <@ held.scopes then
    return query select null::uuid, null::text[], null::int;
    return;
  end if;
  update sessions s set expires_at = held.until
  where s.id = (select max(x.id::text)::uuid from sessions x
    where x.user_id = client and x.secret_id = held.id and x.scopes = granted and x.ended_at is null)
  returning s.id into begun;
  if begun is null then
    insert into sessions (id, user_id, expires_at, secret_id, scopes) values (session, client, held.until, held.id, granted);
    begun := session;
    perform record_session_event(begun, 'session.create', request);
  else
    perform record_session_event(begun, 'session.refresh', request);
  end if;
  return query select begun, granted, greatest(floor(extract(epoch from held.until - clock()))::int, 0);
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.keep_answer(claimed text, answer text, resource uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  update idempotency_keys i set answer = keep_answer.answer, resource_id = resource
  where i.user_id = actor_id() and i.key = claimed
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.keep_case_theme()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  insert into case_themes (case_id, theme) values (new.id, new.theme);
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.keep_directory_entry(account uuid, external_id text, given_name text, family_name text, off_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'bo_godt'
AS $function$
  insert into directory_entries (user_id, organisation_id, external_id, given_name, family_name, switched_off_at)
  select account, actor_organisation(), keep_directory_entry.external_id, keep_directory_entry.given_name,
    keep_directory_entry.family_name, off_at
  on conflict (user_id) do update
  set organisation_id = excluded.organisation_id, external_id = excluded.external_id, given_name = excluded.given_name,
    family_name = excluded.family_name, switched_off_at = excluded.switched_off_at, removed_at = null
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.keep_former()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  insert into former_versions (record_id, former)
  values (old.id, case tg_table_name
    when 'cases' then json_build_object('theme', to_jsonb(old) -> 'theme', 'problem', to_jsonb(old) -> 'problem')
    else json_build_object('name', to_jsonb(old) -> 'name', 'birthYear', to_jsonb(old) -> 'birth_year',
      'phone', to_jsonb(old) -> 'phone', 'protectedAddress', to_jsonb(old) -> 'protected_address') end);
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.keep_former_naboklage()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  insert into naboklage_changes (naboklage_id, kind, reason, former)
  values (old.id,
    case when old.department_id <> new.department_id then 'transfer'
      when old.status = 'draft' and new.status <> 'draft' then 'writing_down'
      when old.status = 'closed' and new.status <> 'closed' then 'reopening'
      else 'change' end,
    new.change_reason,
    json_build_object('departmentId', old.department_id, 'status', old.status,
      'respondentTenancyId', old.respondent_tenancy_id, 'place', old.place,
      'complainant', json_build_object('name', old.complainant_name, 'contact', old.complainant_contact,
        'tenancyId', old.complainant_tenancy_id, 'withheld', old.complainant_withheld),
      'writtenWithHelpFrom', old.written_with_help_from, 'category', old.category,
      'occurredAt', rfc3339(old.occurred_at), 'description', old.description, 'sharedSummary', old.shared_summary,
      'demandedOn', old.demanded_on, 'dueOn', old.due_on));
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.key_person_barred(target uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select exists (select from visible_cases v join cases c on c.id = v.case_id
    join barred_records b on b.user_id = c.key_person_id and b.id = c.id
    where v.case_id = target and v.owned)
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.link_directory_entry(by_issuer text, by_subject text, organisations text[], request text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
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
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.link_identity(by_issuer text, by_subject text, organisations text[], roles text[], token_hash text, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  invited record;
begin
  select u.id, u.role, u.organisation_id into invited
  from invitations i join users u on u.id = i.user_id
  where i.hash = token_hash and i.used_at is null and i.expires_at > clock() and u.disabled_at is null
  for update of i, u;
  if not found then
    return 'invitation_spent';
  end if;
  if not speaks_for(invited.organisation_id, invited.role, organisations, roles) then
    perform record_identity_event(invited.id, 'account.link', 'denied', request);
    return 'elsewhere';
  end if;
  insert into user_identities (id, user_id, issuer, subject, origin)
  values (uuidv7(), invited.id, by_issuer, by_subject, 'invitation')
  on conflict (issuer, subject) where unlinked_at is null do nothing;
  if not found and not exists (
    select from user_identities i
    where i.issuer = by_issuer and i.subject = by_subject and i.user_id = invited.id and i.unlinked_at is null)
  then
    perform record_identity_event(invited.id, 'account.link', 'denied', request);
    return 'anothers';
  end if;
  update invitations i set used_at = clock() where i.user_id = invited.id and i.used_at is null;
  update sessions s set ended_at = clock() where s.user_id = invited.id and s.ended_at is null;
  perform record_identity_event(invited.id, 'account.link', 'allowed', request);
  return 'linked';
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.lock_directory_user(account uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  perform require_found(exists (select from directory_users() d where d.id = account));
  perform from users u where u.id = account for update;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.lock_meeting(target uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select from meetings m
  where m.id = target and actor_organisation() = any (m.organisation_id || m.invited_organisation_ids) for update
$function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.lock_tenancy_import()
 RETURNS boolean
 LANGUAGE sql
 SET search_path TO 'bo_godt'
AS $function$
  select pg_try_advisory_xact_lock(hashtext('bo_godt.tenancy_import'),
    hashtext(current_schema() || ' ' || actor_organisation()))
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.login_account(account text)
 RETURNS TABLE(id uuid, password_hash text, role text, totp_secret text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select u.id, u.password_hash, u.role, u.totp_secret from users u
  where lower(u.username) = lower(account) and u.disabled_at is null and u.password_hash is not null
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.looks_about(subjects uuid[])
 RETURNS TABLE(looked_on date, purpose text, organisation_id text, times integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select (e.occurred_at at time zone 'Europe/Copenhagen')::date as looked_on, e.purpose, e.organisation_id, count(*)::int
  from events_about(subjects) e where e.decision = 'allowed' group by 1, 2, 3
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.looks_told_about(subjects uuid[])
 RETURNS TABLE(looked_on date, purpose text, organisation_id text, system text, times integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select (e.occurred_at at time zone 'Europe/Copenhagen')::date as looked_on, e.purpose, e.organisation_id, u.name, count(*)::int
  from events_about(subjects) e left join users u on u.id = e.actor_id and u.kind = 'service'
  where e.decision = 'allowed' group by 1, 2, 3, 4
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.lookup_tenancy(department text, address text, dwelling text, resident_name text, at date)
 RETURNS TABLE(tenancy_id uuid, resident_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select t.id, r.id from tenancies t join residents r on r.tenancy_id = t.id
  where t.department_id = department and folded(t.address) = folded(lookup_tenancy.address)
    and (lookup_tenancy.dwelling is null or folded(t.dwelling) = folded(lookup_tenancy.dwelling))
    and folded(r.name) = folded(resident_name)
    and t.id <> all (actor_barred())
    and t.moved_in_on <= at and coalesce(t.moved_out_on >= at, true)
  order by t.moved_in_on desc limit 1
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.mail_batch(batch uuid)
 RETURNS TABLE(email text, news integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select u.email, count(*)::int from notices n join users u on u.id = n.recipient_id
  where n.mail_batch = batch and n.mailed_at is null and u.email is not null and u.mail_wanted
    and u.disabled_at is null
  group by u.email
$function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.mark_emergency()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.emergency_access_ids := array(select e.value::uuid from jsonb_each_text(actor_emergencies()) e
    where e.key::uuid = any (new.subject_ids || new.case_id));
  return new;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.may_attend(target uuid, members uuid[], organisations text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select exists (select from visible_cases v where v.case_id = target) and members <@ array(
    select u.id from case_team t join users u on u.id = t.user_id
    where t.case_id = target and u.organisation_id = any (organisations)
      and not exists (select from barred_records b where b.user_id = u.id and b.id = target))
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.may_invite(invited uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select exists (
    select from users u
    where u.id = invited and u.kind = 'person' and u.disabled_at is null and actor_role() = 'admin' and (
      u.role not in ('dpo', 'admin') or exists (
        select from role_proposals p
        where p.user_id = u.id and p.role = u.role and p.approved and p.decided_by = actor_id()
          and p.decided_at > clock() - interval '1 day')))
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.meeting_held(target uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select exists (select from meetings m
    where m.id = target and actor_organisation() = any (m.organisation_id || m.invited_organisation_ids)
      and exists (select from meeting_items i join discussions d on d.item_id = i.id where i.meeting_id = m.id))
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.my_password_hash()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select u.password_hash from users u where u.id = actor_id()
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.my_second_factor()
 RETURNS TABLE(password_hash text, secret text, pending text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select u.password_hash, u.totp_secret, u.totp_pending from users u where u.id = actor_id()
$function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.names_address(said text, address text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (NORMALIZE(said, NFC) ~* (SELECT (string_agg(CASE WHEN (x.c ~ '[[:alnum:]]'::text) THEN x.c ELSE ('\'::text || x.c) END, '\s*'::text ORDER BY x.n) || '(?!\d)'::text) FROM regexp_split_to_table(folded(names_address.address), ''::text) WITH ORDINALITY x(c, n)))
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.next_reference(prefix text, number bigint)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((prefix || to_char((clock() AT TIME ZONE 'Europe/Copenhagen'::text), '-YYYY-'::text)) || lpad((number)::text, GREATEST(5, length((number)::text)), '0'::text))
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.notice_emergency()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  insert into notices (recipient_id, kind, matter, subject_id, case_id)
  select u.id, 'emergency_access', new.id::text, new.id, new.case_id
  from cases c join users u on u.role = 'dpo' or u.id = c.key_person_id
  where c.id = new.case_id and u.disabled_at is null
    and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
  on conflict do nothing;
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.notice_handover()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  insert into notices (recipient_id, kind, matter, subject_id, case_id)
  values (new.key_person_id, 'reconfirmation_due', new.case_id || ' ' || new.id, new.case_id, new.case_id)
  on conflict do nothing;
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.notice_household()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  household uuid;
begin
  if tg_table_name = 'tenancies' then
    household := new.id;
  else
    household := new.tenancy_id;
  end if;
  insert into notices (recipient_id, kind, matter, subject_id, case_id)
  select u, 'household_changed', c.id || ' ' || now(), c.id, c.id
  from cases c cross join carriers_of(c.id) u
  where c.tenancy_id = household and c.closed_at is null
  on conflict do nothing;
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.notice_rectification()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  insert into rectification_log (rectification_id, kind) values (new.id, 'received');
  insert into notices (recipient_id, kind, matter, subject_id, case_id, due_on)
  select u, 'rectification_requested', new.id::text, new.id, new.case_id, new.due_on from rectifiers(new.id) u
  on conflict do nothing;
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.notice_restriction()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  insert into notices (recipient_id, kind, matter, subject_id, case_id)
  select u.id, case tg_op when 'INSERT' then 'processing_restricted' else 'restriction_lifted' end,
    new.id || ' ' || c.id, new.id, c.id
  from case_residents m join cases c on c.id = m.case_id join users u on u.id = c.key_person_id
  where m.resident_id = new.resident_id and coalesce(m.case_id = new.case_id, true)
    and u.disabled_at is null and u.organisation_id = c.organisation_id
    and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
  on conflict do nothing;
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.notice_signal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  insert into notices (recipient_id, kind, matter, subject_id)
  select u.id, 'signal_raised', new.id::text, new.id
  from user_departments a join users u on u.id = a.user_id
  where a.department_id = new.department_id and u.role = 'drift' and u.disabled_at is null
    and not exists (select from barred_records b where b.user_id = u.id and b.id = new.tenancy_id)
  on conflict do nothing;
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.notice_withdrawal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  insert into notices (recipient_id, kind, matter, subject_id, case_id, organisation_id)
  select u.id, 'consent_withdrawn', new.id::text, new.id, c.id,
    case when u.organisation_id <> c.organisation_id then u.organisation_id end
  from cases c join case_team t on t.case_id = c.id join users u on u.id = t.user_id
  where c.id = new.case_id and u.disabled_at is null
    and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
    and (u.id = c.key_person_id or (
      u.organisation_id <> c.organisation_id and u.organisation_id = any (new.recipient_organisation_ids)
      and new.invalidated_at is null and new.review_on > today()
      and not exists (
        select from consents later
        where later.case_id = new.case_id and later.resident_id = new.resident_id and later.invalidated_at is null
          and (later.given_at, later.sequence) > (new.given_at, new.sequence))))
  on conflict do nothing;
  return null;
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.oldest_program()
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'bo_godt'
RETURN 74
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.open_mail_batches()
 RETURNS SETOF uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  with due as (
    select n.recipient_id, uuidv7() as batch
    from notices n join users u on u.id = n.recipient_id
    where n.mailed_at is null and n.read_at is null and u.email is not null and u.mail_wanted and u.disabled_at is null
      and not exists (select from notices o
        where o.recipient_id = n.recipient_id and o.mailed_at is null and o.mail_batch is not null)
    group by n.recipient_id
  )
  update notices n set mail_batch = d.batch from due d
  where n.recipient_id = d.recipient_id and n.mailed_at is null and n.read_at is null and n.mail_batch is null;
  select distinct n.mail_batch from notices n where n.mailed_at is null and n.mail_batch is not null
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.operating_state()
 RETURNS TABLE(unsealed integer, seal_delay double precision, checkpoint_size bigint, checkpoint_age double precision, months_ahead integer, webhooks_waiting integer, webhooks_late double precision, mails_waiting integer, mails_late double precision)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
 SET enable_seqscan TO 'off'
AS $function$
  with newest as (
    select c.size, c.complete_below, extract(epoch from now() - c.signed_at) as age
    from audit_checkpoints c order by c.size desc limit 1
  ), late_webhooks as (
    select count(*) as waiting, extract(epoch from clock() - min(d.next_attempt_at)) as late
    from webhook_deliveries d join webhooks h on h.id = d.webhook_id
    where d.status = 'pending' and h.disabled_at is null
  ), late_mails as (
    select count(*) as waiting, extract(epoch from clock() - min(n.raised_at)) as late
    from notices n join users u on u.id = n.recipient_id
    where n.mailed_at is null and n.read_at is null and u.email is not null and u.mail_wanted and u.disabled_at is null
  )
  select (
      select count(*)::int from (
        select e.id from audit_events e
        where e.id >= coalesce((select complete_below from newest), '00000000-0000-0000-0000-000000000000')
        order by e.id desc limit 10000) n
      where (select true from audit_leaves l where l.event_id = n.id) is null),
    seal_delay(), (select size from newest), (select age::double precision from newest), (
      select count(*)::int from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'audit_events'::regclass
        and substring(pg_get_expr(c.relpartbound, c.oid) from $re$FROM \('([^']+)'\)$re$)::uuid > first_id_at(now())),
    w.waiting::int, greatest(0, coalesce(w.late, 0))::double precision,
    m.waiting::int, greatest(0, coalesce(m.late, 0))::double precision
  from late_webhooks w cross join late_mails m
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.organisations_on_case(target uuid)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
  select c.organisation_id from cases c where c.id = target
  union
  select o from organisations_on_team(target) o
  where exists (select from consents_in_force f
    where f.case_id = target and o = any (f.recipient_organisation_ids))
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.organisations_on_team(target uuid)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
  select u.organisation_id from case_team t join users u on u.id = t.user_id
  where t.case_id = target
    and not exists (select from barred_records b where b.user_id = t.user_id and b.id = target)
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.organisations_to_tell(event text, record uuid)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
  select o from cases c join departments d on d.id = c.department_id cross join organisations_on_case(c.id) o
  where c.id = record and case event
    -- One who is new on a case has not agreed to anything on it yet.
    when 'case.resident_added' then o in (c.organisation_id, d.organisation_id)
    when 'case.naboklage_linked' then o = d.organisation_id
      or all_agree(c.id, o, array(select r.resident_id from case_residents r where r.case_id = c.id), 'complaints')
    else event like 'case.%' end
  union
  select o from consents k join cases c on c.id = k.case_id cross join organisations_on_case(c.id) o
  where k.id = record and event like 'consent.%' and (o = c.organisation_id
    or (k.response = 'given' and o = any (k.recipient_organisation_ids)))
  union
  select o from consents k cross join organisations_on_team(k.case_id) o
  where k.id = record and event = 'consent.withdrawn' and o = any (k.recipient_organisation_ids)
    and k.response = 'given' and k.invalidated_at is null and k.review_on > today()
    and not exists (
      select from consents later
      where later.case_id = k.case_id and later.resident_id = k.resident_id and later.invalidated_at is null
        and (later.given_at, later.sequence) > (k.given_at, k.sequence))
  union
  select o from case_entries e cross join organisations_on_case(e.case_id) o
  where e.id = record and event like 'entry.%'
    and (o = e.organisation_id or all_agree(e.case_id, o, e.resident_ids, e.data_category))
    and not exists (select from reviewed_entries d where d.entry_id = e.id and d.legal_basis is null)
  union
  select o from agreed_actions a cross join organisations_on_case(a.case_id) o
  where a.id = record and event like 'action.%'
    and (o = a.organisation_id or all_agree(a.case_id, o, a.resident_ids, a.data_category))
  union
  select d.organisation_id from naboklager n join departments d on d.id = n.department_id
  where n.id = record and event like 'naboklage.%'
$function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.parts_of(kind text)
 RETURNS TABLE(part text, condition text, key text, n bigint)
 LANGUAGE sql
 STABLE
AS $function$
  select p.part, p.condition, p.key, p.n from erasure_parts() with ordinality p (kind, part, condition, key, n)
  where p.kind = case parts_of.kind when 'naboklage_draft' then 'naboklage' else parts_of.kind end
  order by p.n
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.period_ends(period text)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (((period_starts(period) AT TIME ZONE 'Europe/Copenhagen'::text) + CASE WHEN (length(period) > 4) THEN '3 mons'::interval ELSE '1 year'::interval END) AT TIME ZONE 'Europe/Copenhagen'::text)
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.period_is_closed(period text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (period_ends(period) <= clock())
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.period_starts(period text)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN make_timestamptz(("left"(period, 4))::integer, COALESCE((((NULLIF(substr(period, 7), ''::text))::integer * 3) - 2), 1), 1, 0, 0, (0)::double precision, 'Europe/Copenhagen'::text)
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.periods_to_publish(span tstzrange, waits boolean)
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(array_agg(w.period order by w.period), '{}') from (
    select y::text as period
    from generate_series(extract(year from lower(span) at time zone 'Europe/Copenhagen')::int,
      extract(year from upper(span) at time zone 'Europe/Copenhagen')::int) y
    where waits and y >= 2025 and not exists (
      select from publications p join publication_outcomes o on o.publication_id = p.id where p.period = y::text)
    union
    select p.period from publications p
    where span && tstzrange(period_starts(p.period), period_ends(p.period))
      and not exists (select from publication_outcomes o where o.publication_id = p.id)) w
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.propose_second_factor(secret text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  update users u set totp_pending = secret where u.id = actor_id()
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.provider_sessions_end()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  update sessions s set ended_at = clock()
  where s.user_id = new.id and s.identity_id is not null and s.ended_at is null;
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.provision_account(by_issuer text, by_subject text, organisations text[], roles text[], account jsonb, request text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  made uuid := uuidv7();
  given_role text := account ->> 'role';
  organisation text := account ->> 'organisationId';
  placed text[] := array(select jsonb_array_elements_text(account -> 'departmentIds'));
begin
  if exists (select from user_identities i where i.issuer = by_issuer and i.subject = by_subject) then
    return 'unknown';
  end if;
  if given_role in ('dpo', 'admin') or not speaks_for(organisation, given_role, organisations, roles)
    or organisation is not null
      and not exists (select from organisations o where o.id = organisation and o.party = given_role)
    or exists (select from unnest(placed) g (id) where not exists (
      select from departments d where d.id = g.id and d.organisation_id = organisation and given_role = 'drift'))
  then
    return 'misplaced';
  end if;
  insert into users (id, username, name, role, organisation_id)
  select made, n.username, account ->> 'name', given_role, organisation
  from jsonb_array_elements_text(account -> 'usernames') with ordinality n (username, place)
  where not exists (select from users u where lower(u.username) = lower(n.username))
  order by n.place limit 1;
  insert into user_identities (id, user_id, issuer, subject, origin) values (uuidv7(), made, by_issuer, by_subject, 'claim_rule');
  insert into user_departments (user_id, department_id) select made, unnest(placed);
  perform record_identity_event(made, 'account.provision', 'allowed', request);
  return 'provisioned';
exception when unique_violation then
  -- A request of the same person at the same time was first: what it made is found.
  return 'provisioned';
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.provisions()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((actor_scopes() @> '{accounts.provision}'::text[]), false)
of bo_godt_statistics
CREATE OR REPLACE FUNCTION bo_godt.publication_to_make(closed_on date[])
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select jsonb_build_object(
    'id', p.id,
    'period', p.period,
    'seen', (select count(*) from counted_publications s where s.settled),
    'landlords', (select jsonb_agg(jsonb_build_object('id', l.id, 'label', l.label) order by l.id) from counted_landlords l),
    'departments', (
      select jsonb_agg(jsonb_build_object('id', d.id, 'label', d.label, 'landlord', d.landlord,
        'households', coalesce(y.households, 0), 'residents', coalesce(y.residents, 0)) order by d.position)
      from (select distinct id, label, landlord, position from counted_departments) d
      left join counted_departments y on y.id = d.id and y.year = left(p.period, 4)::int),
    'groups', (
      select jsonb_object_agg(t.table_id, t.groups) from (
        select g.table_id, jsonb_agg(jsonb_build_object('id', g.id, 'label', g.label) order by g.position) as groups
        from counted_groups g group by 1) t),
    'counts', coalesce((
      select jsonb_agg(jsonb_build_object('table', h.table_id, 'department', h.department_id, 'group', h.group_id,
        'households', h.households))
      from households_counted(p.period, closed_on) h), '[]'),
    'earlier', coalesce((
      select jsonb_agg(r.release) from counted_releases r where left(r.period, 4) = left(p.period, 4)), '[]'))
  from counted_publications p
  where not p.settled
  order by p.id limit 1
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.purge_webhook_log()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  delete from webhook_deliveries d where d.recorded_at < clock() - interval '30 days';
  delete from webhook_secrets s where exists (
    select from webhook_secrets later
    where later.webhook_id = s.webhook_id and later.id > s.id and later.recorded_at <= clock() - interval '24 hours');
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.quarter_end(at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((date_trunc('quarter'::text, (at AT TIME ZONE 'Europe/Copenhagen'::text)) + '3 mons'::interval) AT TIME ZONE 'Europe/Copenhagen'::text)
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.quarters_and_years(span tstzrange)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE
AS $function$
  select p.period
  from generate_series(date_trunc('quarter', lower(span) at time zone 'Europe/Copenhagen'),
    upper(span) at time zone 'Europe/Copenhagen', interval '3 months') q
  cross join lateral (values (to_char(q, 'YYYY"-Q"Q')), (to_char(q, 'YYYY'))) p (period)
  where p.period >= '2025'
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.queue_webhook_deliveries()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  told text := webhook_event(new.action);
begin
  if exists (select from webhooks h where told = any (h.events) and h.disabled_at is null)
    and coalesce(current_setting('bo_godt.replayed', true), '') <> 'true' then
    insert into webhook_deliveries (webhook_id, organisation_id, event, record_id, case_id, occurred_at)
    select h.id, h.organisation_id, told, new.subject_ids[1], new.case_id, new.occurred_at
    from webhooks h
    where told = any (h.events) and h.disabled_at is null
      and h.organisation_id in (select organisations_to_tell(told, new.subject_ids[1]));
  end if;
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.raise_due_notices(untouched_since date)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  insert into notices (recipient_id, kind, matter, subject_id, case_id, due_on)
  select d.recipient_id, d.kind, d.matter, d.subject_id, d.case_id, d.due_on from due_matters(untouched_since) d
  union all
  select d.recipient_id, d.kind, d.matter, d.subject_id, d.case_id, d.due_on from ending_services() d
  on conflict do nothing
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.raise_signal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  household constant uuid := new.respondent_tenancy_id;
  raised uuid;
begin
  -- Shared by the complaints of the moment, and not with a decision, which is about what the signal then rests on.
  select s.id into raised from signals s where s.tenancy_id = household and s.status in ('open', 'waiting') for key share;
  if not found then
    -- One after the other: each sees those before it, and together they raise one signal.
    perform pg_advisory_xact_lock(hashtextextended(current_schema() || ' signal ' || household, 0));
    insert into signals (department_id, tenancy_id)
    select new.department_id, household from unrested_complaints(household) u
    having count(*) >= signal_rule('complaints') and count(distinct u.complainant_key) >= signal_rule('complainants')
      and not exists (select from signals s where s.tenancy_id = household and s.status in ('open', 'waiting'))
    returning id into raised;
    insert into signal_naboklager (signal_id, naboklage_id)
    select raised, u.naboklage_id from unrested_complaints(household) u where raised is not null;
    select s.id into raised from signals s where s.tenancy_id = household and s.status in ('open', 'waiting');
  end if;
  insert into signal_naboklager (signal_id, naboklage_id) select raised, new.id where raised is not null
  on conflict do nothing;
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.recipients_of(kind text, record uuid, author text)
 RETURNS TABLE(organisation_id text, actor_id uuid, case_id uuid)
 LANGUAGE sql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
  select distinct v.organisation_id, v.actor_id, v.case_id from audit_events v
  where v.subject_ids && case kind when 'entry' then array(select versions_of(record)) else array[record] end
    and v.decision = 'allowed' and v.consent_ids <> '{}' and v.organisation_id <> author
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.record_disclosures(item uuid, organisations text[], concerned uuid[], category text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  perform require(not exists (select from meeting_items i
      cross join uncovered(i.case_id, organisations, concerned, category) where i.id = item),
    'Sagen kan ikke drøftes om dette med alle, der deltager.');
  insert into disclosures (id, meeting_id, item_id, case_id, resident_id, organisation_id, data_category, consent_ids)
  select uuidv7(), m.id, i.id, i.case_id, r.id, o.id, category, array(
    select f.id from consents_in_force f where f.case_id = i.case_id and f.resident_id = r.id
      and o.id = any (f.recipient_organisation_ids) and category = any (f.data_categories))
  from meeting_items i join meetings m on m.id = i.meeting_id join visible_cases v on v.case_id = i.case_id
  cross join unnest(organisations) o (id) cross join unnest(concerned) r (id)
  where i.id = item and actor_organisation() = any (m.organisation_id || m.invited_organisation_ids);
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.record_failed_sign_in(account uuid, request text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  insert into audit_events (actor_id, organisation_id, role, action, purpose, decision, subject_ids, request_id)
  select u.id, u.organisation_id, u.role, 'session.create', 'identity', 'denied', array[u.id], request
  from users u where u.id = account
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.record_identity_event(account uuid, action text, decision text, request text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  insert into audit_events (actor_id, organisation_id, role, action, purpose, decision, subject_ids, request_id)
  select u.id, u.organisation_id, u.role, record_identity_event.action, 'identity', record_identity_event.decision,
    array[u.id], request
  from users u where u.id = account
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.record_refusal(session uuid, roles text[], action text, purpose text, request text, ids uuid[])
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select record_refusal(session, roles, null, action, purpose, request, ids)
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.record_refusal(session uuid, roles text[], permission text, action text, purpose text, request text, ids uuid[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  perform enter(session, array['drift', 'socialafdeling', 'helhedsplan', 'board', 'dpo', 'admin'], 'me.read');
  insert into audit_events (action, purpose, decision, request_id, subject_ids, case_id)
  values (action, purpose, 'denied', request, array(select e.id from existing(ids) e),
    (select c.id from cases c where c.id = any (ids) limit 1));
  return actor_role() = any (roles)
    and (actor_scopes() is null or coalesce(permission = 'me.read' or permission = any (actor_scopes()), false));
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.record_session_event(session uuid, action text, request text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  insert into audit_events (actor_id, organisation_id, role, action, purpose, decision, subject_ids, request_id)
  select u.id, u.organisation_id, u.role, record_session_event.action, 'identity', 'allowed', array[u.id], request
  from sessions s join users u on u.id = s.user_id where s.id = session
$function$
of bo_godt_insight
CREATE OR REPLACE FUNCTION bo_godt.records_about(resident uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select r.id || array(select n.id from naboklager n where n.respondent_tenancy_id = r.tenancy_id)
  from residents r where r.id = resident
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.rectifiers(target uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
  select u.id
  from rectifications q join residents r on r.id = q.resident_id join tenancies t on t.id = r.tenancy_id
  join users u on u.role = 'dpo' or u.organisation_id = q.organisation_id
  where q.id = target and u.disabled_at is null and (u.role = 'dpo' or (
    case when q.case_id is null
      then exists (select from user_departments d where d.user_id = u.id and d.department_id = t.department_id)
      else exists (select from case_team m where m.user_id = u.id and m.case_id = q.case_id) end
    and not exists (select from barred_records b
      where b.user_id = u.id and b.id in (q.case_id, q.subject_id, r.tenancy_id))))
$function$
of bo_godt_insight
CREATE OR REPLACE FUNCTION bo_godt.redactions_about(request uuid, resident uuid)
 RETURNS json
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(json_agg(json_build_object('recordId', x.id, 'field', x.field, 'reason', x.reason)
    order by x.id, x.field, x.reason), '[]')
  from (
    select n.id, 'complainant' as field, 'complainant_withheld' as reason from complaints_about n
    where n.request_id = request
    union all
    select n.id, f.field, 'may_identify_complainant' from complaints_about n
    cross join lateral (values ('description', true), ('place', true), ('notes', n.stepped)) f (field, exists)
    where n.request_id = request and not n.reviewed and f.exists
    union all
    select n.id, 'sharedSummary', 'complainant_withheld' from complaints_about n
    where n.request_id = request and not n.reviewed and n.given ->> 'sharedSummary' <> n.summary
    union all
    select n.id, f.field, f.reason from complaints_about n
    cross join lateral json_to_recordset(n.redactions) f (field text, reason text) where n.request_id = request
    union all
    select n.id, 'formerVersions', 'may_identify_complainant' from complaints_about n
    where n.request_id = request and n.changed
    union all
    select c.id, 'problem', 'concerns_other_resident' from cases_about c
    where c.resident_id = resident and c.problem is null
    union all
    select e.id, 'text', 'concerns_other_resident' from entries_about e
    where e.resident_id = resident and e.text is null
    union all
    select v.id, 'reason', 'concerns_other_resident' from moves_about v where v.resident_id = resident and v.withheld
    union all
    select a.id, 'title', 'concerns_other_resident' from actions_about a where a.resident_id = resident and a.withheld
    union all
    select e.id, 'reason', 'concerns_other_resident' from emergencies_about e
    where e.resident_id = resident and e.withheld
    union all
    select c.id, 'problem', 'complainant_withheld' from cases_about c where c.resident_id = resident and c.cut
    union all
    select e.id, 'text', 'complainant_withheld' from entries_about e where e.resident_id = resident and e.cut
    union all
    select v.id, 'reason', 'complainant_withheld' from moves_about v where v.resident_id = resident and v.cut
    union all
    select a.id, 'title', 'complainant_withheld' from actions_about a where a.resident_id = resident and a.cut
    union all
    select e.id, 'reason', 'complainant_withheld' from emergencies_about e where e.resident_id = resident and e.cut
    union all
    select k.id, k.field, 'complainant_withheld' from consent_texts_about k
    where k.resident_id = resident and k.told <> k.said) x
$function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' and current_user = 'bo_godt_eraser' then
    return old;
  end if;
  raise exception 'the trail is append-only' using errcode = '42501';
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.refuse_change_of_figures()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'versions of a figure are kept' using errcode = '42501';
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.refuse_restricted()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  target uuid;
begin
  if tg_table_name = 'residents' then
    if exists (select from restrictions r
      where r.resident_id = new.id and r.case_id is null and r.lifted_at is null) then
      raise exception 'processing is restricted' using errcode = 'BG424';
    end if;
    return null;
  end if;
  if tg_table_name = 'cases' then
    target := new.id;
  else
    target := new.case_id;
  end if;
  if exists (select from restricted_cases x where x.case_id = target) then
    raise exception 'processing is restricted' using errcode = 'BG424';
  end if;
  return null;
end $function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.refuse_thinned_period()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  perform wait_for_erasing();
  if exists (select from thinned_periods t where t.period = new.period) then
    raise exception 'Noget, der talte med i perioden, er slettet, så den kan ikke længere opgøres.'
      using errcode = 'BG423';
  end if;
  return new;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.remove_directory_user(account uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  perform lock_directory_user(account);
  update users u set disabled_at = clock(), disabled_reason = 'Slettet i brugerkataloget'
  where u.id = account and u.disabled_at is null;
  perform keep_directory_entry(account, null, null, null, null);
  update directory_entries e set removed_at = clock() where e.user_id = account;
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.require(condition boolean, rule text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if condition is not true then
    raise exception '%', rule using errcode = 'BG422';
  end if;
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.require_address_withheld(said text, concerned uuid[])
 RETURNS void
 LANGUAGE sql
 STABLE
AS $function$
  select require(not exists (
    select from tenancies t where t.id = any (concerned) and names_address(said, t.address)
      and exists (select from residents r where r.tenancy_id = t.id and r.protected_address)),
    'Teksten nævner en beskyttet adresse, og den må sagens andre parter ikke se.')
$function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.require_allowed(condition boolean, rule text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if condition is not true then
    raise exception '%', rule using errcode = 'BG403';
  end if;
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.require_closed(condition boolean)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if condition is not true then
    raise exception 'period is open' using errcode = 'BG410';
  end if;
end $function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.require_event_gone()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_user <> 'bo_godt_eraser' or exists (
    select from audit_leaves l join audit_events e on e.id = l.event_id where l.index = old.leaf_index) then
    raise exception 'a salt goes with its event' using errcode = '42501';
  end if;
  return old;
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.require_found(condition boolean)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if condition is not true then
    raise exception 'not found' using errcode = 'BG404';
  end if;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.require_four_eyes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  if new.role in ('dpo', 'admin') and new.disabled_at is null and actor_id() is not null
    and (tg_op = 'INSERT' or old.role <> new.role or old.disabled_at is not null)
    and not exists (
      select from role_proposals p
      where p.user_id = new.id and p.role = new.role and p.approved and p.xmin = pg_current_xact_id()::xid)
  then
    raise exception 'Det kræver to administratorer at give den rolle.' using errcode = 'BG403';
  end if;
  return new;
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.require_new(condition boolean, rule text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if condition is not true then
    raise exception '%', rule using errcode = 'BG423';
  end if;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.require_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  if exists (select from users u where u.id = (to_jsonb(new) ->> tg_argv[0])::uuid and u.kind <> 'person') then
    raise exception 'En maskinadgang er ikke en medarbejder.' using errcode = 'BG422';
  end if;
  return new;
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.require_possible(condition boolean, rule text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if condition is not true then
    raise exception '%', rule using errcode = 'BG419';
  end if;
end $function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.require_shipped_seal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (select from erasures x
    join audit_leaves telling on telling.event_id = x.event_id
    join audit_leaves own on own.event_id = x.record_id
    where x.kind = 'audit_event' and x.record_id = old.id
      and greatest(telling.index, own.index) < (select max(s.size) from audit_shipments s)) then
    raise exception 'an event is erased when the trail tells so, and that is sealed and kept elsewhere' using errcode = '42501';
  end if;
  return old;
end $function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.retention_due()
 RETURNS TABLE(kind text, keep text, due integer, held integer, waiting jsonb, ids uuid[], goes_with jsonb, no_longer_counted text[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  it record;
  n integer;
begin
  if actor_role() is distinct from 'dpo' then
    return;
  end if;
  for kind, keep in
    select k.kind, f.keep from erasure_kinds() with ordinality k (kind, root, at_once, listed, n)
    join retention_in_force f on f.kind = k.kind order by k.n
  loop
    select count(*) filter (where not r.held and r.waits_for = '{}'),
      count(*) filter (where r.held) into due, held
    from records_past_keeping r where r.kind = retention_due.kind;
    waiting := coalesce((select jsonb_agg(jsonb_build_object('period', w.period, 'count', w.n) order by w.period) from (
      select p as period, count(*) as n from records_past_keeping r cross join unnest(r.waits_for) p
      where r.kind = retention_due.kind and not r.held group by p) w), '[]');
    ids := array(select r.id from records_past_keeping r
      where r.kind = retention_due.kind and not r.held and r.waits_for = '{}'
      order by r.ended_at, r.id limit 1000);
    no_longer_counted := array(
      select distinct q from unnest(ids) i (id) cross join lateral quarters_and_years(counted_span(retention_due.kind, i.id)) q
      where not exists (select from publications p where p.period = q) order by q);
    goes_with := '[]';
    for it in select p.part, min(p.condition) as condition from parts_of(retention_due.kind) p
      where p.part <> (select k.root from erasure_kinds() k where k.kind = retention_due.kind)
        and p.condition like '%$1%' group by p.part order by min(p.n)
    loop
      execute format('select count(*) from %I where %s', it.part, it.condition) into n using ids;
      if n > 0 then
        goes_with := goes_with || jsonb_build_object('part', it.part, 'count', n);
      end if;
    end loop;
    return next;
  end loop;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.review_bases()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  entry record;
begin
  for entry in
    select e.id, e.organisation_id, p.id as pending, not exists (
      select from unnest(e.resident_ids) r (id) where not exists (
        select from consents_in_force f where f.case_id = e.case_id and f.resident_id = r.id
          and e.data_category = any (f.data_categories))) as covered
    from case_entries e left join basis_reviews p
      on p.case_id = e.case_id and p.outcome is null and p.entry_id in (select versions_of(e.id))
    where e.case_id = new.case_id and new.resident_id = any (e.resident_ids) and e.legal_basis = 'consent'
      and not exists (select from case_entries newer where newer.supersedes = e.id)
      and not exists (select from reviewed_entries d where d.entry_id = e.id)
  loop
    if not entry.covered and entry.pending is null then
      insert into basis_reviews (case_id, entry_id, organisation_id, consent_id, due_on)
      values (new.case_id, entry.id, entry.organisation_id, new.id, today() + basis_review_days());
    elsif entry.covered then
      update basis_reviews r set outcome = 'consent_renewed', decided_at = clock(),
        decided_by = coalesce(actor_id(), new.recorded_by)
      where r.id = entry.pending;
    end if;
  end loop;
  return null;
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.rfc3339(value timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN to_char((value AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text)
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.rotate_refresh_token(old_hash text, new_hash text, request text)
 RETURNS TABLE(session_id uuid, user_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  token record;
begin
  select t.session_id, t.used_at, s.user_id into token
  from refresh_tokens t join sessions s on s.id = t.session_id join users u on u.id = s.user_id
  where t.hash = old_hash and s.ended_at is null and s.expires_at > clock() and u.disabled_at is null
  for update of t, s;
  if not found then
    return;
  end if;
  if token.used_at is not null then
    update sessions s set ended_at = clock() where s.id = token.session_id;
    perform record_session_event(token.session_id, 'session.end', request);
    return;
  end if;
  update refresh_tokens t set used_at = clock() where t.hash = old_hash;
  insert into refresh_tokens (hash, session_id) values (new_hash, token.session_id);
  perform record_session_event(token.session_id, 'session.refresh', request);
  return query select token.session_id, token.user_id;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.rotate_refresh_token(old_hash text, new_hash text, request text, idle interval)
 RETURNS TABLE(session_id uuid, user_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  token record;
begin
  select t.session_id, t.used_at, t.issued_at, s.user_id into token
  from refresh_tokens t join sessions s on s.id = t.session_id join users u on u.id = s.user_id
  where t.hash = old_hash and s.ended_at is null and s.expires_at > clock() and u.disabled_at is null
  for update of t, s;
  if not found then
    return;
  end if;
  if token.used_at is not null or token.issued_at < clock() - idle then
    update sessions s set ended_at = clock() where s.id = token.session_id;
    perform record_session_event(token.session_id, 'session.end', request);
    return;
  end if;
  update refresh_tokens t set used_at = clock() where t.hash = old_hash;
  insert into refresh_tokens (hash, session_id) values (new_hash, token.session_id);
  perform record_session_event(token.session_id, 'session.refresh', request);
  return query select token.session_id, token.user_id;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.seal_delay()
 RETURNS double precision
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
 SET enable_seqscan TO 'off'
AS $function$
  select coalesce(extract(epoch from now() - uuid_extract_timestamp((
    select n.id from (
      select e.id from audit_events e
      where e.id >= coalesce((select c.complete_below from audit_checkpoints c order by c.size desc limit 1),
        '00000000-0000-0000-0000-000000000000')
      order by e.id desc limit 10000) n
    where (select true from audit_leaves l where l.event_id = n.id) is null
    order by n.id limit 1))), 0)::double precision
$function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.sees_case(record uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
begin
  return exists (select from visible_cases v where v.case_id = record);
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.service_account_rules()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  account record;
begin
  select u.kind, u.role into account from users u where u.id = new.user_id;
  if account.kind is distinct from 'service' then
    raise exception 'not a service account' using errcode = 'BG404';
  end if;
  if tg_op = 'UPDATE' then
    if account.role = 'admin' and not new.scopes <@ old.scopes then
      raise exception 'Det kræver to administratorer at give den rolle mere adgang: opret en ny maskinadgang.'
        using errcode = 'BG403';
    end if;
    if new.expires_at <> old.expires_at then
      new.granted_at := clock();
    end if;
  end if;
  return new;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.service_rate(account uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select a.requests_per_minute from service_accounts a where a.user_id = account
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.service_secret_rules()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  if tg_op = 'INSERT' then
    perform from service_accounts a where a.user_id = new.service_id for update;
    if (select count(*) from service_secrets k
        where k.service_id = new.service_id and k.revoked_at is null and coalesce(k.expires_at > clock(), true)) > 1 then
      raise exception 'Der er allerede to nøgler. Tilbagekald den ene først.' using errcode = 'BG422';
    end if;
  elsif old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at
    or old.expires_at is not null and coalesce(new.expires_at > old.expires_at, true) then
    raise exception 'Det, der er sluttet, begynder ikke igen.' using errcode = 'BG422';
  end if;
  return new;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.settle_basis()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  insert into reviewed_entries (entry_id, case_id, legal_basis)
  select v.id, new.case_id, new.legal_basis from versions_of(new.entry_id) v (id);
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.settle_rectification()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  insert into rectification_log (rectification_id, kind) values (new.id, new.outcome);
  if new.outcome = 'refused' then
    return null;
  end if;
  perform require(corrected_since(new.subject_kind, new.subject_id, new.recorded_at),
    'Oplysningen er ikke rettet, siden der blev bedt om det. Ret den først.');
  with told as (
    insert into notices (recipient_id, kind, matter, subject_id, case_id, organisation_id)
    select distinct on (u.id) u.id, 'record_corrected', new.id::text, new.id, k.case_id, k.organisation_id
    from recipients_of(new.subject_kind, new.subject_id, new.organisation_id) k
    join users u on u.organisation_id = k.organisation_id and u.disabled_at is null
    where (u.id = k.actor_id or exists (select from case_team t where t.user_id = u.id and t.case_id = k.case_id))
      and not exists (select from barred_records b where b.user_id = u.id and b.id = k.case_id)
    order by u.id, k.case_id desc
    on conflict do nothing
    returning organisation_id
  )
  insert into rectification_log (rectification_id, kind, organisation_id)
  select distinct new.id, 'told', t.organisation_id from told t;
  insert into notices (recipient_id, kind, matter, subject_id, case_id)
  select new.decided_by, 'record_corrected', new.id::text, new.id, new.case_id
  where exists (select from rectification_log l where l.rectification_id = new.id and l.kind = 'told')
  on conflict do nothing;
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.settle_webhook_delivery(delivery uuid, attempt smallint, answered smallint, failure text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  hook uuid := (select d.webhook_id from webhook_deliveries d where d.id = delivery);
  gone boolean := answered is not distinct from 410;
begin
  perform from webhooks h where h.id = hook for update;
  update webhook_deliveries d set taken_until = null, last_attempt_at = clock(), status_code = answered,
    error = failure,
    status = case when failure is null then 'delivered' when gone or attempt >= 10 then 'failed' else 'pending' end,
    next_attempt_at = case when failure is not null and not gone and attempt < 10
      then clock() + interval '40 seconds' * (2.5 ^ (attempt - 1) * (0.9 + 0.2 * random())) end
  where d.id = delivery and d.attempts = attempt and d.status = 'pending';
  if not found then
    return;
  end if;
  update webhooks h set
    failing_since = case when failure is not null then coalesce(h.failing_since, clock()) end,
    disabled_at = case when gone or (failure is not null and h.failing_since <= clock() - interval '5 days')
      then coalesce(h.disabled_at, clock()) else h.disabled_at end,
    disabled_reason = case when h.disabled_at is not null then h.disabled_reason when gone then 'gone'
      when failure is not null and h.failing_since <= clock() - interval '5 days' then 'failing' end
  where h.id = hook and (failure is not null or h.failing_since is not null);
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.shown_to(target uuid, reader text)
 RETURNS TABLE(kind text, id uuid, consent_ids uuid[])
 LANGUAGE plpgsql
 SET search_path TO 'bo_godt'
AS $function$
#variable_conflict use_column
declare
  own text := actor_organisation();
begin
  if not exists (select from keyed_cases k where k.case_id = target) then
    return;
  end if;
  perform set_config('bo_godt.actor_organisation', reader, true);
  return query
    with sight as materialized (
      select v.case_id, v.owned, v.landlord, d.naboklager from visible_cases v join case_details d on d.case_id = v.case_id
      where v.case_id = target),
    naming as materialized (
      select n.id, n.resident_id, n.data_categories from consents_naming_me n where n.case_id = target)
    select 'entry', e.id, array(select n.id from naming n
        where case when e.organisation_id = reader then not s.owned
          else n.resident_id = any (e.resident_ids) and e.data_category = any (n.data_categories) end)
      from sight s join case_entries e on e.case_id = s.case_id
      where not exists (select from case_entries newer where newer.supersedes = e.id)
    union all
    -- The landlord sees a resident who has agreed to nothing, once the case is open at all.
    select 'resident', r.resident_id, array(select n.id from naming n
        where not s.owned and (n.resident_id = r.resident_id
          or not exists (select from naming own where own.resident_id = r.resident_id)))
      from sight s join case_people r on r.case_id = s.case_id
    union all
    select 'naboklage', (x ->> 'id')::uuid, array(select n.id from naming n
        where not s.owned and (s.landlord or 'complaints' = any (n.data_categories)))
      from sight s cross join lateral json_array_elements(s.naboklager) x;
  perform set_config('bo_godt.actor_organisation', own, true);
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.sign_in_by_identity(by_issuer text, by_subject text, organisations text[], roles text[], invitation text, session uuid, refresh_hash text, of_token text, ends_at timestamp with time zone, factor_roles text[], request text)
 RETURNS TABLE(outcome text, user_id uuid, session_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
declare
  held record;
begin
  if invitation is not null then
    outcome := link_identity(by_issuer, by_subject, organisations, roles, invitation, request);
    if outcome <> 'linked' then
      return next;
      return;
    end if;
  end if;
  -- Held until the session is there: whoever disables, moves or unlinks meanwhile waits, and then ends it too.
  select i.id as identity, u.id, u.role, u.organisation_id, u.disabled_at into held
  from user_identities i join users u on u.id = i.user_id
  where i.issuer = by_issuer and i.subject = by_subject and i.unlinked_at is null
  for share of i, u;
  if not found then
    outcome := 'unknown';
    return next;
    return;
  end if;
  if held.disabled_at is not null or not speaks_for(held.organisation_id, held.role, organisations, roles) then
    perform record_identity_event(held.id, 'session.create', 'denied', request);
    outcome := case when held.disabled_at is null then 'elsewhere' else 'disabled' end;
    return next;
    return;
  end if;
  outcome := 'signed_in';
  user_id := held.id;
  session_id := session;
  insert into sessions (id, user_id, expires_at, limited, identity_id, token_hash)
  values (session, held.id, ends_at, held.role = any (factor_roles), held.identity, of_token)
  on conflict (token_hash) where token_hash is not null do nothing;
  if not found then
    session_id := (select s.id from sessions s where s.token_hash = of_token and s.user_id = held.id);
    return next;
    return;
  end if;
  if refresh_hash is not null then
    insert into refresh_tokens (hash, session_id) values (refresh_hash, session);
  end if;
  perform record_session_event(session, 'session.create', request);
  return next;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.signal_rule(setting text)
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (COALESCE(NULLIF(current_setting(('bo_godt.signal_'::text || setting), true), ''::text), CASE setting WHEN 'complaints'::text THEN '3'::text WHEN 'complainants'::text THEN '2'::text ELSE '90'::text END))::integer
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.speaks_for(organisation text, role text, organisations text[], roles text[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'bo_godt'
AS $function$
  select case when organisation is null then role = any (roles) else organisation = any (organisations) end
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.start_break_glass_session(account uuid, session uuid, refresh_hash text, lifetime interval, request text, limited boolean)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select start_session(account, session, refresh_hash, lifetime, request, limited);
  select record_session_event(session, 'session.break_glass', request);
  insert into notices (recipient_id, kind, matter, subject_id)
  select u.id, 'break_glass', session::text, account from users u where u.role = 'dpo' and u.disabled_at is null
$function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.start_of_month(day date)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (date_trunc('month'::text, (day)::timestamp without time zone) AT TIME ZONE 'Europe/Copenhagen'::text)
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.start_session(account uuid, session uuid, refresh_hash text, lifetime interval, request text, limited boolean DEFAULT false)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  insert into sessions (id, user_id, expires_at, limited) values (session, account, clock() + lifetime, start_session.limited);
  insert into refresh_tokens (hash, session_id) values (refresh_hash, session);
  select record_session_event(session, 'session.create', request)
$function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.still_visible(record uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
  select record is null
    or exists (select from cases r where r.id = record)
    or exists (select from naboklager r where r.id = record)
    or exists (select from tenancies r where r.id = record)
    or exists (select from residents r where r.id = record)
    or exists (select from case_entries r where r.id = record)
    or exists (select from consents r where r.id = record)
    or exists (select from conflicts r where r.id = record)
    or exists (select from webhooks r where r.id = record)
    or exists (select from webhook_deliveries r where r.id = record)
    or exists (select from agreed_actions r where r.id = record)
    or exists (select from meetings r where r.id = record and not agenda_hides(r.id))
    or exists (select from meeting_items r where r.id = record)
    or exists (select from emergency_accesses r where r.id = record)
    or exists (select from signals r where r.id = record)
    or exists (select from subject_access_requests r where r.id = record)
    or exists (select from my_notices r where r.id = record)
    or exists (select from publications r where r.id = record)
    or exists (select from role_proposals r where r.id = record)
    or exists (select from administered_users r where r.id = record)
    or exists (select from retention_holds r where r.id = record)
    or exists (select from basis_reviews r where r.id = record)
    or exists (select from restrictions r where r.id = record)
    or exists (select from rectifications r where r.id = record)
    or exists (select from tenancy_imports r where r.id = record)
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.store_publication(target uuid, seen integer, outcome jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext(current_schema() || '.publications'));
  if exists (select from publication_outcomes o where o.publication_id = target) then
    return;
  end if;
  if (select count(*) from publication_outcomes) <> seen then
    raise exception 'another publication came in between' using errcode = '40001';
  end if;
  insert into publication_outcomes (publication_id, status, rule_version, content_hash)
  values (target, outcome ->> 'status', outcome ->> 'ruleVersion', outcome ->> 'contentHash');
  insert into published_tables (publication_id, position, table_id, period, content, reason)
  select target, t.n, t.it ->> 'id', p.period, nullif(t.it ->> 'content', '')::json, t.it ->> 'reason'
  from publications p
  cross join lateral jsonb_array_elements(outcome -> 'tables') with ordinality t (it, n)
  where p.id = target;
  insert into publication_proofs (publication_id, table_id, proof, bounds)
  select target, t ->> 'id', t -> 'proof', t -> 'bounds'
  from jsonb_array_elements(outcome -> 'tables') t where t ? 'proof';
  insert into publication_truths (publication_id, table_id, release)
  select target, t ->> 'id', t -> 'release' from jsonb_array_elements(outcome -> 'tables') t where t ? 'release';
end $function$
of bo_godt_insight
CREATE OR REPLACE FUNCTION bo_godt.subject_access(request uuid)
 RETURNS TABLE(content json, redactions json, subject_ids uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select json_build_object(
    'person', json_build_object('name', r.name, 'birthYear', r.birth_year, 'phone', r.phone,
      'protectedAddress', r.protected_address, 'externalKey', r.external_key),
    'tenancy', json_build_object('id', t.id, 'departmentId', t.department_id, 'address', t.address,
      'dwelling', t.dwelling, 'movedInOn', t.moved_in_on, 'movedOutOn', t.moved_out_on, 'externalKey', t.external_key),
    'naboklager', told_complaints(q.id), 'cases', told_cases(r.id), 'consents', told_consents(r.id),
    'disclosures', told_disclosures(r.id), 'discussions', told_discussions(r.id),
    'deliveries', told_deliveries(s.ids), 'accessLog', told_looks(r.id)),
    redactions_about(q.id, r.id), s.ids
  from subject_access_requests q join residents r on r.id = q.resident_id join tenancies t on t.id = r.tenancy_id
  cross join lateral (select array[r.id, t.id] || array(select n.id from complaints_about n where n.request_id = q.id)
      || array(select c.id from cases_about c where c.resident_id = r.id)
      || array(select e.id from entries_about e where e.resident_id = r.id)
      || array(select a.id from actions_about a where a.resident_id = r.id)
      || array(select e.id from emergencies_about e where e.resident_id = r.id)
      || array(select k.id from consents k where k.resident_id = r.id) as ids) s
  where q.id = request
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.systems_hear_no_news()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  return case when exists (select from users u where u.id = new.recipient_id and u.kind <> 'person') then null else new end;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.take_oidc_flow(flow text)
 RETURNS TABLE(provider text, redirect_uri text, verifier text, state text, nonce text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  delete from oidc_flows f where f.hash = flow and f.expires_at > clock()
  returning f.provider, f.redirect_uri, f.verifier, f.state, f.nonce
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.take_requests(bucket text, allowed integer)
 RETURNS TABLE(granted integer, remaining integer, ms_left integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  with asked as (
    insert into request_windows as w (key, taken) values (bucket, greatest(1, allowed / 8))
    on conflict (key) do update set (started_at, taken) = (
      select case when within then w.started_at else clock() end,
        case when within then greatest(w.taken, least(allowed, w.taken + greatest(1, (allowed - w.taken) / 8)))
          else greatest(1, allowed / 8) end
      from (select w.started_at > clock() - interval '1 minute' and w.started_at < clock() + interval '1 minute') o (within))
    returning old.key is null as is_new, new.started_at, new.taken,
      new.taken - case when old.started_at = new.started_at then old.taken else 0 end as granted),
  removed as (
    delete from request_windows w where w.ctid = any (array(
      select o.ctid from request_windows o
      where (select a.is_new from asked a) and o.started_at < clock() - interval '1 minute'
      order by o.started_at limit 20 for update skip locked)))
  select a.granted, greatest(0, allowed - a.taken),
    floor(1000 * extract(epoch from a.started_at + interval '1 minute' - clock()))::int
  from asked a
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.take_webhook_deliveries(capacity integer, hold interval)
 RETURNS TABLE(id uuid, attempt smallint, url text, secrets text[], event text, record_id uuid, case_id uuid, occurred_at timestamp with time zone, at timestamp with time zone, withheld boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
#variable_conflict use_column
declare
  receivers uuid[] := array(
    select h.id from webhooks h
    where h.disabled_at is null and exists (
      select from webhook_deliveries d
      where d.webhook_id = h.id and d.status = 'pending' and d.next_attempt_at <= clock())
    for update skip locked);
begin
  return query
  with due as materialized (
    select d.id, h.url, d.event in ('webhook.test', 'consent.withdrawn')
      or d.organisation_id in (select organisations_to_tell(d.event, d.record_id)) as seen
    from webhooks h cross join lateral (
      select x.id, x.event, x.organisation_id, x.record_id, x.next_attempt_at
      from webhook_deliveries x
      where x.webhook_id = h.id and x.status = 'pending' and x.next_attempt_at <= clock()
        and (x.taken_until is null or x.taken_until <= clock())
      order by x.next_attempt_at, x.id
      limit (select greatest(0, 2 - count(*)) from webhook_deliveries y
        where y.webhook_id = h.id and y.status = 'pending' and y.taken_until > clock())
    ) d
    where h.id = any (receivers)
    order by d.next_attempt_at, d.id limit capacity
  )
  update webhook_deliveries d set
    attempts = case when due.seen then d.attempts + 1 else d.attempts end,
    taken_until = case when due.seen then clock() + hold end,
    next_attempt_at = case when due.seen then d.next_attempt_at end,
    status = case when due.seen then 'pending' else 'withheld' end
  from due where d.id = due.id
  returning d.id, d.attempts, due.url, webhook_signing_secrets(d.webhook_id), d.event, d.record_id, d.case_id,
    d.occurred_at, clock(), not due.seen;
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.tenancy_import_runs(organisation text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
  select exists (
    select from pg_locks l
    where l.locktype = 'advisory' and l.granted and l.objsubid = 2
      and l.database = (select d.oid from pg_database d where d.datname = current_database())
      and l.classid::bigint = hashtext('bo_godt.tenancy_import')::bigint & 4294967295
      and l.objid::bigint = hashtext(current_schema() || ' ' || organisation)::bigint & 4294967295)
$function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.today()
 RETURNS date
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((clock() AT TIME ZONE 'Europe/Copenhagen'::text))::date
of bo_godt_insight
CREATE OR REPLACE FUNCTION bo_godt.told_cases(resident uuid)
 RETURNS json
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(json_agg(json_build_object('id', c.id, 'reference', c.reference, 'organisationId', c.organisation_id,
      'theme', c.theme, 'openedAt', rfc3339(c.recorded_at), 'problem', c.problem,
      'closedOn', c.closed_on, 'outcome', c.outcome,
      'entries', (select coalesce(json_agg(json_build_object('id', e.id, 'organisationId', e.organisation_id,
          'kind', e.kind, 'dataCategory', e.data_category, 'legalBasis', e.legal_basis,
          'occurredAt', rfc3339(e.occurred_at), 'text', e.text, 'version', e.version, 'supersedes', e.supersedes)
          order by e.id), '[]')
        from entries_about e where e.case_id = c.id and e.resident_id = resident),
      'moves', (select coalesce(json_agg(json_build_object('id', v.id, 'kind', v.kind, 'at', rfc3339(v.recorded_at),
          'reason', v.reason, 'outcome', v.outcome, 'closedOn', v.closed_on) order by v.id), '[]')
        from moves_about v where v.case_id = c.id and v.resident_id = resident),
      'actions', (select coalesce(json_agg(json_build_object('id', a.id, 'organisationId', a.organisation_id,
          'title', a.title, 'method', a.method, 'dataCategory', a.data_category, 'dueOn', a.due_on, 'status', a.status,
          'completedOn', a.completed_on, 'note', a.note) order by a.id), '[]')
        from actions_about a where a.case_id = c.id and a.resident_id = resident),
      'emergencies', (select coalesce(json_agg(json_build_object('id', e.id, 'organisationId', e.organisation_id,
          'grantedAt', rfc3339(e.granted_at), 'expiresAt', rfc3339(e.expires_at), 'legalBasis', e.legal_basis,
          'reason', e.reason, 'outcome', e.outcome) order by e.id), '[]')
        from emergencies_about e where e.case_id = c.id and e.resident_id = resident)) order by c.id), '[]')
  from cases_about c where c.resident_id = resident
$function$
of bo_godt_insight
CREATE OR REPLACE FUNCTION bo_godt.told_complaints(request uuid)
 RETURNS json
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(json_agg(json_build_object('id', n.id, 'reference', n.reference, 'departmentId', n.department_id,
      'category', n.category, 'status', n.status, 'occurredAt', rfc3339(n.occurred_at),
      'receivedAt', rfc3339(n.received_at), 'sharedSummary', n.given ->> 'sharedSummary',
      'description', n.given ->> 'description', 'place', n.given ->> 'place',
      'steps', (select coalesce(json_agg(json_build_object('kind', s.kind, 'on', s.taken_on, 'outcome', s.outcome,
          'note', n.given ->> ('steps.' || s.position || '.note'),
          'overrideReason', n.given ->> ('steps.' || s.position || '.overrideReason')) order by s.position), '[]')
        from naboklage_steps s where s.naboklage_id = n.id)) order by n.occurred_at, n.id), '[]')
  from complaints_about n where n.request_id = request
$function$
of bo_godt_insight
CREATE OR REPLACE FUNCTION bo_godt.told_consents(resident uuid)
 RETURNS json
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(json_agg(json_build_object('id', k.id, 'caseId', k.case_id, 'response', k.response,
      'givenBy', k.given_by, 'channel', k.channel, 'givenAt', rfc3339(k.given_at),
      'informationTextVersion', k.information_text_version, 'interpreter', k.interpreter, 'purpose', t.told ->> 'purpose',
      'recipientOrganisationIds', k.recipient_organisation_ids, 'dataCategories', k.data_categories,
      'reviewOn', k.review_on, 'withdrawnAt', rfc3339(k.withdrawal_received_at),
      'invalidatedAt', rfc3339(k.invalidated_at), 'note', t.told ->> 'note', 'withdrawalChannel', k.withdrawal_channel,
      'withdrawalReason', t.told ->> 'withdrawalReason',
      'invalidationReason', t.told ->> 'invalidationReason',
      'confirmedInWritingOn', k.confirmed_in_writing_on) order by k.given_at, k.id), '[]')
  from consents k cross join lateral (
    select json_object_agg(f.field, f.told) as told from consent_texts_about f where f.id = k.id) t
  where k.resident_id = resident
$function$
of bo_godt_insight
CREATE OR REPLACE FUNCTION bo_godt.told_deliveries(records uuid[])
 RETURNS json
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(json_agg(json_build_object('at', rfc3339(d.last_attempt_at), 'organisationId', d.organisation_id,
      'event', d.event, 'caseId', d.case_id) order by d.last_attempt_at, d.organisation_id, d.event), '[]')
  from webhook_deliveries d where d.record_id = any (records) and d.status = 'delivered'
$function$
of bo_godt_insight
CREATE OR REPLACE FUNCTION bo_godt.told_disclosures(resident uuid)
 RETURNS json
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(json_agg(json_build_object('on', s.shown_on, 'organisationId', s.organisation_id, 'caseId', s.case_id,
      'consentIds', s.consent_ids) order by s.shown_on, s.organisation_id, s.case_id, s.consent_ids), '[]')
  from disclosures_about(resident, array(select k.id from consents k where k.resident_id = resident)) s
$function$
of bo_godt_insight
CREATE OR REPLACE FUNCTION bo_godt.told_discussions(resident uuid)
 RETURNS json
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(json_agg(json_build_object('on', m.held_on, 'organisationId', d.organisation_id, 'caseId', d.case_id,
      'dataCategory', d.data_category, 'consentIds', d.consent_ids)
      order by m.held_on, d.case_id, d.organisation_id, d.data_category), '[]')
  from disclosures d join meetings m on m.id = d.meeting_id where d.resident_id = resident
$function$
of bo_godt_insight
CREATE OR REPLACE FUNCTION bo_godt.told_looks(resident uuid)
 RETURNS json
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(json_agg(json_build_object('on', l.looked_on, 'purpose', l.purpose,
      'organisationId', l.organisation_id, 'system', l.system, 'times', l.times)
      order by l.looked_on, l.purpose, l.organisation_id, l.system nulls first), '[]')
  from looks_told_about(records_about(resident)) l
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.transfer_naboklage(target uuid, department text, reason text)
 RETURNS TABLE(id uuid, reference text, department_id text, transferred_at timestamp with time zone)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select require_found(count(*) = 1),
    require(bool_and(exists (
      select from departments f join departments t on t.organisation_id = f.organisation_id and t.id <> f.id
      where f.id = n.department_id and t.id = department)), 'Vælg en anden af boligorganisationens egne afdelinger.'),
    require_possible(bool_and(not exists (select from case_naboklager l where l.naboklage_id = n.id)),
      'Naboklagen er taget op i en sag og følger sagens afdeling.')
  from naboklager n
  where n.id = target and n.id <> all (actor_barred()) and n.department_id = any (actor_departments());
  update naboklager n
  set department_id = department, changed_at = clock(), change_reason = reason,
    respondent_tenancy_id = (
      select t.id from tenancies t where t.id = n.respondent_tenancy_id and t.department_id = department)
  where n.id = target
  returning n.id, n.reference, n.department_id, n.changed_at
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.uncovered(target uuid, organisations text[], concerned uuid[], category text)
 RETURNS TABLE(organisation_id text, resident_ids uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select o.id, array_agg(r.id order by r.id)
  from visible_cases v join cases c on c.id = v.case_id
  cross join unnest(organisations) o (id) cross join unnest(concerned) r (id)
  where v.case_id = target and o.id <> c.organisation_id and not exists (
    select from consents_in_force f where f.case_id = c.id and f.resident_id = r.id
      and o.id = any (f.recipient_organisation_ids) and category = any (f.data_categories))
  group by o.id order by o.id
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.unlink_identity(account uuid, identity uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  perform require_allowed(actor_role() = 'admin', 'Din rolle har ikke adgang til denne handling.');
  update user_identities i set unlinked_at = clock()
  where i.id = identity and i.user_id = account and i.unlinked_at is null;
  perform require_found(found);
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.unlinked_sessions_end()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  update sessions s set ended_at = clock() where s.identity_id = new.id and s.ended_at is null;
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.unrested_complaints(household uuid)
 RETURNS TABLE(naboklage_id uuid, complainant_key text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
  select n.id, n.complainant_key from naboklager n
  where n.respondent_tenancy_id = household and n.received_at > clock() - make_interval(days => signal_rule('days'))
    and n.closed_as is distinct from 'withdrawn' and n.closed_as is distinct from 'no_basis'
    and not exists (
      select from signal_naboklager l join signals s on s.id = l.signal_id
      where l.naboklage_id = n.id and s.tenancy_id = household)
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.unseeing(target uuid, organisations text[])
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select array(select o.id from unnest(organisations) o (id)
    where o.id <> c.organisation_id and not exists (
      select from consents_in_force f where f.case_id = c.id and o.id = any (f.recipient_organisation_ids))
    order by o.id)
  from visible_cases v join cases c on c.id = v.case_id where v.case_id = target
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.unusual_access(since timestamp with time zone, before timestamp with time zone, days_off date[], night_from integer, night_to integer, thresholds jsonb)
 RETURNS TABLE(rule text, actor_id uuid, found integer, first_at timestamp with time zone, last_at timestamp with time zone, looks integer, event_ids uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  with looks as materialized (
    select e.id, e.actor_id, e.role, e.organisation_id, e.action, e.decision, e.subject_ids, e.emergency_access_ids,
      e.occurred_at, e.occurred_at at time zone 'Europe/Copenhagen' as local
    from audit_events e
    where actor_role() = 'dpo' and e.occurred_at >= since and e.occurred_at < before and e.subject_ids <> '{}'
      and e.purpose = any ('{tenancy_administration,complaint_handling,casework,consent_administration,emergency_access}')
      and e.action <> 'tenancy.import'
  ), named as materialized (
    select l.id as event_id, s.id from looks l cross join unnest(l.subject_ids) s (id)
  ), residents_named as materialized (
    select n.event_id, r.id as resident_id from named n join residents r on r.id = n.id
    union select n.event_id, r.id from named n join residents r on r.tenancy_id = n.id
  ), namesakes as materialized (
    select r.id as resident_id, u.id as user_id, u.organisation_id
    from residents r join users u on folded(u.name) = folded(r.name)
  ), on_cases as materialized (
    select n.event_id, t.user_id is not null as member
    from named n join looks l on l.id = n.event_id join cases c on c.id = n.id
    left join case_team t on t.case_id = c.id and t.user_id = l.actor_id
  ), case_roles as materialized (
    select distinct c.resident_id, t.user_id from case_residents c join case_team t on t.case_id = c.case_id
  ), departments_of as materialized (
    -- A complaint that was transferred has belonged to more than one, and is left out.
    select t.id, t.department_id from tenancies t
    union all select r.id, t.department_id from residents r join tenancies t on t.id = r.tenancy_id
    union all select c.id, c.department_id from cases c
    union all select n.id, n.department_id from naboklager n
      where not exists (select from naboklage_changes x where x.naboklage_id = n.id and x.kind = 'transfer')
  ), matches (rule, day, what, event_id) as (
    select 'many_persons', l.local::date, r.resident_id, l.id
    from looks l join residents_named r on r.event_id = l.id
    where l.decision = 'allowed' and not exists (select from on_cases o where o.event_id = l.id)
      and not exists (select from case_roles c where c.resident_id = r.resident_id and c.user_id = l.actor_id)
    union all
    select 'other_departments', null, l.id, l.id
    from looks l join named n on n.event_id = l.id join departments_of d on d.id = n.id
    where l.role = 'drift'
      and not exists (select from user_departments o where o.user_id = l.actor_id and o.department_id = d.department_id)
      and not exists (select from on_cases o where o.event_id = l.id and o.member)
    union all
    select 'off_hours', null, l.id, l.id
    from looks l cross join extract(hour from l.local) h
    where not exists (select from service_accounts a where a.user_id = l.actor_id) and (l.local::date = any (days_off)
      or case when night_from < night_to then h >= night_from and h < night_to else h >= night_from or h < night_to end)
    union all
    select case when k.user_id = l.actor_id then 'own_name' else 'colleague' end, null, l.id, l.id
    from looks l join residents_named r on r.event_id = l.id join namesakes k on k.resident_id = r.resident_id
    where k.user_id = l.actor_id or k.organisation_id = l.organisation_id
    union all
    select 'emergency', null, a.id, l.id
    from looks l cross join lateral (
      select unnest(l.emergency_access_ids)
      union select e.id from emergency_accesses e where l.action = 'emergency.open' and e.id = any (l.subject_ids)) a (id)
  )
  select m.rule, l.actor_id, count(distinct m.what)::int, min(l.occurred_at), max(l.occurred_at),
    count(distinct l.id)::int, (array_agg(distinct l.id order by l.id desc))[1:100]
  from matches m join looks l on l.id = m.event_id
  group by m.rule, l.actor_id, m.day
  having count(distinct m.what) >= (thresholds ->> m.rule)::int
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.use_recovery_code(account uuid, code_hash text, request text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  update recovery_codes c set used_at = clock() where c.hash = code_hash and c.user_id = account and c.used_at is null;
  if found then
    insert into audit_events (actor_id, organisation_id, role, action, purpose, decision, subject_ids, request_id)
    select u.id, u.organisation_id, u.role, 'second_factor.recover', 'identity', 'allowed', array[u.id], request
    from users u where u.id = account;
    return true;
  end if;
  return false;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.use_second_factor(account uuid, step bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  update users u set totp_last_step = step
  where u.id = account and u.totp_secret is not null and coalesce(u.totp_last_step, 0) < step;
  return found;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.user_kind_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  if new.kind <> old.kind or new.role <> old.role or new.organisation_id is distinct from old.organisation_id then
    raise exception 'En maskinadgang skifter hverken rolle eller organisation: opret en ny.' using errcode = 'BG422';
  end if;
  return new;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.user_leaves()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
begin
  if new.disabled_at is not null then
    update sessions s set ended_at = clock() where s.user_id = new.id and s.ended_at is null;
    update invitations i set used_at = clock() where i.user_id = new.id and i.used_at is null;
  end if;
  if old.organisation_id is distinct from new.organisation_id then
    delete from case_team t where t.user_id = new.id;
    delete from user_departments d where d.user_id = new.id;
  end if;
  insert into notices (recipient_id, kind, matter, subject_id, case_id)
  select u.id, 'key_person_gone', c.id || ' ' || new.id, c.id, c.id
  from cases c join case_team t on t.case_id = c.id join users u on u.id = t.user_id
  where c.key_person_id = new.id and c.closed_at is null and u.id <> new.id and u.disabled_at is null
    and u.organisation_id = c.organisation_id
    and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
  on conflict do nothing;
  insert into notices (recipient_id, kind, matter, subject_id)
  select a.id, 'successor_wanted', new.id::text, new.id from users a
  where a.role = 'admin' and a.disabled_at is null
    and exists (select from cases c where c.key_person_id = new.id and c.closed_at is null)
  on conflict do nothing;
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.versions_of(entry uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
  with recursive earlier (id, supersedes) as (
    select e.id, e.supersedes from case_entries e where e.id = entry
    union all select e.id, e.supersedes from earlier l join case_entries e on e.id = l.supersedes
  ), later (id) as (
    select entry union all select e.id from later l join case_entries e on e.supersedes = l.id
  )
  select id from earlier union select id from later
$function$
of bo_godt_eraser
CREATE OR REPLACE FUNCTION bo_godt.wait_for_erasing()
 RETURNS void
 LANGUAGE sql
AS $function$
  select pg_advisory_xact_lock(hashtext('bo_godt.erasing'), hashtext(current_schema()))
$function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.wake_publishing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify(current_schema() || '.publications', '');
  return null;
end $function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.wake_webhooks()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify(current_schema() || '.webhooks', '');
  return null;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.want_mail(wanted boolean)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  update users u set mail_wanted = wanted where u.id = actor_id()
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.wants_mail()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select u.mail_wanted from users u where u.id = actor_id()
$function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.webhook_event(action text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (action = 'case.create'::text) THEN 'case.created'::text WHEN (action = ANY (ARRAY['case.change'::text, 'case.add_member'::text, 'case.remove_member'::text, 'case.reconfirm'::text])) THEN 'case.changed'::text WHEN (action = 'case.add_resident'::text) THEN 'case.resident_added'::text WHEN (action = 'case.link_naboklage'::text) THEN 'case.naboklage_linked'::text WHEN (action = 'case.pause'::text) THEN 'case.paused'::text WHEN (action = 'case.resume'::text) THEN 'case.resumed'::text WHEN (action = 'case.hand_over'::text) THEN 'case.handed_over'::text WHEN (action = 'case.close'::text) THEN 'case.closed'::text WHEN (action = 'case.reopen'::text) THEN 'case.reopened'::text WHEN (action = 'consent.record'::text) THEN 'consent.recorded'::text WHEN (action = 'consent.withdraw'::text) THEN 'consent.withdrawn'::text WHEN (action = 'consent.invalidate'::text) THEN 'consent.invalidated'::text WHEN (action = 'consent.confirm_in_writing'::text) THEN 'consent.confirmed'::text WHEN (action = 'entry.create'::text) THEN 'entry.created'::text WHEN (action = 'entry.correct'::text) THEN 'entry.corrected'::text WHEN (action = 'action.create'::text) THEN 'action.created'::text WHEN (action = 'action.complete'::text) THEN 'action.completed'::text WHEN (action = 'action.drop'::text) THEN 'action.dropped'::text WHEN (action = 'action.move_due_date'::text) THEN 'action.due_date_moved'::text WHEN (action = 'naboklage.create'::text) THEN 'naboklage.created'::text WHEN (action = 'naboklage.change'::text) THEN 'naboklage.changed'::text WHEN (action = 'naboklage.write_down'::text) THEN 'naboklage.written_down'::text WHEN (action = 'naboklage.step'::text) THEN 'naboklage.step_taken'::text WHEN (action = 'naboklage.transfer'::text) THEN 'naboklage.transferred'::text WHEN (action = 'naboklage.reopen'::text) THEN 'naboklage.reopened'::text ELSE NULL::text END
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.webhook_signing_secrets(hook uuid)
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'bo_godt'
AS $function$
  select array(
    select s.secret from webhook_secrets s
    where s.webhook_id = hook and not exists (
      select from webhook_secrets later
      where later.webhook_id = hook and later.id > s.id and later.recorded_at <= clock() - interval '24 hours')
    order by s.id desc)
$function$
of bo_godt_owner
CREATE OR REPLACE FUNCTION bo_godt.withhold_protected_address()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
of bo_godt_redactor
CREATE OR REPLACE FUNCTION bo_godt.without_complainants(given json, household uuid)
 RETURNS json
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select case when given is not null then coalesce(
    (select json_object_agg(t.key, without_complainants(t.value, household)) from json_each_text(given) t), '{}') end
$function$
of bo_godt_redactor
CREATE OR REPLACE FUNCTION bo_godt.without_complainants(said text, household uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER COST 100000
 SET search_path TO 'bo_godt'
AS $function$
declare
  left_over text collate "pg_c_utf8" := normalize(said, NFC);
  own text[];
  whole text;
  words text;
begin
  if said is null then
    return null;
  end if;
  own := array(select lower(w) from residents r
    cross join regexp_split_to_table(normalize(r.name, NFC) collate "pg_c_utf8", '[^[:alnum:]]+') w
    where r.tenancy_id = household);
  with complainants as (
    select distinct normalize(n.complainant_name, NFC) collate "pg_c_utf8" as name, n.complainant_contact as contact
    from naboklager n where n.respondent_tenancy_id = household and n.complainant_withheld
  ), parts as (
    select distinct c.name, p.part, p.position from complainants c
    cross join lateral regexp_split_to_table(c.name, '[^[:alnum:]]+') with ordinality p (part, position)
    where p.part ~ '[[:alpha:]]{2}' and lower(p.part) <> all (own)
  ), wholes as (
    select '\m' || string_agg(p.part, '[^[:alnum:]]+' order by p.position) || 's?\M' as pattern
    from parts p group by p.name having count(*) > 1
    union
    select case when length(d.digits) > 5
      then '(\+\s*\d\d\s*)?' || regexp_replace(d.digits, '(.)(?=.)', '\1[^[:alnum:]]*', 'g')
      else regexp_replace(d.contact, '([^[:alnum:]])', '\\\1', 'g') end
    from (select c.contact, right(regexp_replace(c.contact, '[^0-9]', '', 'g'), 8) as digits
      from complainants c where c.contact <> '') d
  )
  select (select string_agg(w.pattern, '|') from wholes w),
    (select '\m(' || string_agg(distinct initcap(p.part) || '|' || upper(p.part), '|') || ')s?\M' from parts p)
  into whole, words;
  left_over := coalesce(regexp_replace(left_over, whole, '[udeladt]', 'gi'), left_over);
  left_over := coalesce(regexp_replace(left_over, words, '[udeladt]', 'g'), left_over);
  return case when left_over = normalize(said, NFC) then said else left_over end;
end $function$
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.working_days_after(since date, days integer, closed_on date[])
 RETURNS date
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (SELECT (d.d)::date AS d FROM generate_series(((working_days_after.since + 1))::timestamp with time zone, ((working_days_after.since + 40))::timestamp with time zone, '1 day'::interval) d(d) WHERE ((EXTRACT(isodow FROM d.d) < (6)::numeric) AND ((d.d)::date <> ALL (working_days_after.closed_on))) ORDER BY ((d.d)::date) OFFSET (working_days_after.days - 1) LIMIT 1)
of bo_godt_gate
CREATE OR REPLACE FUNCTION bo_godt.would_see(reader uuid, target uuid, concerned uuid[], category text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'bo_godt'
AS $function$
  select exists (
    select from visible_cases v join case_team t on t.case_id = v.case_id join users u on u.id = t.user_id
    where v.case_id = target and u.id = reader and u.disabled_at is null
      and not exists (select from barred_records b where b.user_id = u.id and b.id = target)
      and (u.organisation_id = actor_organisation() or not exists (
        select from unnest(concerned) r (id) where not exists (
          select from consents_in_force f
          where f.case_id = target and f.resident_id = r.id and category = any (f.data_categories)
            and u.organisation_id = any (f.recipient_organisation_ids)))))
$function$

-- grants on tables and views
access_complaints: bo_godt_app=r/bo_godt_gate
access_complaints: bo_godt_gate=arwdDxtm/bo_godt_gate
action_due_dates: bo_godt_app=ar/bo_godt_owner
action_due_dates: bo_godt_eraser=d/bo_godt_owner
action_due_dates: bo_godt_owner=arwdDxtm/bo_godt_owner
activities: bo_godt_app=r/bo_godt_owner
activities: bo_godt_gate=arw/bo_godt_owner
activities: bo_godt_owner=arwdDxtm/bo_godt_owner
administered_identities: bo_godt_app=r/bo_godt_gate
administered_identities: bo_godt_gate=arwdDxtm/bo_godt_gate
administered_users: bo_godt_app=r/bo_godt_gate
administered_users: bo_godt_gate=arwdDxtm/bo_godt_gate
agreed_actions: bo_godt_app=ar/bo_godt_owner
agreed_actions: bo_godt_eraser=d/bo_godt_owner
agreed_actions: bo_godt_owner=arwdDxtm/bo_godt_owner
agreement_parties: bo_godt_app=r/bo_godt_owner
agreement_parties: bo_godt_gate=arw/bo_godt_owner
agreement_parties: bo_godt_owner=arwdDxtm/bo_godt_owner
agreement_revisions: bo_godt_app=ar/bo_godt_owner
agreement_revisions: bo_godt_owner=arwdDxtm/bo_godt_owner
agreements: bo_godt_app=r/bo_godt_owner
agreements: bo_godt_gate=arw/bo_godt_owner
agreements: bo_godt_owner=arwdDxtm/bo_godt_owner
audit_checkpoints: bo_godt_app=r/bo_godt_owner
audit_checkpoints: bo_godt_owner=arwdDxtm/bo_godt_owner
audit_checkpoints: bo_godt_sealer=ar/bo_godt_owner
audit_events: bo_godt_app=r/bo_godt_owner
audit_events: bo_godt_eraser=d/bo_godt_owner
audit_events: bo_godt_gate=ar/bo_godt_owner
audit_events: bo_godt_owner=arwdDxtm/bo_godt_owner
audit_events: bo_godt_sealer=r/bo_godt_owner
audit_leaves: bo_godt_app=r/bo_godt_owner
audit_leaves: bo_godt_owner=arwdDxtm/bo_godt_owner
audit_leaves: bo_godt_sealer=ar/bo_godt_owner
audit_nodes: bo_godt_app=r/bo_godt_owner
audit_nodes: bo_godt_owner=arwdDxtm/bo_godt_owner
audit_nodes: bo_godt_sealer=ar/bo_godt_owner
audit_salts: bo_godt_app=r/bo_godt_owner
audit_salts: bo_godt_eraser=d/bo_godt_owner
audit_salts: bo_godt_owner=arwdDxtm/bo_godt_owner
audit_salts: bo_godt_sealer=a/bo_godt_owner
audit_shipments: bo_godt_eraser=r/bo_godt_owner
audit_shipments: bo_godt_owner=arwdDxtm/bo_godt_owner
audit_shipments: bo_godt_sealer=a/bo_godt_owner
basis_reviews: bo_godt_app=r/bo_godt_owner
basis_reviews: bo_godt_eraser=d/bo_godt_owner
basis_reviews: bo_godt_gate=ar/bo_godt_owner
basis_reviews: bo_godt_owner=arwdDxtm/bo_godt_owner
carried_cases: bo_godt_app=r/bo_godt_gate
carried_cases: bo_godt_gate=arwdDxtm/bo_godt_gate
case_consents: bo_godt_app=r/bo_godt_gate
case_consents: bo_godt_gate=arwdDxtm/bo_godt_gate
case_details: bo_godt_app=r/bo_godt_gate
case_details: bo_godt_gate=arwdDxtm/bo_godt_gate
case_entries: bo_godt_app=ar/bo_godt_owner
case_entries: bo_godt_eraser=d/bo_godt_owner
case_entries: bo_godt_gate=r/bo_godt_owner
case_entries: bo_godt_insight=r/bo_godt_owner
case_entries: bo_godt_owner=arwdDxtm/bo_godt_owner
case_moves: bo_godt_app=ar/bo_godt_owner
case_moves: bo_godt_eraser=d/bo_godt_owner
case_moves: bo_godt_gate=a/bo_godt_owner
case_moves: bo_godt_owner=arwdDxtm/bo_godt_owner
case_naboklager: bo_godt_app=a/bo_godt_owner
case_naboklager: bo_godt_eraser=d/bo_godt_owner
case_naboklager: bo_godt_gate=r/bo_godt_owner
case_naboklager: bo_godt_owner=arwdDxtm/bo_godt_owner
case_numbers: bo_godt_app=U/bo_godt_owner
case_numbers: bo_godt_owner=rwU/bo_godt_owner
case_people: bo_godt_app=r/bo_godt_gate
case_people: bo_godt_gate=arwdDxtm/bo_godt_gate
case_residents: bo_godt_app=a/bo_godt_owner
case_residents: bo_godt_eraser=d/bo_godt_owner
case_residents: bo_godt_gate=r/bo_godt_owner
case_residents: bo_godt_insight=r/bo_godt_owner
case_residents: bo_godt_owner=arwdDxtm/bo_godt_owner
case_team: bo_godt_app=ard/bo_godt_owner
case_team: bo_godt_eraser=d/bo_godt_owner
case_team: bo_godt_gate=ard/bo_godt_owner
case_team: bo_godt_owner=arwdDxtm/bo_godt_owner
case_themes: bo_godt_eraser=d/bo_godt_owner
case_themes: bo_godt_gate=ar/bo_godt_owner
case_themes: bo_godt_owner=arwdDxtm/bo_godt_owner
cases: bo_godt_app=ar/bo_godt_owner
cases: bo_godt_eraser=d/bo_godt_owner
cases: bo_godt_gate=r/bo_godt_owner
cases: bo_godt_insight=r/bo_godt_owner
cases: bo_godt_owner=arwdDxtm/bo_godt_owner
conflicts: bo_godt_app=ar/bo_godt_owner
conflicts: bo_godt_eraser=d/bo_godt_owner
conflicts: bo_godt_owner=arwdDxtm/bo_godt_owner
consents: bo_godt_app=ar/bo_godt_owner
consents: bo_godt_eraser=d/bo_godt_owner
consents: bo_godt_gate=r/bo_godt_owner
consents: bo_godt_owner=arwdDxtm/bo_godt_owner
consents_naming_me: bo_godt_app=r/bo_godt_gate
consents_naming_me: bo_godt_gate=arwdDxtm/bo_godt_gate
count_groups: bo_godt_gate=arw/bo_godt_owner
count_groups: bo_godt_owner=arwdDxtm/bo_godt_owner
counted_departments: bo_godt_gate=arwdDxtm/bo_godt_gate
counted_departments: bo_godt_statistics=r/bo_godt_gate
counted_groups: bo_godt_gate=arwdDxtm/bo_godt_gate
counted_groups: bo_godt_statistics=r/bo_godt_gate
counted_landlords: bo_godt_gate=arwdDxtm/bo_godt_gate
counted_landlords: bo_godt_statistics=r/bo_godt_gate
counted_publications: bo_godt_gate=arwdDxtm/bo_godt_gate
counted_publications: bo_godt_statistics=r/bo_godt_gate
counted_releases: bo_godt_gate=arwdDxtm/bo_godt_gate
counted_releases: bo_godt_statistics=r/bo_godt_gate
department_population: bo_godt_app=ar/bo_godt_owner
department_population: bo_godt_gate=r/bo_godt_owner
department_population: bo_godt_owner=arwdDxtm/bo_godt_owner
departments: bo_godt_app=r/bo_godt_owner
departments: bo_godt_gate=arw/bo_godt_owner
departments: bo_godt_owner=arwdDxtm/bo_godt_owner
directory_entries: bo_godt_gate=arw/bo_godt_owner
directory_entries: bo_godt_owner=arwdDxtm/bo_godt_owner
disclosures: bo_godt_app=r/bo_godt_owner
disclosures: bo_godt_eraser=d/bo_godt_owner
disclosures: bo_godt_gate=ar/bo_godt_owner
disclosures: bo_godt_owner=arwdDxtm/bo_godt_owner
discussions: bo_godt_app=ar/bo_godt_owner
discussions: bo_godt_eraser=d/bo_godt_owner
discussions: bo_godt_gate=r/bo_godt_owner
discussions: bo_godt_owner=arwdDxtm/bo_godt_owner
emergency_accesses: bo_godt_app=r/bo_godt_owner
emergency_accesses: bo_godt_eraser=d/bo_godt_owner
emergency_accesses: bo_godt_owner=arwdDxtm/bo_godt_owner
entry_sight: bo_godt_app=r/bo_godt_gate
entry_sight: bo_godt_gate=arwdDxtm/bo_godt_gate
erasures: bo_godt_app=r/bo_godt_owner
erasures: bo_godt_eraser=ar/bo_godt_owner
erasures: bo_godt_owner=arwdDxtm/bo_godt_owner
evaluation_comments: bo_godt_app=ar/bo_godt_owner
evaluation_comments: bo_godt_owner=arwdDxtm/bo_godt_owner
evaluation_moves: bo_godt_app=ar/bo_godt_owner
evaluation_moves: bo_godt_owner=arwdDxtm/bo_godt_owner
former_versions: bo_godt_app=r/bo_godt_owner
former_versions: bo_godt_eraser=d/bo_godt_owner
former_versions: bo_godt_gate=a/bo_godt_owner
former_versions: bo_godt_owner=arwdDxtm/bo_godt_owner
goals: bo_godt_app=r/bo_godt_owner
goals: bo_godt_gate=arw/bo_godt_owner
goals: bo_godt_owner=arwdDxtm/bo_godt_owner
idempotency_keys: bo_godt_app=r/bo_godt_owner
idempotency_keys: bo_godt_eraser=d/bo_godt_owner
idempotency_keys: bo_godt_gate=arwd/bo_godt_owner
idempotency_keys: bo_godt_owner=arwdDxtm/bo_godt_owner
indicator_baselines: bo_godt_app=r/bo_godt_owner
indicator_baselines: bo_godt_gate=arw/bo_godt_owner
indicator_baselines: bo_godt_owner=arwdDxtm/bo_godt_owner
indicator_comparators: bo_godt_app=r/bo_godt_owner
indicator_comparators: bo_godt_gate=arw/bo_godt_owner
indicator_comparators: bo_godt_owner=arwdDxtm/bo_godt_owner
indicators: bo_godt_app=r/bo_godt_owner
indicators: bo_godt_gate=arw/bo_godt_owner
indicators: bo_godt_owner=arwdDxtm/bo_godt_owner
invitations: bo_godt_gate=arw/bo_godt_owner
invitations: bo_godt_owner=arwdDxtm/bo_godt_owner
keyed_cases: bo_godt_app=r/bo_godt_gate
keyed_cases: bo_godt_gate=arwdDxtm/bo_godt_gate
login_attempts: bo_godt_gate=arwd/bo_godt_owner
login_attempts: bo_godt_owner=arwdDxtm/bo_godt_owner
meeting_items: bo_godt_app=ard/bo_godt_owner
meeting_items: bo_godt_eraser=d/bo_godt_owner
meeting_items: bo_godt_gate=r/bo_godt_owner
meeting_items: bo_godt_owner=arwdDxtm/bo_godt_owner
meetings: bo_godt_app=ar/bo_godt_owner
meetings: bo_godt_eraser=d/bo_godt_owner
meetings: bo_godt_gate=r/bo_godt_owner
meetings: bo_godt_owner=arwdDxtm/bo_godt_owner
migrations: bo_godt_app=r/bo_godt_owner
migrations: bo_godt_owner=arwdDxtm/bo_godt_owner
my_cases: bo_godt_app=r/bo_godt_gate
my_cases: bo_godt_gate=arwdDxtm/bo_godt_gate
my_notices: bo_godt_app=r/bo_godt_gate
my_notices: bo_godt_gate=arwdDxtm/bo_godt_gate
my_sessions: bo_godt_app=r/bo_godt_gate
my_sessions: bo_godt_gate=arwdDxtm/bo_godt_gate
naboklage_changes: bo_godt_app=r/bo_godt_owner
naboklage_changes: bo_godt_eraser=d/bo_godt_owner
naboklage_changes: bo_godt_gate=a/bo_godt_owner
naboklage_changes: bo_godt_owner=arwdDxtm/bo_godt_owner
naboklage_numbers: bo_godt_app=U/bo_godt_owner
naboklage_numbers: bo_godt_owner=rwU/bo_godt_owner
naboklage_steps: bo_godt_app=ar/bo_godt_owner
naboklage_steps: bo_godt_eraser=d/bo_godt_owner
naboklage_steps: bo_godt_owner=arwdDxtm/bo_godt_owner
naboklager: bo_godt_app=ar/bo_godt_owner
naboklager: bo_godt_eraser=d/bo_godt_owner
naboklager: bo_godt_owner=arwdDxtm/bo_godt_owner
notices: bo_godt_eraser=d/bo_godt_owner
notices: bo_godt_gate=arw/bo_godt_owner
notices: bo_godt_owner=arwdDxtm/bo_godt_owner
observations: bo_godt_app=ar/bo_godt_owner
observations: bo_godt_owner=arwdDxtm/bo_godt_owner
oidc_flows: bo_godt_gate=ard/bo_godt_owner
oidc_flows: bo_godt_owner=arwdDxtm/bo_godt_owner
organisations: bo_godt_app=r/bo_godt_owner
organisations: bo_godt_gate=arw/bo_godt_owner
organisations: bo_godt_owner=arwdDxtm/bo_godt_owner
own_entries: bo_godt_app=r/bo_godt_gate
own_entries: bo_godt_gate=arwdDxtm/bo_godt_gate
own_restrictions: bo_godt_app=r/bo_godt_gate
own_restrictions: bo_godt_gate=arwdDxtm/bo_godt_gate
owned_cases: bo_godt_app=r/bo_godt_gate
owned_cases: bo_godt_gate=arwdDxtm/bo_godt_gate
publication_outcomes: bo_godt_app=r/bo_godt_owner
publication_outcomes: bo_godt_eraser=r/bo_godt_owner
publication_outcomes: bo_godt_gate=ar/bo_godt_owner
publication_outcomes: bo_godt_owner=arwdDxtm/bo_godt_owner
publication_proofs: bo_godt_app=r/bo_godt_owner
publication_proofs: bo_godt_gate=ar/bo_godt_owner
publication_proofs: bo_godt_owner=arwdDxtm/bo_godt_owner
publication_truths: bo_godt_gate=ar/bo_godt_owner
publication_truths: bo_godt_owner=arwdDxtm/bo_godt_owner
publications: bo_godt_app=ar/bo_godt_owner
publications: bo_godt_eraser=r/bo_godt_owner
publications: bo_godt_gate=r/bo_godt_owner
publications: bo_godt_owner=arwdDxtm/bo_godt_owner
published_tables: bo_godt_app=r/bo_godt_owner
published_tables: bo_godt_gate=ar/bo_godt_owner
published_tables: bo_godt_owner=arwdDxtm/bo_godt_owner
recovery_codes: bo_godt_gate=arwd/bo_godt_owner
recovery_codes: bo_godt_owner=arwdDxtm/bo_godt_owner
rectification_log: bo_godt_app=r/bo_godt_owner
rectification_log: bo_godt_eraser=d/bo_godt_owner
rectification_log: bo_godt_gate=ar/bo_godt_owner
rectification_log: bo_godt_owner=arwdDxtm/bo_godt_owner
rectifications: bo_godt_app=r/bo_godt_owner
rectifications: bo_godt_eraser=d/bo_godt_owner
rectifications: bo_godt_gate=r/bo_godt_owner
rectifications: bo_godt_owner=arwdDxtm/bo_godt_owner
refresh_tokens: bo_godt_eraser=d/bo_godt_owner
refresh_tokens: bo_godt_gate=arw/bo_godt_owner
refresh_tokens: bo_godt_owner=arwdDxtm/bo_godt_owner
request_windows: bo_godt_gate=arwd/bo_godt_owner
request_windows: bo_godt_owner=arwdDxtm/bo_godt_owner
residents: bo_godt_app=ar/bo_godt_owner
residents: bo_godt_eraser=d/bo_godt_owner
residents: bo_godt_gate=r/bo_godt_owner
residents: bo_godt_insight=r/bo_godt_owner
residents: bo_godt_owner=arwdDxtm/bo_godt_owner
restrictions: bo_godt_app=r/bo_godt_owner
restrictions: bo_godt_eraser=d/bo_godt_owner
restrictions: bo_godt_owner=arwdDxtm/bo_godt_owner
retention_holds: bo_godt_app=r/bo_godt_owner
retention_holds: bo_godt_eraser=rd/bo_godt_owner
retention_holds: bo_godt_owner=arwdDxtm/bo_godt_owner
retention_rules: bo_godt_app=r/bo_godt_owner
retention_rules: bo_godt_eraser=r/bo_godt_owner
retention_rules: bo_godt_gate=a/bo_godt_owner
retention_rules: bo_godt_owner=arwdDxtm/bo_godt_owner
reviewed_entries: bo_godt_eraser=d/bo_godt_owner
reviewed_entries: bo_godt_gate=ar/bo_godt_owner
reviewed_entries: bo_godt_insight=r/bo_godt_owner
reviewed_entries: bo_godt_owner=arwdDxtm/bo_godt_owner
role_proposals: bo_godt_app=r/bo_godt_owner
role_proposals: bo_godt_gate=r/bo_godt_owner
role_proposals: bo_godt_owner=arwdDxtm/bo_godt_owner
service_accounts: bo_godt_app=r/bo_godt_owner
service_accounts: bo_godt_gate=arw/bo_godt_owner
service_accounts: bo_godt_owner=arwdDxtm/bo_godt_owner
service_secrets: bo_godt_gate=rw/bo_godt_owner
service_secrets: bo_godt_owner=arwdDxtm/bo_godt_owner
sessions: bo_godt_eraser=d/bo_godt_owner
sessions: bo_godt_gate=arw/bo_godt_owner
sessions: bo_godt_owner=arwdDxtm/bo_godt_owner
shown_cases: bo_godt_app=r/bo_godt_gate
shown_cases: bo_godt_gate=arwdDxtm/bo_godt_gate
signal_naboklager: bo_godt_app=r/bo_godt_owner
signal_naboklager: bo_godt_eraser=d/bo_godt_owner
signal_naboklager: bo_godt_gate=ar/bo_godt_owner
signal_naboklager: bo_godt_owner=arwdDxtm/bo_godt_owner
signals: bo_godt_app=r/bo_godt_owner
signals: bo_godt_eraser=d/bo_godt_owner
signals: bo_godt_gate=ar/bo_godt_owner
signals: bo_godt_owner=arwdDxtm/bo_godt_owner
subject_access_bundles: bo_godt_app=ar/bo_godt_owner
subject_access_bundles: bo_godt_eraser=d/bo_godt_owner
subject_access_bundles: bo_godt_owner=arwdDxtm/bo_godt_owner
subject_access_moves: bo_godt_app=ar/bo_godt_owner
subject_access_moves: bo_godt_eraser=d/bo_godt_owner
subject_access_moves: bo_godt_gate=r/bo_godt_owner
subject_access_moves: bo_godt_owner=arwdDxtm/bo_godt_owner
subject_access_requests: bo_godt_app=ar/bo_godt_owner
subject_access_requests: bo_godt_eraser=d/bo_godt_owner
subject_access_requests: bo_godt_gate=r/bo_godt_owner
subject_access_requests: bo_godt_owner=arwdDxtm/bo_godt_owner
subject_access_reviews: bo_godt_app=ar/bo_godt_owner
subject_access_reviews: bo_godt_eraser=d/bo_godt_owner
subject_access_reviews: bo_godt_insight=r/bo_godt_owner
subject_access_reviews: bo_godt_owner=arwdDxtm/bo_godt_owner
tenancies: bo_godt_app=ar/bo_godt_owner
tenancies: bo_godt_eraser=d/bo_godt_owner
tenancies: bo_godt_gate=r/bo_godt_owner
tenancies: bo_godt_insight=r/bo_godt_owner
tenancies: bo_godt_owner=arwdDxtm/bo_godt_owner
tenancy_import_rows: bo_godt_app=arwd/bo_godt_owner
tenancy_import_rows: bo_godt_owner=arwdDxtm/bo_godt_owner
tenancy_imports: bo_godt_app=r/bo_godt_owner
tenancy_imports: bo_godt_owner=arwdDxtm/bo_godt_owner
thinned_periods: bo_godt_eraser=ar/bo_godt_owner
thinned_periods: bo_godt_owner=arwdDxtm/bo_godt_owner
user_departments: bo_godt_app=ard/bo_godt_owner
user_departments: bo_godt_gate=ard/bo_godt_owner
user_departments: bo_godt_owner=arwdDxtm/bo_godt_owner
user_identities: bo_godt_gate=arw/bo_godt_owner
user_identities: bo_godt_owner=arwdDxtm/bo_godt_owner
users: bo_godt_gate=arw/bo_godt_owner
users: bo_godt_owner=arwdDxtm/bo_godt_owner
visible_cases: bo_godt_app=r/bo_godt_gate
visible_cases: bo_godt_gate=arwdDxtm/bo_godt_gate
visible_entries: bo_godt_app=r/bo_godt_gate
visible_entries: bo_godt_gate=arwdDxtm/bo_godt_gate
webhook_deliveries: bo_godt_eraser=d/bo_godt_owner
webhook_deliveries: bo_godt_gate=arwd/bo_godt_owner
webhook_deliveries: bo_godt_owner=arwdDxtm/bo_godt_owner
webhook_secrets: bo_godt_gate=rd/bo_godt_owner
webhook_secrets: bo_godt_owner=arwdDxtm/bo_godt_owner
webhooks: bo_godt_app=ard/bo_godt_owner
webhooks: bo_godt_gate=rw/bo_godt_owner
webhooks: bo_godt_owner=arwdDxtm/bo_godt_owner
withdrawable_consents: bo_godt_app=r/bo_godt_gate
withdrawable_consents: bo_godt_gate=arwdDxtm/bo_godt_gate

-- grants on columns
action_due_dates.action_id: bo_godt_eraser=r/bo_godt_owner
action_due_dates.id: bo_godt_eraser=r/bo_godt_owner
administered_users.disabled_at: bo_godt_app=aw/bo_godt_gate
administered_users.disabled_reason: bo_godt_app=aw/bo_godt_gate
administered_users.email: bo_godt_app=aw/bo_godt_gate
administered_users.id: bo_godt_app=a/bo_godt_gate
administered_users.kind: bo_godt_app=a/bo_godt_gate
administered_users.name: bo_godt_app=aw/bo_godt_gate
administered_users.organisation_id: bo_godt_app=aw/bo_godt_gate
administered_users.role: bo_godt_app=aw/bo_godt_gate
administered_users.username: bo_godt_app=a/bo_godt_gate
agreed_actions.case_id: bo_godt_eraser=r/bo_godt_owner
agreed_actions.case_id: bo_godt_gate=r/bo_godt_owner
agreed_actions.case_id: bo_godt_insight=r/bo_godt_owner
agreed_actions.completed_on: bo_godt_app=w/bo_godt_owner
agreed_actions.completed_on: bo_godt_insight=r/bo_godt_owner
agreed_actions.completion_note: bo_godt_app=w/bo_godt_owner
agreed_actions.completion_note: bo_godt_insight=r/bo_godt_owner
agreed_actions.data_category: bo_godt_gate=r/bo_godt_owner
agreed_actions.data_category: bo_godt_insight=r/bo_godt_owner
agreed_actions.drop_reason: bo_godt_app=w/bo_godt_owner
agreed_actions.drop_reason: bo_godt_insight=r/bo_godt_owner
agreed_actions.due_on: bo_godt_app=w/bo_godt_owner
agreed_actions.due_on: bo_godt_gate=r/bo_godt_owner
agreed_actions.due_on: bo_godt_insight=r/bo_godt_owner
agreed_actions.id: bo_godt_eraser=r/bo_godt_owner
agreed_actions.id: bo_godt_gate=r/bo_godt_owner
agreed_actions.id: bo_godt_insight=r/bo_godt_owner
agreed_actions.method: bo_godt_gate=r/bo_godt_owner
agreed_actions.method: bo_godt_insight=r/bo_godt_owner
agreed_actions.organisation_id: bo_godt_gate=r/bo_godt_owner
agreed_actions.organisation_id: bo_godt_insight=r/bo_godt_owner
agreed_actions.recorded_at: bo_godt_eraser=r/bo_godt_owner
agreed_actions.recorded_at: bo_godt_gate=r/bo_godt_owner
agreed_actions.resident_ids: bo_godt_gate=r/bo_godt_owner
agreed_actions.resident_ids: bo_godt_insight=r/bo_godt_owner
agreed_actions.responsible_user_id: bo_godt_gate=r/bo_godt_owner
agreed_actions.settled_at: bo_godt_app=w/bo_godt_owner
agreed_actions.settled_by: bo_godt_app=w/bo_godt_owner
agreed_actions.status: bo_godt_app=w/bo_godt_owner
agreed_actions.status: bo_godt_gate=r/bo_godt_owner
agreed_actions.status: bo_godt_insight=r/bo_godt_owner
agreed_actions.title: bo_godt_insight=r/bo_godt_owner
audit_checkpoints.complete_below: bo_godt_gate=r/bo_godt_owner
audit_checkpoints.signed_at: bo_godt_gate=r/bo_godt_owner
audit_checkpoints.size: bo_godt_gate=r/bo_godt_owner
audit_events.action: bo_godt_app=a/bo_godt_owner
audit_events.action: bo_godt_eraser=ar/bo_godt_owner
audit_events.actor_id: bo_godt_eraser=a/bo_godt_owner
audit_events.case_id: bo_godt_app=a/bo_godt_owner
audit_events.case_id: bo_godt_eraser=r/bo_godt_owner
audit_events.consent_ids: bo_godt_app=a/bo_godt_owner
audit_events.decision: bo_godt_app=a/bo_godt_owner
audit_events.decision: bo_godt_eraser=a/bo_godt_owner
audit_events.id: bo_godt_eraser=ar/bo_godt_owner
audit_events.occurred_at: bo_godt_eraser=r/bo_godt_owner
audit_events.organisation_id: bo_godt_eraser=a/bo_godt_owner
audit_events.purpose: bo_godt_app=a/bo_godt_owner
audit_events.purpose: bo_godt_eraser=a/bo_godt_owner
audit_events.request_id: bo_godt_app=a/bo_godt_owner
audit_events.request_id: bo_godt_eraser=a/bo_godt_owner
audit_events.role: bo_godt_eraser=a/bo_godt_owner
audit_events.subject_ids: bo_godt_app=a/bo_godt_owner
audit_events.subject_ids: bo_godt_eraser=ar/bo_godt_owner
audit_leaves.event_id: bo_godt_eraser=r/bo_godt_owner
audit_leaves.event_id: bo_godt_gate=r/bo_godt_owner
audit_leaves.index: bo_godt_eraser=r/bo_godt_owner
audit_salts.leaf_index: bo_godt_eraser=r/bo_godt_owner
basis_reviews.case_id: bo_godt_eraser=r/bo_godt_owner
basis_reviews.consent_id: bo_godt_eraser=r/bo_godt_owner
basis_reviews.decided_at: bo_godt_app=w/bo_godt_owner
basis_reviews.decided_at: bo_godt_gate=w/bo_godt_owner
basis_reviews.decided_by: bo_godt_app=w/bo_godt_owner
basis_reviews.decided_by: bo_godt_gate=w/bo_godt_owner
basis_reviews.entry_id: bo_godt_eraser=r/bo_godt_owner
basis_reviews.id: bo_godt_eraser=r/bo_godt_owner
basis_reviews.legal_basis: bo_godt_app=w/bo_godt_owner
basis_reviews.outcome: bo_godt_app=w/bo_godt_owner
basis_reviews.outcome: bo_godt_gate=w/bo_godt_owner
basis_reviews.reason: bo_godt_app=w/bo_godt_owner
case_entries.case_id: bo_godt_eraser=r/bo_godt_owner
case_entries.case_id: bo_godt_gate=r/bo_godt_owner
case_entries.data_category: bo_godt_gate=r/bo_godt_owner
case_entries.id: bo_godt_eraser=r/bo_godt_owner
case_entries.id: bo_godt_gate=r/bo_godt_owner
case_entries.kind: bo_godt_gate=r/bo_godt_owner
case_entries.legal_basis: bo_godt_gate=r/bo_godt_owner
case_entries.occurred_at: bo_godt_gate=r/bo_godt_owner
case_entries.organisation_id: bo_godt_gate=r/bo_godt_owner
case_entries.recorded_at: bo_godt_gate=r/bo_godt_owner
case_entries.resident_ids: bo_godt_gate=r/bo_godt_owner
case_entries.supersedes: bo_godt_gate=r/bo_godt_owner
case_entries.version: bo_godt_gate=r/bo_godt_owner
case_moves.case_id: bo_godt_eraser=r/bo_godt_owner
case_moves.case_id: bo_godt_gate=r/bo_godt_owner
case_moves.case_id: bo_godt_insight=r/bo_godt_owner
case_moves.closed_on: bo_godt_insight=r/bo_godt_owner
case_moves.id: bo_godt_eraser=r/bo_godt_owner
case_moves.id: bo_godt_gate=r/bo_godt_owner
case_moves.id: bo_godt_insight=r/bo_godt_owner
case_moves.key_person_id: bo_godt_gate=r/bo_godt_owner
case_moves.kind: bo_godt_gate=r/bo_godt_owner
case_moves.kind: bo_godt_insight=r/bo_godt_owner
case_moves.outcome: bo_godt_gate=r/bo_godt_owner
case_moves.outcome: bo_godt_insight=r/bo_godt_owner
case_moves.reason: bo_godt_insight=r/bo_godt_owner
case_moves.recorded_at: bo_godt_gate=r/bo_godt_owner
case_moves.recorded_at: bo_godt_insight=r/bo_godt_owner
case_naboklager.case_id: bo_godt_eraser=r/bo_godt_owner
case_naboklager.naboklage_id: bo_godt_eraser=r/bo_godt_owner
case_residents.case_id: bo_godt_eraser=r/bo_godt_owner
case_residents.resident_id: bo_godt_eraser=r/bo_godt_owner
case_team.case_id: bo_godt_eraser=r/bo_godt_owner
case_themes.case_id: bo_godt_eraser=r/bo_godt_owner
case_themes.id: bo_godt_eraser=r/bo_godt_owner
case_themes.recorded_at: bo_godt_eraser=r/bo_godt_owner
cases.closed_at: bo_godt_eraser=r/bo_godt_owner
cases.closed_at: bo_godt_gate=w/bo_godt_owner
cases.closed_on: bo_godt_gate=w/bo_godt_owner
cases.id: bo_godt_eraser=r/bo_godt_owner
cases.key_person_id: bo_godt_gate=w/bo_godt_owner
cases.outcome: bo_godt_eraser=w/bo_godt_owner
cases.outcome: bo_godt_gate=w/bo_godt_owner
cases.paused_at: bo_godt_gate=w/bo_godt_owner
cases.problem: bo_godt_app=w/bo_godt_owner
cases.problem: bo_godt_eraser=w/bo_godt_owner
cases.reconfirmation_due: bo_godt_gate=w/bo_godt_owner
cases.recorded_at: bo_godt_eraser=r/bo_godt_owner
cases.recorded_at: bo_godt_gate=r/bo_godt_owner
cases.tenancy_id: bo_godt_eraser=r/bo_godt_owner
cases.theme: bo_godt_app=w/bo_godt_owner
cases.theme: bo_godt_eraser=w/bo_godt_owner
cases.theme: bo_godt_gate=r/bo_godt_owner
conflicts.ended_at: bo_godt_app=w/bo_godt_owner
conflicts.ended_at: bo_godt_eraser=r/bo_godt_owner
conflicts.ended_at: bo_godt_gate=r/bo_godt_owner
conflicts.ended_by: bo_godt_app=w/bo_godt_owner
conflicts.id: bo_godt_eraser=r/bo_godt_owner
conflicts.id: bo_godt_gate=r/bo_godt_owner
conflicts.tenancy_id: bo_godt_eraser=r/bo_godt_owner
conflicts.tenancy_id: bo_godt_gate=r/bo_godt_owner
conflicts.user_id: bo_godt_gate=r/bo_godt_owner
consents.case_id: bo_godt_eraser=r/bo_godt_owner
consents.case_id: bo_godt_insight=r/bo_godt_owner
consents.channel: bo_godt_insight=r/bo_godt_owner
consents.confirmed_in_writing_on: bo_godt_app=w/bo_godt_owner
consents.confirmed_in_writing_on: bo_godt_insight=r/bo_godt_owner
consents.data_categories: bo_godt_insight=r/bo_godt_owner
consents.given_at: bo_godt_insight=r/bo_godt_owner
consents.given_by: bo_godt_insight=r/bo_godt_owner
consents.id: bo_godt_eraser=r/bo_godt_owner
consents.id: bo_godt_insight=r/bo_godt_owner
consents.information_text_version: bo_godt_insight=r/bo_godt_owner
consents.interpreter: bo_godt_insight=r/bo_godt_owner
consents.invalidated_at: bo_godt_app=w/bo_godt_owner
consents.invalidated_at: bo_godt_gate=r/bo_godt_owner
consents.invalidated_at: bo_godt_insight=r/bo_godt_owner
consents.invalidated_by: bo_godt_app=w/bo_godt_owner
consents.invalidation_reason: bo_godt_app=w/bo_godt_owner
consents.invalidation_reason: bo_godt_insight=r/bo_godt_owner
consents.note: bo_godt_insight=r/bo_godt_owner
consents.purpose: bo_godt_insight=r/bo_godt_owner
consents.recipient_organisation_ids: bo_godt_insight=r/bo_godt_owner
consents.recorded_at: bo_godt_eraser=r/bo_godt_owner
consents.recorded_at: bo_godt_gate=r/bo_godt_owner
consents.resident_id: bo_godt_eraser=r/bo_godt_owner
consents.resident_id: bo_godt_insight=r/bo_godt_owner
consents.response: bo_godt_gate=r/bo_godt_owner
consents.response: bo_godt_insight=r/bo_godt_owner
consents.review_on: bo_godt_insight=r/bo_godt_owner
consents.withdrawal_channel: bo_godt_gate=w/bo_godt_owner
consents.withdrawal_channel: bo_godt_insight=r/bo_godt_owner
consents.withdrawal_reason: bo_godt_gate=w/bo_godt_owner
consents.withdrawal_reason: bo_godt_insight=r/bo_godt_owner
consents.withdrawal_received_at: bo_godt_gate=w/bo_godt_owner
consents.withdrawal_received_at: bo_godt_insight=r/bo_godt_owner
consents.withdrawal_received_by: bo_godt_gate=w/bo_godt_owner
consents.withdrawal_recorded_at: bo_godt_eraser=r/bo_godt_owner
consents.withdrawal_recorded_at: bo_godt_gate=rw/bo_godt_owner
consents.withdrawal_recorded_by: bo_godt_gate=w/bo_godt_owner
disclosures.case_id: bo_godt_eraser=r/bo_godt_owner
disclosures.case_id: bo_godt_insight=r/bo_godt_owner
disclosures.consent_ids: bo_godt_insight=r/bo_godt_owner
disclosures.data_category: bo_godt_insight=r/bo_godt_owner
disclosures.id: bo_godt_eraser=r/bo_godt_owner
disclosures.meeting_id: bo_godt_insight=r/bo_godt_owner
disclosures.organisation_id: bo_godt_insight=r/bo_godt_owner
disclosures.resident_id: bo_godt_insight=r/bo_godt_owner
discussions.entry_id: bo_godt_eraser=r/bo_godt_owner
discussions.item_id: bo_godt_eraser=r/bo_godt_owner
emergency_accesses.case_id: bo_godt_app=a/bo_godt_owner
emergency_accesses.case_id: bo_godt_eraser=r/bo_godt_owner
emergency_accesses.case_id: bo_godt_gate=r/bo_godt_owner
emergency_accesses.case_id: bo_godt_insight=r/bo_godt_owner
emergency_accesses.expires_at: bo_godt_gate=r/bo_godt_owner
emergency_accesses.expires_at: bo_godt_insight=r/bo_godt_owner
emergency_accesses.granted_at: bo_godt_insight=r/bo_godt_owner
emergency_accesses.id: bo_godt_app=a/bo_godt_owner
emergency_accesses.id: bo_godt_eraser=r/bo_godt_owner
emergency_accesses.id: bo_godt_gate=r/bo_godt_owner
emergency_accesses.id: bo_godt_insight=r/bo_godt_owner
emergency_accesses.legal_basis: bo_godt_app=a/bo_godt_owner
emergency_accesses.legal_basis: bo_godt_insight=r/bo_godt_owner
emergency_accesses.organisation_id: bo_godt_gate=r/bo_godt_owner
emergency_accesses.organisation_id: bo_godt_insight=r/bo_godt_owner
emergency_accesses.outcome: bo_godt_app=w/bo_godt_owner
emergency_accesses.outcome: bo_godt_insight=r/bo_godt_owner
emergency_accesses.reason: bo_godt_app=a/bo_godt_owner
emergency_accesses.reason: bo_godt_insight=r/bo_godt_owner
emergency_accesses.review_note: bo_godt_app=w/bo_godt_owner
emergency_accesses.reviewed_at: bo_godt_app=w/bo_godt_owner
emergency_accesses.reviewed_by: bo_godt_app=w/bo_godt_owner
emergency_accesses.user_id: bo_godt_gate=r/bo_godt_owner
former_versions.id: bo_godt_eraser=r/bo_godt_owner
former_versions.record_id: bo_godt_eraser=r/bo_godt_owner
former_versions.record_id: bo_godt_gate=r/bo_godt_owner
former_versions.recorded_at: bo_godt_gate=r/bo_godt_owner
idempotency_keys.key: bo_godt_eraser=r/bo_godt_owner
idempotency_keys.recorded_at: bo_godt_eraser=r/bo_godt_owner
idempotency_keys.resource_id: bo_godt_eraser=r/bo_godt_owner
idempotency_keys.user_id: bo_godt_eraser=r/bo_godt_owner
invitations.expires_at: bo_godt_app=a/bo_godt_owner
invitations.hash: bo_godt_app=a/bo_godt_owner
invitations.user_id: bo_godt_app=a/bo_godt_owner
meeting_items.case_id: bo_godt_eraser=r/bo_godt_owner
meeting_items.id: bo_godt_eraser=r/bo_godt_owner
meeting_items.meeting_id: bo_godt_eraser=r/bo_godt_owner
meetings.cancelled_at: bo_godt_app=w/bo_godt_owner
meetings.cancelled_at: bo_godt_gate=w/bo_godt_owner
meetings.held_on: bo_godt_app=w/bo_godt_owner
meetings.held_on: bo_godt_eraser=r/bo_godt_owner
meetings.held_on: bo_godt_insight=r/bo_godt_owner
meetings.id: bo_godt_eraser=r/bo_godt_owner
meetings.id: bo_godt_insight=r/bo_godt_owner
meetings.place: bo_godt_app=w/bo_godt_owner
my_notices.read_at: bo_godt_app=w/bo_godt_gate
naboklage_changes.former: bo_godt_eraser=r/bo_godt_owner
naboklage_changes.former_category: bo_godt_gate=r/bo_godt_owner
naboklage_changes.former_respondent_tenancy_id: bo_godt_eraser=r/bo_godt_owner
naboklage_changes.former_respondent_tenancy_id: bo_godt_gate=r/bo_godt_owner
naboklage_changes.id: bo_godt_eraser=r/bo_godt_owner
naboklage_changes.id: bo_godt_gate=r/bo_godt_owner
naboklage_changes.kind: bo_godt_gate=r/bo_godt_owner
naboklage_changes.naboklage_id: bo_godt_eraser=r/bo_godt_owner
naboklage_changes.naboklage_id: bo_godt_gate=r/bo_godt_owner
naboklage_changes.naboklage_id: bo_godt_insight=r/bo_godt_owner
naboklage_changes.recorded_at: bo_godt_gate=r/bo_godt_owner
naboklage_steps.kind: bo_godt_eraser=r/bo_godt_owner
naboklage_steps.kind: bo_godt_insight=r/bo_godt_owner
naboklage_steps.naboklage_id: bo_godt_eraser=r/bo_godt_owner
naboklage_steps.naboklage_id: bo_godt_gate=r/bo_godt_owner
naboklage_steps.naboklage_id: bo_godt_insight=r/bo_godt_owner
naboklage_steps.outcome: bo_godt_insight=r/bo_godt_owner
naboklage_steps.position: bo_godt_insight=r/bo_godt_owner
naboklage_steps.recorded_at: bo_godt_eraser=r/bo_godt_owner
naboklage_steps.recorded_at: bo_godt_gate=r/bo_godt_owner
naboklage_steps.taken_on: bo_godt_insight=r/bo_godt_owner
naboklager.category: bo_godt_app=w/bo_godt_owner
naboklager.category: bo_godt_gate=r/bo_godt_owner
naboklager.category: bo_godt_insight=r/bo_godt_owner
naboklager.change_reason: bo_godt_app=w/bo_godt_owner
naboklager.change_reason: bo_godt_gate=w/bo_godt_owner
naboklager.changed_at: bo_godt_app=w/bo_godt_owner
naboklager.changed_at: bo_godt_eraser=r/bo_godt_owner
naboklager.changed_at: bo_godt_gate=rw/bo_godt_owner
naboklager.closed_as: bo_godt_app=w/bo_godt_owner
naboklager.closed_as: bo_godt_gate=r/bo_godt_owner
naboklager.complainant_contact: bo_godt_app=w/bo_godt_owner
naboklager.complainant_contact: bo_godt_redactor=r/bo_godt_owner
naboklager.complainant_key: bo_godt_gate=r/bo_godt_owner
naboklager.complainant_name: bo_godt_app=w/bo_godt_owner
naboklager.complainant_name: bo_godt_redactor=r/bo_godt_owner
naboklager.complainant_tenancy_id: bo_godt_app=w/bo_godt_owner
naboklager.complainant_tenancy_id: bo_godt_eraser=r/bo_godt_owner
naboklager.complainant_tenancy_id: bo_godt_gate=r/bo_godt_owner
naboklager.complainant_withheld: bo_godt_app=w/bo_godt_owner
naboklager.complainant_withheld: bo_godt_redactor=r/bo_godt_owner
naboklager.demanded_on: bo_godt_app=w/bo_godt_owner
naboklager.department_id: bo_godt_gate=rw/bo_godt_owner
naboklager.department_id: bo_godt_insight=r/bo_godt_owner
naboklager.description: bo_godt_app=w/bo_godt_owner
naboklager.due_on: bo_godt_app=w/bo_godt_owner
naboklager.due_on: bo_godt_gate=r/bo_godt_owner
naboklager.id: bo_godt_eraser=rw/bo_godt_owner
naboklager.id: bo_godt_gate=r/bo_godt_owner
naboklager.id: bo_godt_insight=r/bo_godt_owner
naboklager.id: bo_godt_redactor=r/bo_godt_owner
naboklager.occurred_at: bo_godt_app=w/bo_godt_owner
naboklager.occurred_at: bo_godt_gate=r/bo_godt_owner
naboklager.occurred_at: bo_godt_insight=r/bo_godt_owner
naboklager.place: bo_godt_app=w/bo_godt_owner
naboklager.received_at: bo_godt_app=w/bo_godt_owner
naboklager.received_at: bo_godt_eraser=r/bo_godt_owner
naboklager.received_at: bo_godt_gate=r/bo_godt_owner
naboklager.received_at: bo_godt_insight=r/bo_godt_owner
naboklager.recorded_at: bo_godt_gate=r/bo_godt_owner
naboklager.reference: bo_godt_gate=r/bo_godt_owner
naboklager.reference: bo_godt_insight=r/bo_godt_owner
naboklager.respondent_tenancy_id: bo_godt_app=w/bo_godt_owner
naboklager.respondent_tenancy_id: bo_godt_eraser=r/bo_godt_owner
naboklager.respondent_tenancy_id: bo_godt_gate=rw/bo_godt_owner
naboklager.respondent_tenancy_id: bo_godt_insight=r/bo_godt_owner
naboklager.respondent_tenancy_id: bo_godt_redactor=r/bo_godt_owner
naboklager.shared_summary: bo_godt_app=w/bo_godt_owner
naboklager.shared_summary: bo_godt_gate=r/bo_godt_owner
naboklager.shared_summary: bo_godt_insight=r/bo_godt_owner
naboklager.status: bo_godt_app=w/bo_godt_owner
naboklager.status: bo_godt_eraser=r/bo_godt_owner
naboklager.status: bo_godt_gate=r/bo_godt_owner
naboklager.status: bo_godt_insight=r/bo_godt_owner
naboklager.status_before_closure: bo_godt_app=w/bo_godt_owner
naboklager.written_with_help_from: bo_godt_app=w/bo_godt_owner
notices.acknowledged_at: bo_godt_eraser=r/bo_godt_owner
notices.case_id: bo_godt_eraser=r/bo_godt_owner
notices.id: bo_godt_eraser=r/bo_godt_owner
notices.organisation_id: bo_godt_eraser=r/bo_godt_owner
notices.raised_at: bo_godt_eraser=r/bo_godt_owner
notices.subject_id: bo_godt_eraser=r/bo_godt_owner
owned_cases.closed_at: bo_godt_app=w/bo_godt_gate
owned_cases.closed_on: bo_godt_app=w/bo_godt_gate
owned_cases.key_person_id: bo_godt_app=w/bo_godt_gate
owned_cases.outcome: bo_godt_app=w/bo_godt_gate
owned_cases.paused_at: bo_godt_app=w/bo_godt_gate
owned_cases.reconfirmation_due: bo_godt_app=w/bo_godt_gate
rectification_log.rectification_id: bo_godt_eraser=r/bo_godt_owner
rectifications.case_id: bo_godt_eraser=r/bo_godt_owner
rectifications.claim: bo_godt_app=a/bo_godt_owner
rectifications.decided_at: bo_godt_app=w/bo_godt_owner
rectifications.decided_by: bo_godt_app=w/bo_godt_owner
rectifications.due_on: bo_godt_app=a/bo_godt_owner
rectifications.id: bo_godt_app=a/bo_godt_owner
rectifications.id: bo_godt_eraser=r/bo_godt_owner
rectifications.outcome: bo_godt_app=w/bo_godt_owner
rectifications.reason: bo_godt_app=w/bo_godt_owner
rectifications.received_on: bo_godt_app=a/bo_godt_owner
rectifications.resident_id: bo_godt_app=a/bo_godt_owner
rectifications.resident_id: bo_godt_eraser=r/bo_godt_owner
rectifications.statement: bo_godt_app=w/bo_godt_owner
rectifications.subject_id: bo_godt_app=a/bo_godt_owner
rectifications.subject_id: bo_godt_eraser=r/bo_godt_owner
rectifications.subject_kind: bo_godt_app=a/bo_godt_owner
refresh_tokens.session_id: bo_godt_eraser=r/bo_godt_owner
residents.birth_year: bo_godt_app=w/bo_godt_owner
residents.external_key: bo_godt_app=w/bo_godt_owner
residents.external_key: bo_godt_insight=r/bo_godt_owner
residents.id: bo_godt_eraser=r/bo_godt_owner
residents.name: bo_godt_app=w/bo_godt_owner
residents.name: bo_godt_redactor=r/bo_godt_owner
residents.phone: bo_godt_app=w/bo_godt_owner
residents.protected_address: bo_godt_app=w/bo_godt_owner
residents.tenancy_id: bo_godt_eraser=r/bo_godt_owner
residents.tenancy_id: bo_godt_redactor=r/bo_godt_owner
restrictions.case_id: bo_godt_app=a/bo_godt_owner
restrictions.case_id: bo_godt_eraser=r/bo_godt_owner
restrictions.case_id: bo_godt_gate=r/bo_godt_owner
restrictions.id: bo_godt_app=a/bo_godt_owner
restrictions.id: bo_godt_eraser=r/bo_godt_owner
restrictions.id: bo_godt_gate=r/bo_godt_owner
restrictions.lifted_at: bo_godt_app=w/bo_godt_owner
restrictions.lifted_at: bo_godt_eraser=r/bo_godt_owner
restrictions.lifted_at: bo_godt_gate=r/bo_godt_owner
restrictions.lifted_by: bo_godt_app=w/bo_godt_owner
restrictions.lifting_reason: bo_godt_app=w/bo_godt_owner
restrictions.reason: bo_godt_app=a/bo_godt_owner
restrictions.resident_id: bo_godt_app=a/bo_godt_owner
restrictions.resident_id: bo_godt_eraser=r/bo_godt_owner
restrictions.resident_id: bo_godt_gate=r/bo_godt_owner
restrictions.told_at: bo_godt_app=w/bo_godt_owner
restrictions.told_by: bo_godt_app=w/bo_godt_owner
restrictions.told_through: bo_godt_app=w/bo_godt_owner
restrictions.told_to: bo_godt_app=w/bo_godt_owner
retention_holds.case_id: bo_godt_app=a/bo_godt_owner
retention_holds.id: bo_godt_app=a/bo_godt_owner
retention_holds.id: bo_godt_gate=r/bo_godt_owner
retention_holds.lift_reason: bo_godt_app=w/bo_godt_owner
retention_holds.lifted_at: bo_godt_app=w/bo_godt_owner
retention_holds.lifted_by: bo_godt_app=w/bo_godt_owner
retention_holds.reason: bo_godt_app=a/bo_godt_owner
retention_holds.resident_id: bo_godt_app=a/bo_godt_owner
retention_rules.id: bo_godt_app=a/bo_godt_owner
retention_rules.keep: bo_godt_app=a/bo_godt_owner
retention_rules.kind: bo_godt_app=a/bo_godt_owner
retention_rules.legal_basis: bo_godt_app=a/bo_godt_owner
reviewed_entries.case_id: bo_godt_eraser=r/bo_godt_owner
reviewed_entries.decided_at: bo_godt_eraser=r/bo_godt_owner
reviewed_entries.entry_id: bo_godt_eraser=r/bo_godt_owner
reviewed_entries.sealed: bo_godt_eraser=r/bo_godt_owner
role_proposals.approved: bo_godt_app=w/bo_godt_owner
role_proposals.decided_at: bo_godt_app=w/bo_godt_owner
role_proposals.decided_by: bo_godt_app=w/bo_godt_owner
role_proposals.id: bo_godt_app=a/bo_godt_owner
role_proposals.reason: bo_godt_app=a/bo_godt_owner
role_proposals.role: bo_godt_app=a/bo_godt_owner
role_proposals.user_id: bo_godt_app=a/bo_godt_owner
service_accounts.expires_at: bo_godt_app=aw/bo_godt_owner
service_accounts.requests_per_minute: bo_godt_app=aw/bo_godt_owner
service_accounts.scopes: bo_godt_app=aw/bo_godt_owner
service_accounts.user_id: bo_godt_app=a/bo_godt_owner
service_secrets.expires_at: bo_godt_app=rw/bo_godt_owner
service_secrets.hash: bo_godt_app=a/bo_godt_owner
service_secrets.hint: bo_godt_app=ar/bo_godt_owner
service_secrets.id: bo_godt_app=ar/bo_godt_owner
service_secrets.issued_at: bo_godt_app=r/bo_godt_owner
service_secrets.issued_by: bo_godt_app=r/bo_godt_owner
service_secrets.last_used_at: bo_godt_app=r/bo_godt_owner
service_secrets.revoked_at: bo_godt_app=rw/bo_godt_owner
service_secrets.service_id: bo_godt_app=ar/bo_godt_owner
sessions.ended_at: bo_godt_eraser=r/bo_godt_owner
sessions.expires_at: bo_godt_eraser=r/bo_godt_owner
sessions.id: bo_godt_eraser=r/bo_godt_owner
sessions.started_at: bo_godt_eraser=r/bo_godt_owner
signal_naboklager.naboklage_id: bo_godt_eraser=r/bo_godt_owner
signal_naboklager.signal_id: bo_godt_eraser=r/bo_godt_owner
signals.case_id: bo_godt_app=w/bo_godt_owner
signals.case_id: bo_godt_eraser=r/bo_godt_owner
signals.decided_at: bo_godt_app=w/bo_godt_owner
signals.decided_by: bo_godt_app=w/bo_godt_owner
signals.id: bo_godt_eraser=r/bo_godt_owner
signals.reason: bo_godt_app=w/bo_godt_owner
signals.status: bo_godt_app=w/bo_godt_owner
signals.status: bo_godt_gate=w/bo_godt_owner
signals.tenancy_id: bo_godt_eraser=r/bo_godt_owner
signals.waiting_until: bo_godt_app=w/bo_godt_owner
subject_access_bundles.recorded_at: bo_godt_eraser=r/bo_godt_owner
subject_access_bundles.request_id: bo_godt_eraser=r/bo_godt_owner
subject_access_bundles.subject_ids: bo_godt_eraser=r/bo_godt_owner
subject_access_moves.id: bo_godt_eraser=r/bo_godt_owner
subject_access_moves.request_id: bo_godt_eraser=r/bo_godt_owner
subject_access_requests.id: bo_godt_eraser=r/bo_godt_owner
subject_access_requests.id: bo_godt_gate=r/bo_godt_owner
subject_access_requests.id: bo_godt_insight=r/bo_godt_owner
subject_access_requests.recorded_at: bo_godt_eraser=r/bo_godt_owner
subject_access_requests.resident_id: bo_godt_eraser=r/bo_godt_owner
subject_access_requests.resident_id: bo_godt_insight=r/bo_godt_owner
subject_access_reviews.id: bo_godt_eraser=r/bo_godt_owner
subject_access_reviews.naboklage_id: bo_godt_eraser=r/bo_godt_owner
subject_access_reviews.naboklage_id: bo_godt_gate=r/bo_godt_owner
subject_access_reviews.request_id: bo_godt_eraser=r/bo_godt_owner
subject_access_reviews.request_id: bo_godt_gate=r/bo_godt_owner
subject_access_reviews.version: bo_godt_gate=r/bo_godt_owner
tenancies.address: bo_godt_app=w/bo_godt_owner
tenancies.dwelling: bo_godt_app=w/bo_godt_owner
tenancies.external_key: bo_godt_app=w/bo_godt_owner
tenancies.external_key: bo_godt_insight=r/bo_godt_owner
tenancies.id: bo_godt_eraser=r/bo_godt_owner
tenancies.moved_in_on: bo_godt_app=w/bo_godt_owner
tenancies.moved_out_on: bo_godt_app=w/bo_godt_owner
tenancies.moved_out_on: bo_godt_eraser=r/bo_godt_owner
tenancy_import_rows.address_key: bo_godt_gate=r/bo_godt_owner
tenancy_import_rows.department_id: bo_godt_gate=r/bo_godt_owner
tenancy_import_rows.dwelling_key: bo_godt_gate=r/bo_godt_owner
tenancy_import_rows.import_id: bo_godt_gate=r/bo_godt_owner
tenancy_import_rows.key: bo_godt_gate=r/bo_godt_owner
tenancy_import_rows.lead: bo_godt_gate=r/bo_godt_owner
tenancy_import_rows.line: bo_godt_gate=r/bo_godt_owner
tenancy_import_rows.moved_in_on: bo_godt_gate=r/bo_godt_owner
tenancy_import_rows.moved_out_on: bo_godt_gate=r/bo_godt_owner
tenancy_import_rows.recorded_by: bo_godt_gate=r/bo_godt_owner
tenancy_imports.applied: bo_godt_app=w/bo_godt_owner
tenancy_imports.counts: bo_godt_app=w/bo_godt_owner
tenancy_imports.dry_run: bo_godt_app=a/bo_godt_owner
tenancy_imports.ended_at: bo_godt_app=w/bo_godt_owner
tenancy_imports.error_count: bo_godt_app=w/bo_godt_owner
tenancy_imports.errors: bo_godt_app=w/bo_godt_owner
tenancy_imports.id: bo_godt_app=a/bo_godt_owner
tenancy_imports.id: bo_godt_gate=r/bo_godt_owner
tenancy_imports.rows: bo_godt_app=a/bo_godt_owner
tenancy_imports.staged: bo_godt_app=w/bo_godt_owner
tenancy_imports.state: bo_godt_app=w/bo_godt_owner
users.disabled_at: bo_godt_app=r/bo_godt_owner
users.id: bo_godt_app=r/bo_godt_owner
users.kind: bo_godt_app=r/bo_godt_owner
users.name: bo_godt_app=r/bo_godt_owner
users.organisation_id: bo_godt_app=r/bo_godt_owner
users.role: bo_godt_app=r/bo_godt_owner
users.username: bo_godt_app=r/bo_godt_owner
webhook_deliveries.attempts: bo_godt_app=rw/bo_godt_owner
webhook_deliveries.case_id: bo_godt_eraser=r/bo_godt_owner
webhook_deliveries.case_id: bo_godt_insight=r/bo_godt_owner
webhook_deliveries.error: bo_godt_app=rw/bo_godt_owner
webhook_deliveries.event: bo_godt_app=ar/bo_godt_owner
webhook_deliveries.event: bo_godt_insight=r/bo_godt_owner
webhook_deliveries.id: bo_godt_app=ar/bo_godt_owner
webhook_deliveries.id: bo_godt_eraser=r/bo_godt_owner
webhook_deliveries.last_attempt_at: bo_godt_app=r/bo_godt_owner
webhook_deliveries.last_attempt_at: bo_godt_insight=r/bo_godt_owner
webhook_deliveries.next_attempt_at: bo_godt_app=rw/bo_godt_owner
webhook_deliveries.occurred_at: bo_godt_app=r/bo_godt_owner
webhook_deliveries.organisation_id: bo_godt_app=ar/bo_godt_owner
webhook_deliveries.organisation_id: bo_godt_insight=r/bo_godt_owner
webhook_deliveries.record_id: bo_godt_eraser=r/bo_godt_owner
webhook_deliveries.record_id: bo_godt_insight=r/bo_godt_owner
webhook_deliveries.recorded_at: bo_godt_eraser=r/bo_godt_owner
webhook_deliveries.status: bo_godt_app=rw/bo_godt_owner
webhook_deliveries.status: bo_godt_insight=r/bo_godt_owner
webhook_deliveries.status_code: bo_godt_app=r/bo_godt_owner
webhook_deliveries.taken_until: bo_godt_app=r/bo_godt_owner
webhook_deliveries.webhook_id: bo_godt_app=ar/bo_godt_owner
webhook_secrets.id: bo_godt_app=ar/bo_godt_owner
webhook_secrets.recorded_at: bo_godt_app=r/bo_godt_owner
webhook_secrets.secret: bo_godt_app=a/bo_godt_owner
webhook_secrets.webhook_id: bo_godt_app=ar/bo_godt_owner
webhooks.description: bo_godt_app=w/bo_godt_owner
webhooks.disabled_at: bo_godt_app=w/bo_godt_owner
webhooks.disabled_reason: bo_godt_app=w/bo_godt_owner
webhooks.events: bo_godt_app=w/bo_godt_owner
webhooks.failing_since: bo_godt_app=w/bo_godt_owner
webhooks.url: bo_godt_app=w/bo_godt_owner
withdrawable_consents.withdrawal_channel: bo_godt_app=w/bo_godt_gate
withdrawable_consents.withdrawal_reason: bo_godt_app=w/bo_godt_gate
withdrawable_consents.withdrawal_received_at: bo_godt_app=w/bo_godt_gate
withdrawable_consents.withdrawal_received_by: bo_godt_app=w/bo_godt_gate
withdrawable_consents.withdrawal_recorded_at: bo_godt_app=w/bo_godt_gate
withdrawable_consents.withdrawal_recorded_by: bo_godt_app=w/bo_godt_gate

-- grants on functions
acknowledge_notice: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
activate_account: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
activate_account: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
add_audit_months: {bo_godt_owner=X/bo_godt_owner,bo_godt_jobs=X/bo_godt_owner}
add_directory_user: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
address_rectification: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
agenda_hides: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
announce_notices: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
barred_import_rows: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
begin_login_attempt: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
begin_oidc_flow: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
change_directory_user: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
change_my_password: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
claim_idempotency_key: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
close_mail_batch: {bo_godt_gate=X/bo_godt_gate,bo_godt_jobs=X/bo_godt_gate}
confirm_second_factor: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
consents_cover: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
counted_records: {bo_godt_gate=X/bo_godt_gate}
counted_response_times: {bo_godt_gate=X/bo_godt_gate}
cut_out_complainants: {bo_godt_redactor=X/bo_godt_redactor,bo_godt_owner=X/bo_godt_redactor}
department_of_household: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
directory_users: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
disclosures_about: {bo_godt_gate=X/bo_godt_gate,bo_godt_insight=X/bo_godt_gate}
due_accesses: {bo_godt_gate=X/bo_godt_gate}
due_matters: {bo_godt_gate=X/bo_godt_gate}
end_my_session: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
end_session: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
end_sessions_of: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
ending_services: {bo_godt_gate=X/bo_godt_gate}
enter: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
enter: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
erase_again: {bo_godt_eraser=X/bo_godt_eraser,bo_godt_owner=X/bo_godt_eraser}
erase_due: {bo_godt_eraser=X/bo_godt_eraser,bo_godt_jobs=X/bo_godt_eraser}
erase_told_events: {bo_godt_eraser=X/bo_godt_eraser,bo_godt_jobs=X/bo_godt_eraser}
erasures_after: {bo_godt_eraser=X/bo_godt_eraser,bo_godt_jobs=X/bo_godt_eraser}
events_about: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
existing: {bo_godt_gate=X/bo_godt_gate}
forgive_login_attempt: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
hand_over_all: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
hold_consents: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
hold_when_nothing_is_erased: {bo_godt_eraser=X/bo_godt_eraser,bo_godt_owner=X/bo_godt_eraser}
households_counted: {bo_godt_gate=X/bo_godt_gate,bo_godt_statistics=X/bo_godt_gate}
households_kept_since: {bo_godt_eraser=X/bo_godt_eraser,bo_godt_app=X/bo_godt_eraser}
index_ended_audit_months: {bo_godt_owner=X/bo_godt_owner,bo_godt_jobs=X/bo_godt_owner}
issue_service_token: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
keep_answer: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
keep_case_theme: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
keep_former: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
keep_former_naboklage: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
key_person_barred: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
link_directory_entry: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
link_identity: {bo_godt_gate=X/bo_godt_gate}
lock_directory_user: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
lock_meeting: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
login_account: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
looks_about: {bo_godt_gate=X/bo_godt_gate,bo_godt_insight=X/bo_godt_gate}
looks_told_about: {bo_godt_gate=X/bo_godt_gate,bo_godt_insight=X/bo_godt_gate}
lookup_tenancy: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
mail_batch: {bo_godt_gate=X/bo_godt_gate,bo_godt_jobs=X/bo_godt_gate}
may_attend: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
may_invite: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
meeting_held: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
my_password_hash: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
my_second_factor: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
notice_emergency: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
notice_handover: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
notice_household: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
notice_rectification: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
notice_restriction: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
notice_signal: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
notice_withdrawal: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
open_mail_batches: {bo_godt_gate=X/bo_godt_gate,bo_godt_jobs=X/bo_godt_gate}
operating_state: {bo_godt_gate=X/bo_godt_gate,bo_godt_jobs=X/bo_godt_gate}
propose_second_factor: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
provider_sessions_end: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
provision_account: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
publication_to_make: {bo_godt_statistics=X/bo_godt_statistics,bo_godt_jobs=X/bo_godt_statistics}
purge_webhook_log: {bo_godt_gate=X/bo_godt_gate,bo_godt_jobs=X/bo_godt_gate}
queue_webhook_deliveries: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
raise_due_notices: {bo_godt_gate=X/bo_godt_gate,bo_godt_jobs=X/bo_godt_gate}
raise_signal: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
record_disclosures: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
record_failed_sign_in: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
record_identity_event: {bo_godt_gate=X/bo_godt_gate}
record_refusal: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
record_refusal: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
record_session_event: {bo_godt_gate=X/bo_godt_gate}
records_about: {bo_godt_insight=X/bo_godt_insight,bo_godt_app=X/bo_godt_insight}
refuse_restricted: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
refuse_thinned_period: {bo_godt_eraser=X/bo_godt_eraser,bo_godt_owner=X/bo_godt_eraser}
remove_directory_user: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
require_four_eyes: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
require_person: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
retention_due: {bo_godt_eraser=X/bo_godt_eraser,bo_godt_app=X/bo_godt_eraser}
review_bases: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
rotate_refresh_token: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
rotate_refresh_token: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
seal_delay: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate,bo_godt_sealer=X/bo_godt_gate}
service_account_rules: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
service_rate: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
service_secret_rules: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
settle_basis: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
settle_rectification: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
settle_webhook_delivery: {bo_godt_gate=X/bo_godt_gate,bo_godt_jobs=X/bo_godt_gate}
sign_in_by_identity: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
start_break_glass_session: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
start_session: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
store_publication: {bo_godt_gate=X/bo_godt_gate,bo_godt_jobs=X/bo_godt_gate}
subject_access: {bo_godt_insight=X/bo_godt_insight,bo_godt_app=X/bo_godt_insight}
systems_hear_no_news: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
take_oidc_flow: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
take_requests: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
take_webhook_deliveries: {bo_godt_gate=X/bo_godt_gate,bo_godt_jobs=X/bo_godt_gate}
transfer_naboklage: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
uncovered: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
unlink_identity: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
unlinked_sessions_end: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
unseeing: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
unusual_access: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
use_recovery_code: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
use_second_factor: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
user_kind_stays: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
user_leaves: {bo_godt_gate=X/bo_godt_gate,bo_godt_owner=X/bo_godt_gate}
want_mail: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
wants_mail: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}
without_complainants: {bo_godt_redactor=X/bo_godt_redactor,bo_godt_insight=X/bo_godt_redactor}
without_complainants: {bo_godt_redactor=X/bo_godt_redactor,bo_godt_insight=X/bo_godt_redactor}
would_see: {bo_godt_gate=X/bo_godt_gate,bo_godt_app=X/bo_godt_gate}

-- roles
bo_godt_app login t super f bypassrls f inherit f
bo_godt_eraser login f super f bypassrls f inherit f
bo_godt_gate login f super f bypassrls f inherit f
bo_godt_insight login f super f bypassrls f inherit f
bo_godt_jobs login f super f bypassrls f inherit f
bo_godt_owner login f super f bypassrls f inherit f
bo_godt_redactor login f super f bypassrls f inherit f
bo_godt_sealer login f super f bypassrls f inherit f
bo_godt_statistics login f super f bypassrls f inherit f
