-- 一次到店由若干步骤组成：接待、施工（每个项目一步）、终检、洗车；每一步占用具体的工位和技师。
create table booking_step (
  booking_id varchar(26) not null,
  ordinal int not null,
  kind varchar(9) not null,
  -- The service of a work step.
  service_id varchar(26) null,
  starts_minute int not null,
  ends_minute int not null,
  bay_id varchar(26) not null,
  technician_ids json not null,
  -- The price of a work step when it was booked.
  price_fen bigint not null,
  constraint pk_booking_step primary key (booking_id, ordinal),
  constraint fk_booking_step_booking foreign key (booking_id) references booking (id),
  constraint ck_booking_step_kind check (kind in ('reception', 'work', 'qc', 'wash')),
  constraint ck_booking_step_time check (starts_minute < ends_minute)
);

insert into booking_step (booking_id, ordinal, kind, service_id, starts_minute, ends_minute, bay_id, technician_ids, price_fen)
select id, 1, 'work', service_id, starts_minute, ends_minute, bay_id, technician_ids, price_fen from booking;

-- A cell that is only held until an instant is free afterwards, whether somebody has cleared it away or not.
alter table claim add column held_until datetime(3) null;
-- Walk-ins use what is kept for them before they use anything else.
alter table claim add column is_walk_in tinyint not null default 0;

-- @mysql
alter table booking drop constraint ck_booking_state;
-- @mysql
alter table booking
  drop column bay_id,
  drop column technician_ids,
  drop column service_id,
  add column channel varchar(7) not null default 'owner',
  add column held_until datetime(3) null,
  add column late_minutes int null,
  add constraint ck_booking_state check (state in ('held', 'placed', 'confirmed', 'arrived', 'cancelled', 'rejected', 'no_show', 'expired')),
  add constraint ck_booking_channel check (channel in ('owner', 'phone', 'walk_in'));
-- @sqlite
create table booking_next (
  id varchar(26) not null,
  number varchar(10) not null,
  request_id varchar(36) not null,
  store_id varchar(26) not null,
  customer_id varchar(26) not null,
  vehicle_id varchar(26) not null,
  state varchar(9) not null,
  version int not null,
  day varchar(10) not null,
  starts_minute int not null,
  ends_minute int not null,
  starts_at datetime(3) not null,
  price_fen bigint not null,
  remark varchar(200) not null,
  live_key varchar(40) null,
  closed_by varchar(8) null,
  closing_reason varchar(24) null,
  closing_note varchar(100) null,
  created_at datetime(3) not null,
  updated_at datetime(3) not null,
  channel varchar(7) not null default 'owner',
  held_until datetime(3) null,
  late_minutes int null,
  constraint pk_booking primary key (id),
  constraint uk_booking_number unique (number),
  constraint uk_booking_request unique (customer_id, request_id),
  constraint uk_booking_live unique (live_key),
  constraint fk_booking_store foreign key (store_id) references store (id),
  constraint fk_booking_vehicle foreign key (vehicle_id) references vehicle (id),
  constraint ck_booking_state check (state in ('held', 'placed', 'confirmed', 'arrived', 'cancelled', 'rejected', 'no_show', 'expired')),
  constraint ck_booking_channel check (channel in ('owner', 'phone', 'walk_in')),
  constraint ck_booking_time check (starts_minute < ends_minute)
);
-- @sqlite
insert into booking_next (id, number, request_id, store_id, customer_id, vehicle_id, state, version, day, starts_minute,
    ends_minute, starts_at, price_fen, remark, live_key, closed_by, closing_reason, closing_note, created_at, updated_at)
  select id, number, request_id, store_id, customer_id, vehicle_id, state, version, day, starts_minute,
    ends_minute, starts_at, price_fen, remark, live_key, closed_by, closing_reason, closing_note, created_at, updated_at from booking;
-- @sqlite
drop table booking;
-- @sqlite
alter table booking_next rename to booking;
-- @sqlite
create index ix_booking_board on booking (store_id, day, starts_minute);
-- @sqlite
create index ix_booking_customer on booking (customer_id, starts_at);
-- @sqlite
create index ix_booking_vehicle on booking (vehicle_id, state);
