-- 工单从预留号码走到关闭：状态扩展，各时间戳用于进度与指标（DOMAIN §2.3、§2.7）。
-- @mysql
alter table workorder drop constraint ck_workorder_state;
-- @mysql
alter table workorder
  modify state varchar(11) not null,
  add column version int not null default 1,
  add column flow_id varchar(26) null,
  add column advisor_id varchar(26) null,
  add column rework_of varchar(26) null,
  add column mileage_km int null,
  add column first_promised_at datetime(3) null,
  add column promised_at datetime(3) null,
  add column quote_version int not null default 0,
  add column arrived_at datetime(3) null,
  add column inspected_at datetime(3) null,
  add column quoted_at datetime(3) null,
  add column authorised_at datetime(3) null,
  add column dispatched_at datetime(3) null,
  add column started_at datetime(3) null,
  add column work_done_at datetime(3) null,
  add column qc_passed_at datetime(3) null,
  add column ready_at datetime(3) null,
  add column settled_at datetime(3) null,
  add column delivered_at datetime(3) null,
  add column closed_at datetime(3) null,
  add constraint ck_workorder_state check (state in ('pre', 'received', 'inspected', 'quoted', 'authorised', 'dispatched', 'in_progress', 'work_done', 'qc_passed', 'ready', 'settled', 'delivered', 'closed', 'cancelled'));
-- @sqlite
create table workorder_next (
  id varchar(26) not null,
  number varchar(16) not null,
  booking_id varchar(26) not null,
  store_id varchar(26) not null,
  vehicle_id varchar(26) not null,
  customer_id varchar(26) not null,
  state varchar(11) not null,
  created_at datetime(3) not null,
  updated_at datetime(3) not null,
  version int not null default 1,
  -- Null until the car has come: the flow that carries it.
  flow_id varchar(26) null,
  advisor_id varchar(26) null,
  rework_of varchar(26) null,
  mileage_km int null,
  first_promised_at datetime(3) null,
  promised_at datetime(3) null,
  quote_version int not null default 0,
  arrived_at datetime(3) null,
  inspected_at datetime(3) null,
  quoted_at datetime(3) null,
  authorised_at datetime(3) null,
  dispatched_at datetime(3) null,
  started_at datetime(3) null,
  work_done_at datetime(3) null,
  qc_passed_at datetime(3) null,
  ready_at datetime(3) null,
  settled_at datetime(3) null,
  delivered_at datetime(3) null,
  closed_at datetime(3) null,
  constraint pk_workorder primary key (id),
  constraint uk_workorder_number unique (number),
  constraint uk_workorder_booking unique (booking_id),
  constraint ck_workorder_state check (state in ('pre', 'received', 'inspected', 'quoted', 'authorised', 'dispatched', 'in_progress', 'work_done', 'qc_passed', 'ready', 'settled', 'delivered', 'closed', 'cancelled'))
);
-- @sqlite
insert into workorder_next (id, number, booking_id, store_id, vehicle_id, customer_id, state, created_at, updated_at)
  select id, number, booking_id, store_id, vehicle_id, customer_id, state, created_at, updated_at from workorder;
-- @sqlite
drop table workorder;
-- @sqlite
alter table workorder_next rename to workorder;
-- @sqlite
create index ix_workorder_store on workorder (store_id, created_at);
create index ix_workorder_board on workorder (store_id, state, promised_at);
create index ix_workorder_vehicle on workorder (vehicle_id, created_at);
create index ix_workorder_customer on workorder (customer_id, created_at);

-- 环检单: signed once, never changed; what is added later stands below.
create table inspection (
  workorder_id varchar(26) not null,
  sheet json not null,
  mileage_reason varchar(60) null,
  signature_id varchar(26) null,
  unsigned_reason varchar(60) null,
  signed_at datetime(3) not null,
  -- SHA-256 of the sheet and its photos as they were signed.
  snapshot_hash varchar(64) not null,
  by_id varchar(26) not null,
  addenda json not null,
  constraint pk_inspection primary key (workorder_id),
  constraint fk_inspection_workorder foreign key (workorder_id) references workorder (id),
  constraint ck_inspection_signature check (signature_id is not null or unsigned_reason is not null)
);

-- 报价单: a row for each version.
create table quote (
  workorder_id varchar(26) not null,
  version int not null,
  quote_lines json not null,
  total_fen bigint not null,
  promised_at datetime(3) not null,
  note varchar(200) not null,
  sent_at datetime(3) null,
  authorised_at datetime(3) null,
  method varchar(9) null,
  -- Who agreed, from where, and on what: the proof (DOMAIN §2.5).
  proof json null,
  snapshot_hash varchar(64) not null,
  by_id varchar(26) not null,
  created_at datetime(3) not null,
  constraint pk_quote primary key (workorder_id, version),
  constraint fk_quote_workorder foreign key (workorder_id) references workorder (id),
  constraint ck_quote_method check (method in ('app', 'signature', 'call')),
  constraint ck_quote_proof check ((authorised_at is null) = (proof is null))
);

