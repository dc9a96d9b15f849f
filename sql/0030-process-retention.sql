-- Which commands are old, and whose history need be kept no longer.
alter table flow_instance add column history_gone_at datetime(3) null;
create index ix_flow_instance_over on flow_instance (history_gone_at, ended_at);
create index ix_flow_command_at on flow_command (at, id);
create index ix_flow_effect_instance on flow_effect (instance_id);
