alter table naboklager add column weather text;
--> statement-breakpoint
alter table cases add column weight integer not null default 1;