-- 增项
create table addon (
  id varchar(26) not null,
  workorder_id varchar(26) not null,
  store_id varchar(26) not null,
  request_id varchar(36) not null,
  state varchar(8) not null,
  version int not null,
  title varchar(40) not null,
  severity varchar(6) not null,
  finding varchar(300) not null,
  measure json null,
  quote_lines json not null,
  -- Places of the labour lines that were approved.
  approved json null,
  extra_minutes int not null,
  new_promise_at datetime(3) null,
  recheck_hint varchar(60) null,
  is_risk_accepted tinyint not null,
  snapshot_hash varchar(64) null,
  proof json null,
  proposed_by varchar(26) not null,
  created_at datetime(3) not null,
  sent_at datetime(3) null,
  decided_at datetime(3) null,
  constraint pk_addon primary key (id),
  constraint uk_addon_request unique (workorder_id, request_id),
  constraint fk_addon_workorder foreign key (workorder_id) references workorder (id),
  constraint ck_addon_state check (state in ('draft', 'pending', 'approved', 'partial', 'declined', 'expired')),
  constraint ck_addon_severity check (severity in ('red', 'yellow', 'green')),
  constraint ck_addon_proof check ((decided_at is null) = (proof is null))
);
create index ix_addon_store on addon (store_id, state, sent_at);

-- 作业项目
create table job_line (
  id varchar(26) not null,
  workorder_id varchar(26) not null,
  store_id varchar(26) not null,
  ordinal int not null,
  addon_id varchar(26) null,
  service_id varchar(26) null,
  name varchar(60) not null,
  state varchar(9) not null,
  version int not null,
  planned_minutes int not null,
  amount_fen bigint not null,
  bay_type varchar(12) not null,
  skill varchar(24) not null,
  certificate varchar(24) null,
  technician_count int not null,
  is_safety tinyint not null,
  technician_ids json not null,
  bay_id varchar(26) null,
  pause_reason varchar(9) null,
  rejections int not null,
  dispatched_at datetime(3) null,
  started_at datetime(3) null,
  done_at datetime(3) null,
  constraint pk_job_line primary key (id),
  constraint uk_job_line unique (workorder_id, ordinal),
  constraint fk_job_line_workorder foreign key (workorder_id) references workorder (id),
  constraint ck_job_line_state check (state in ('new', 'assigned', 'running', 'paused', 'done', 'passed', 'cancelled'))
);
create index ix_job_line_store on job_line (store_id, state);

-- 施工区间: actual time is their sum, never the wall clock (DOMAIN §2.4). `running_key` is the technician while it is open, so
-- that nobody works on two cars at once.
create table job_interval (
  id varchar(26) not null,
  job_id varchar(26) not null,
  technician_id varchar(26) not null,
  starts_at datetime(3) not null,
  ends_at datetime(3) null,
  end_reason varchar(9) null,
  running_key varchar(26) null,
  constraint pk_job_interval primary key (id),
  constraint uk_job_interval_running unique (running_key),
  constraint fk_job_interval_job foreign key (job_id) references job_line (id),
  constraint ck_job_interval_open check ((ends_at is null) = (running_key is not null))
);
create index ix_job_interval_job on job_interval (job_id);

-- 备件行
create table part_line (
  id varchar(26) not null,
  workorder_id varchar(26) not null,
  job_id varchar(26) null,
  name varchar(60) not null,
  code varchar(40) null,
  quantity_centi int not null,
  unit varchar(4) not null,
  amount_fen bigint not null,
  state varchar(8) not null,
  version int not null,
  eta_at datetime(3) null,
  constraint pk_part_line primary key (id),
  constraint fk_part_line_workorder foreign key (workorder_id) references workorder (id),
  constraint ck_part_line_state check (state in ('waiting', 'arrived', 'issued', 'returned'))
);
create index ix_part_line_workorder on part_line (workorder_id);

-- 质检单
create table qc_record (
  id varchar(26) not null,
  workorder_id varchar(26) not null,
  request_id varchar(36) not null,
  by_id varchar(26) not null,
  is_passed tinyint not null,
  items json not null,
  reason varchar(200) not null,
  has_road_test tinyint not null,
  created_at datetime(3) not null,
  constraint pk_qc_record primary key (id),
  constraint uk_qc_record_request unique (workorder_id, request_id),
  constraint fk_qc_record_workorder foreign key (workorder_id) references workorder (id)
);

-- 交车单
create table handover (
  workorder_id varchar(26) not null,
  mileage_km int not null,
  old_parts varchar(8) not null,
  next_hint varchar(100) not null,
  by_id varchar(26) not null,
  at datetime(3) not null,
  constraint pk_handover primary key (workorder_id),
  constraint fk_handover_workorder foreign key (workorder_id) references workorder (id),
  constraint ck_handover_parts check (old_parts in ('customer', 'store', 'none'))
);

-- 时间线: what happened, as staff and owner read it. `owner_text` is null for what owners are not shown (DOMAIN §2.8).
create table workorder_entry (
  id varchar(26) not null,
  workorder_id varchar(26) not null,
  kind varchar(24) not null,
  at datetime(3) not null,
  by_kind varchar(8) not null,
  by_id varchar(26) null,
  staff_text varchar(200) not null,
  owner_text varchar(200) null,
  photo_ids json not null,
  constraint pk_workorder_entry primary key (id),
  constraint fk_workorder_entry_workorder foreign key (workorder_id) references workorder (id)
);
create index ix_workorder_entry on workorder_entry (workorder_id, at);
