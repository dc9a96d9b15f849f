-- Events as they happened, for listeners, integration and looking back.
create table outbox_event (
  id varchar(26) not null,
  type varchar(64) not null,
  payload json not null,
  occurred_at datetime(3) not null,
  constraint pk_outbox_event primary key (id)
);
create index ix_outbox_event_type on outbox_event (type, occurred_at);

-- Work to do. A worker owns a row while lease_by is its token and lease_until (epoch ms) is ahead.
create table job (
  id varchar(26) not null,
  kind varchar(64) not null,
  dedupe varchar(120) null,
  payload json not null,
  run_at datetime(3) not null,
  lease_by varchar(26) null,
  lease_until bigint not null,
  attempts int not null,
  created_at datetime(3) not null,
  constraint pk_job primary key (id),
  constraint uk_job_dedupe unique (dedupe)
);
create index ix_job_due on job (run_at, lease_until);
create index ix_job_lease on job (lease_by);

create table job_dead (
  id varchar(26) not null,
  kind varchar(64) not null,
  payload json not null,
  attempts int not null,
  error varchar(500) not null,
  died_at datetime(3) not null,
  constraint pk_job_dead primary key (id)
);
create index ix_job_dead_died on job_dead (died_at);

-- Who did what, append-only. Personal data only masked or as ids.
create table audit_log (
  id varchar(26) not null,
  at datetime(3) not null,
  actor_kind varchar(8) not null,
  actor_id varchar(40) not null,
  action varchar(64) not null,
  subject_type varchar(32) not null,
  subject_id varchar(64) not null,
  store_id varchar(26) null,
  reason varchar(200) null,
  state_before json null,
  state_after json null,
  request_id varchar(64) null,
  constraint pk_audit_log primary key (id)
);
create index ix_audit_log_subject on audit_log (subject_type, subject_id, at);
create index ix_audit_log_actor on audit_log (actor_id, at);
