-- 工位停用时段：设备检修、清洁等。
create table bay_outage (
  id varchar(26) not null,
  bay_id varchar(26) not null,
  day varchar(10) not null,
  starts_minute int not null,
  ends_minute int not null,
  reason varchar(40) not null,
  constraint pk_bay_outage primary key (id),
  constraint fk_bay_outage_bay foreign key (bay_id) references bay (id),
  constraint ck_bay_outage_time check (starts_minute < ends_minute and ends_minute <= 1440)
);
create index ix_bay_outage_day on bay_outage (bay_id, day);

-- 接待车道的接待顾问
alter table bay add column staff_id varchar(26) null;

-- 技师本人的员工账号
alter table technician add column staff_id varchar(26) null;
create unique index uk_technician_staff on technician (staff_id);

-- Grows with every change, so that nobody overwrites a colleague.
alter table store add column version int not null default 1;

-- 请假申请
create table leave_request (
  id varchar(26) not null,
  store_id varchar(26) not null,
  technician_id varchar(26) not null,
  from_day varchar(10) not null,
  to_day varchar(10) not null,
  starts_minute int not null,
  ends_minute int not null,
  reason varchar(40) not null,
  state varchar(9) not null,
  requested_by varchar(26) not null,
  decided_by varchar(26) null,
  note varchar(100) null,
  version int not null,
  created_at datetime(3) not null,
  decided_at datetime(3) null,
  constraint pk_leave_request primary key (id),
  constraint fk_leave_request_store foreign key (store_id) references store (id),
  constraint fk_leave_request_technician foreign key (technician_id) references technician (id),
  constraint ck_leave_request_time check (from_day <= to_day and starts_minute < ends_minute and ends_minute <= 1440),
  constraint ck_leave_request_state check (state in ('pending', 'approved', 'rejected', 'withdrawn'))
);
create index ix_leave_request_store on leave_request (store_id, state, id);
create index ix_leave_request_technician on leave_request (technician_id, state);

-- 员工待办: what those who keep a store's resources have to look at. The dedupe key names the occasion: it comes once.
create table staff_todo (
  id varchar(26) not null,
  dedupe varchar(100) not null,
  store_id varchar(26) not null,
  kind varchar(11) not null,
  title varchar(60) not null,
  body varchar(200) not null,
  -- The technician it is about.
  subject_id varchar(26) not null,
  state varchar(4) not null,
  -- Null: nobody had to, because the reason is gone.
  done_by varchar(26) null,
  done_at datetime(3) null,
  created_at datetime(3) not null,
  constraint pk_staff_todo primary key (id),
  constraint uk_staff_todo_dedupe unique (dedupe),
  constraint fk_staff_todo_store foreign key (store_id) references store (id),
  constraint ck_staff_todo_state check (state in ('open', 'done'))
);
create index ix_staff_todo_store on staff_todo (store_id, state, id);
