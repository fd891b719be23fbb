CREATE UNLOGGED TABLE "request_windows" (
	"key" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"taken" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "request_windows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "request_windows_started_at_index" ON "request_windows" USING btree ("started_at");--> statement-breakpoint
CREATE POLICY "gate" ON "request_windows" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);