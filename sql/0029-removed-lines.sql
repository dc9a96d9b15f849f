-- 减项：作业项目记下它来自哪一行报价；从未领用的备件随项目取消。
-- Its place among the lines that were agreed to; null of jobs that are older than this column.
alter table job_line add column place int null;
-- @mysql
alter table part_line drop constraint ck_part_line_state;
-- @mysql
alter table part_line
  modify state varchar(9) not null,
  add constraint ck_part_line_state check (state in ('waiting', 'arrived', 'issued', 'returned', 'cancelled'));
-- @sqlite
create table part_line_next (
  id varchar(26) not null,
  workorder_id varchar(26) not null,
  job_id varchar(26) null,
  name varchar(60) not null,
  code varchar(40) null,
  quantity_centi int not null,
  unit varchar(4) not null,
  amount_fen bigint not null,
  state varchar(9) not null,
  version int not null,
  eta_at datetime(3) null,
  constraint pk_part_line primary key (id),
  constraint fk_part_line_workorder foreign key (workorder_id) references workorder (id),
  constraint ck_part_line_state check (state in ('waiting', 'arrived', 'issued', 'returned', 'cancelled'))
);
-- @sqlite
insert into part_line_next (id, workorder_id, job_id, name, code, quantity_centi, unit, amount_fen, state, version, eta_at)
  select id, workorder_id, job_id, name, code, quantity_centi, unit, amount_fen, state, version, eta_at from part_line;
-- @sqlite
drop table part_line;
-- @sqlite
alter table part_line_next rename to part_line;
-- @sqlite
create index ix_part_line_workorder on part_line (workorder_id);
