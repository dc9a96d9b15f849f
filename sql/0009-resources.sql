-- 单日班次：当天代替每周班次。
create table technician_day_shift (
  id varchar(26) not null,
  technician_id varchar(26) not null,
  day varchar(10) not null,
  starts_minute int not null,
  ends_minute int not null,
  constraint pk_technician_day_shift primary key (id),
  constraint fk_technician_day_shift_technician foreign key (technician_id) references technician (id),
  constraint ck_technician_day_shift_time check (starts_minute < ends_minute and ends_minute <= 1440)
);
create index ix_technician_day_shift_day on technician_day_shift (technician_id, day);

-- Grows with every change, so that nobody overwrites a colleague.
alter table service add column version int not null default 1;
