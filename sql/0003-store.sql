-- 集团 → 区域 → 门店
create table org_group (
  id varchar(26) not null,
  name varchar(60) not null,
  created_at datetime(3) not null,
  constraint pk_org_group primary key (id)
);

create table region (
  id varchar(26) not null,
  group_id varchar(26) not null,
  name varchar(60) not null,
  constraint pk_region primary key (id),
  constraint fk_region_group foreign key (group_id) references org_group (id)
);

create table store (
  id varchar(26) not null,
  group_id varchar(26) not null,
  region_id varchar(26) not null,
  name varchar(60) not null,
  kind varchar(8) not null,
  city varchar(30) not null,
  address varchar(120) not null,
  phone varchar(20) not null,
  latitude double not null,
  longitude double not null,
  time_zone varchar(40) not null,
  -- 是否自动确认预约
  is_auto_confirm tinyint not null,
  -- 每周营业时间：weekday → [开, 关] 分钟
  week json not null,
  follows_holidays tinyint not null,
  min_lead_minutes int not null,
  cancel_cutoff_minutes int not null,
  no_show_grace_minutes int not null,
  -- Grows with every change of bays, technicians, shifts, leave or certificates: cached rosters are keyed by it.
  roster_version int not null,
  is_active tinyint not null,
  created_at datetime(3) not null,
  constraint pk_store primary key (id),
  constraint fk_store_region foreign key (region_id) references region (id),
  constraint ck_store_kind check (kind in ('dealer', 'workshop'))
);

-- The opening record of one day, and the gate through which every booking of that day passes.
create table store_day (
  store_id varchar(26) not null,
  day varchar(10) not null,
  is_open tinyint not null,
  opens_minute int not null,
  closes_minute int not null,
  note varchar(40) null,
  source varchar(14) not null,
  version int not null,
  constraint pk_store_day primary key (store_id, day),
  constraint fk_store_day_store foreign key (store_id) references store (id),
  constraint ck_store_day_hours check (opens_minute >= 0 and closes_minute <= 1440 and opens_minute <= closes_minute),
  constraint ck_store_day_source check (source in ('pattern', 'holiday', 'makeup_workday', 'manual'))
);

create table bay (
  id varchar(26) not null,
  store_id varchar(26) not null,
  name varchar(20) not null,
  type varchar(5) not null,
  is_active tinyint not null,
  constraint pk_bay primary key (id),
  constraint uk_bay_name unique (store_id, name),
  constraint fk_bay_store foreign key (store_id) references store (id),
  constraint ck_bay_type check (type in ('quick', 'mech', 'align', 'hv', 'body', 'paint', 'wash', 'qc'))
);

create table technician (
  id varchar(26) not null,
  store_id varchar(26) not null,
  name varchar(30) not null,
  level varchar(13) not null,
  -- Skills as a JSON list of words.
  skills json not null,
  is_active tinyint not null,
  constraint pk_technician primary key (id),
  constraint fk_technician_store foreign key (store_id) references store (id),
  constraint ck_technician_level check (level in ('apprentice', 'junior', 'intermediate', 'senior', 'master', 'senior_master'))
);
create index ix_technician_store on technician (store_id);

-- 特种作业操作证等
create table technician_certificate (
  id varchar(26) not null,
  technician_id varchar(26) not null,
  kind varchar(24) not null,
  number varchar(40) not null,
  -- Valid through this day.
  expires_on varchar(10) not null,
  constraint pk_technician_certificate primary key (id),
  constraint uk_technician_certificate_number unique (kind, number),
  constraint fk_technician_certificate_technician foreign key (technician_id) references technician (id)
);
create index ix_technician_certificate_technician on technician_certificate (technician_id);

create table technician_shift (
  id varchar(26) not null,
  technician_id varchar(26) not null,
  weekday int not null,
  starts_minute int not null,
  ends_minute int not null,
  constraint pk_technician_shift primary key (id),
  constraint fk_technician_shift_technician foreign key (technician_id) references technician (id),
  constraint ck_technician_shift_time check (weekday between 0 and 6 and starts_minute < ends_minute and ends_minute <= 1440)
);
create index ix_technician_shift_technician on technician_shift (technician_id);

create table technician_leave (
  id varchar(26) not null,
  technician_id varchar(26) not null,
  day varchar(10) not null,
  starts_minute int not null,
  ends_minute int not null,
  reason varchar(40) not null,
  constraint pk_technician_leave primary key (id),
  constraint fk_technician_leave_technician foreign key (technician_id) references technician (id),
  constraint ck_technician_leave_time check (starts_minute < ends_minute and ends_minute <= 1440)
);
create index ix_technician_leave_day on technician_leave (technician_id, day);
