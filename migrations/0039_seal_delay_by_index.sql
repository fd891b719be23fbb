-- While its tables are new the planner takes them for empty, and would read the whole of the tree for each event.
set local role bo_godt_gate;
--> statement-breakpoint
alter function seal_delay() set enable_seqscan = off;
--> statement-breakpoint
alter function seal_delay() set enable_material = off;
--> statement-breakpoint
set local role bo_godt_owner;
