-- 互检、外协：作业项目的两个新状态；返修嫌疑、减项与同类工单用时。
-- @mysql
alter table job_line drop constraint ck_job_line_state;
-- @mysql
alter table job_line
  modify state varchar(10) not null,
  add column vendor varchar(60) null,
  add column vendor_due_at datetime(3) null,
  add column checked_by varchar(26) null,
  add constraint ck_job_line_state check (state in ('new', 'assigned', 'running', 'paused', 'outsourced', 'checking', 'done', 'passed', 'cancelled')),
  add constraint ck_job_line_vendor check ((vendor is null) = (vendor_due_at is null));
-- @sqlite
create table job_line_next (
  id varchar(26) not null,
  workorder_id varchar(26) not null,
  store_id varchar(26) not null,
  ordinal int not null,
  addon_id varchar(26) null,
  service_id varchar(26) null,
  name varchar(60) not null,
  state varchar(10) not null,
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
  -- 外协单位: who does it outside, and by when it is back.
  vendor varchar(60) null,
  vendor_due_at datetime(3) null,
  -- Who of the team looked at it last.
  checked_by varchar(26) null,
  constraint pk_job_line primary key (id),
  constraint uk_job_line unique (workorder_id, ordinal),
  constraint fk_job_line_workorder foreign key (workorder_id) references workorder (id),
  constraint ck_job_line_state check (state in ('new', 'assigned', 'running', 'paused', 'outsourced', 'checking', 'done', 'passed', 'cancelled')),
  constraint ck_job_line_vendor check ((vendor is null) = (vendor_due_at is null))
);
-- @sqlite
insert into job_line_next (id, workorder_id, store_id, ordinal, addon_id, service_id, name, state, version, planned_minutes,
    amount_fen, bay_type, skill, certificate, technician_count, is_safety, technician_ids, bay_id, pause_reason, rejections,
    dispatched_at, started_at, done_at)
  select id, workorder_id, store_id, ordinal, addon_id, service_id, name, state, version, planned_minutes, amount_fen, bay_type,
    skill, certificate, technician_count, is_safety, technician_ids, bay_id, pause_reason, rejections, dispatched_at, started_at,
    done_at from job_line;
-- @sqlite
drop table job_line;
-- @sqlite
alter table job_line_next rename to job_line;
-- @sqlite
create index ix_job_line_store on job_line (store_id, state);
-- The visit that this one may repeat, and what was decided of it (DOMAIN §2.9).
alter table workorder add column suspected_of varchar(26) null;
alter table workorder add column is_same_fault tinyint null;
alter table workorder add column rework_reason varchar(100) null;
-- What comparable visits took when the car came: deciles in open minutes.
alter table workorder add column usual json null;
alter table addon add column kind varchar(7) not null default 'extra';
-- Jobs that a removal is about, as its labour lines come.
alter table addon add column removes json null;
