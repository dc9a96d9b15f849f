-- 工单。预约成功即预留号码（非正式工单），到店接车后转正式。
create table workorder (
  id varchar(26) not null,
  number varchar(16) not null,
  booking_id varchar(26) not null,
  store_id varchar(26) not null,
  vehicle_id varchar(26) not null,
  customer_id varchar(26) not null,
  state varchar(9) not null,
  created_at datetime(3) not null,
  updated_at datetime(3) not null,
  constraint pk_workorder primary key (id),
  constraint uk_workorder_number unique (number),
  constraint uk_workorder_booking unique (booking_id),
  constraint ck_workorder_state check (state in ('pre', 'received', 'cancelled'))
);
create index ix_workorder_store on workorder (store_id, created_at);
