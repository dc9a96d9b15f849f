-- 流程定义. A version is edited while it is a draft and never again; `store_id` is null where it is for all stores.
create table flow_def (
  flow_key varchar(64) not null,
  version int not null,
  store_id varchar(26) null,
  title varchar(60) not null,
  graph json not null,
  checksum varchar(43) not null,
  -- Version of each flow that it calls as `pinned`, as it was when this one was published.
  pins json not null,
  state varchar(9) not null,
  rev int not null,
  created_at datetime(3) not null,
  published_at datetime(3) null,
  published_by varchar(40) null,
  constraint pk_flow_def primary key (flow_key, version),
  constraint fk_flow_def_store foreign key (store_id) references store (id),
  constraint ck_flow_def_state check (state in ('draft', 'published', 'retired'))
);
create index ix_flow_def_current on flow_def (flow_key, state, store_id);

-- 流程实例. `state` is the truth; the tables below are written from it in the same transaction.
create table flow_instance (
  id varchar(26) not null,
  flow_key varchar(64) not null,
  version int not null,
  store_id varchar(26) not null,
  subject_type varchar(32) not null,
  subject_id varchar(64) not null,
  -- What started it: it starts once.
  cause varchar(255) not null,
  -- The flow that called it, and the call there.
  parent_id varchar(26) null,
  parent_ref varchar(255) null,
  depth int not null,
  status varchar(9) not null,
  result varchar(64) null,
  seq int not null,
  step int not null,
  state json not null,
  started_at datetime(3) not null,
  ended_at datetime(3) null,
  updated_at datetime(3) not null,
  constraint pk_flow_instance primary key (id),
  constraint uk_flow_instance_cause unique (flow_key, cause),
  constraint fk_flow_instance_store foreign key (store_id) references store (id),
  constraint ck_flow_instance_status check (status in ('running', 'ended', 'cancelled'))
);
create index ix_flow_instance_subject on flow_instance (subject_type, subject_id);
create index ix_flow_instance_version on flow_instance (flow_key, version, status);
create index ix_flow_instance_parent on flow_instance (parent_ref);

-- 流程任务, as lists ask for it: mine, my store's, overdue.
create table flow_task (
  id varchar(26) not null,
  instance_id varchar(26) not null,
  flow_key varchar(64) not null,
  store_id varchar(26) not null,
  subject_type varchar(32) not null,
  subject_id varchar(64) not null,
  node varchar(48) not null,
  visit int not null,
  item varchar(190) null,
  title varchar(60) not null,
  lane varchar(64) null,
  -- The domain command by which it is done, on a page of its own.
  own_command varchar(64) null,
  status varchar(9) not null,
  rev int not null,
  -- Whose turn it is; the others are in flow_candidate. Null while it lies in a pool.
  assignee_id varchar(40) null,
  due_at datetime(3) null,
  remaining_ms bigint null,
  breached_at datetime(3) null,
  level int not null,
  urges int not null,
  outcome varchar(64) null,
  done_by varchar(40) null,
  opened_at datetime(3) not null,
  closed_at datetime(3) null,
  constraint pk_flow_task primary key (id),
  constraint fk_flow_task_instance foreign key (instance_id) references flow_instance (id),
  constraint ck_flow_task_status check (status in ('open', 'done', 'cancelled'))
);
create index ix_flow_task_instance on flow_task (instance_id);
create index ix_flow_task_store on flow_task (store_id, status, due_at);
create index ix_flow_task_assignee on flow_task (assignee_id, status);
create index ix_flow_task_subject on flow_task (subject_type, subject_id);

-- Whose open task it is: who is asked to act now, else the pool. Gone when the task is closed.
create table flow_candidate (
  task_id varchar(26) not null,
  kind varchar(24) not null,
  candidate_id varchar(64) not null,
  store_id varchar(26) not null,
  part varchar(5) not null,
  constraint pk_flow_candidate primary key (task_id, kind, candidate_id),
  constraint fk_flow_candidate_task foreign key (task_id) references flow_task (id),
  constraint ck_flow_candidate_part check (part in ('asked', 'pool'))
);
create index ix_flow_candidate_who on flow_candidate (kind, candidate_id, store_id);

-- 流程定时. A row until it has fired; without `try_at` its clock stands.
create table flow_timer (
  id varchar(26) not null,
  dedupe varchar(255) not null,
  instance_id varchar(26) not null,
  task_id varchar(26) null,
  node varchar(48) not null,
  kind varchar(8) not null,
  level int not null,
  due_at datetime(3) null,
  remaining_ms bigint null,
  -- When to fire it: `due_at`, later where it could not be fired.
  try_at datetime(3) null,
  attempts int not null,
  constraint pk_flow_timer primary key (id),
  constraint uk_flow_timer_dedupe unique (dedupe),
  constraint fk_flow_timer_instance foreign key (instance_id) references flow_instance (id)
);
create index ix_flow_timer_try on flow_timer (try_at);
create index ix_flow_timer_instance on flow_timer (instance_id);

-- 流程异常: what is stuck, for people to see and to resume.
create table flow_incident (
  id varchar(26) not null,
  instance_id varchar(26) not null,
  store_id varchar(26) not null,
  kind varchar(7) not null,
  task_id varchar(26) null,
  node varchar(48) not null,
  effect varchar(255) null,
  error varchar(500) not null,
  state varchar(6) not null,
  opened_at datetime(3) not null,
  closed_at datetime(3) null,
  constraint pk_flow_incident primary key (id),
  constraint fk_flow_incident_instance foreign key (instance_id) references flow_instance (id),
  constraint ck_flow_incident_state check (state in ('open', 'closed'))
);
create index ix_flow_incident_store on flow_incident (store_id, state, opened_at);
create index ix_flow_incident_instance on flow_incident (instance_id);

-- What a flow has asked of the world, to be asked again.
create table flow_effect (
  dedupe varchar(255) not null,
  instance_id varchar(26) not null,
  effect json not null,
  sent_at datetime(3) not null,
  constraint pk_flow_effect primary key (dedupe),
  constraint fk_flow_effect_instance foreign key (instance_id) references flow_instance (id)
);

-- History, append-only: without gaps, and enough to build the state anew.
create table flow_event (
  instance_id varchar(26) not null,
  seq int not null,
  step int not null,
  at datetime(3) not null,
  actor varchar(40) not null,
  type varchar(24) not null,
  node varchar(48) null,
  visit int null,
  item varchar(190) null,
  data json not null,
  patches json not null,
  constraint pk_flow_event primary key (instance_id, seq),
  constraint fk_flow_event_instance foreign key (instance_id) references flow_instance (id)
);

-- Commands that came with a key: a second one gets what the first did.
create table flow_command (
  id varchar(100) not null,
  instance_id varchar(26) not null,
  digest varchar(43) not null,
  -- Events after the first and up to the second number are its work.
  seq_from int not null,
  seq_to int not null,
  at datetime(3) not null,
  constraint pk_flow_command primary key (id)
);
create index ix_flow_command_instance on flow_command (instance_id);
