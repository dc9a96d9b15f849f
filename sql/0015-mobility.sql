-- 取送车司机: who fetches cars and brings them back. `week` holds the hours of each weekday, or null for a day off.
create table driver (
  id varchar(26) not null,
  store_id varchar(26) not null,
  name varchar(30) not null,
  phone_sealed varchar(512) not null,
  week json not null,
  is_active tinyint not null,
  version int not null,
  created_at datetime(3) not null,
  updated_at datetime(3) not null,
  constraint pk_driver primary key (id),
  constraint fk_driver_store foreign key (store_id) references store (id)
);
create index ix_driver_store on driver (store_id, is_active);

-- 代步车: the store's own cars, lent while a customer's car is being worked on.
create table loaner_car (
  id varchar(26) not null,
  store_id varchar(26) not null,
  plate varchar(10) not null,
  model varchar(50) not null,
  fuel varchar(4) not null,
  odometer_km int not null,
  is_active tinyint not null,
  version int not null,
  created_at datetime(3) not null,
  updated_at datetime(3) not null,
  constraint pk_loaner_car primary key (id),
  constraint uk_loaner_car_plate unique (store_id, plate),
  constraint fk_loaner_car_store foreign key (store_id) references store (id)
);

-- One quarter of an hour of one driver or loaner car, taken. The primary key refuses a second owner, whatever code does.
create table mobility_claim (
  resource_id varchar(26) not null,
  day varchar(10) not null,
  cell int not null,
  store_id varchar(26) not null,
  order_id varchar(26) not null,
  constraint pk_mobility_claim primary key (resource_id, day, cell),
  constraint fk_mobility_claim_store foreign key (store_id) references store (id)
);
create index ix_mobility_claim_order on mobility_claim (order_id);

-- 取送车单. What identifies a person or a home is sealed, and emptied 30 days after the trip.
create table trip (
  id varchar(26) not null,
  booking_id varchar(26) not null,
  store_id varchar(26) not null,
  customer_id varchar(26) not null,
  vehicle_id varchar(26) not null,
  direction varchar(6) not null,
  driver_id varchar(26) not null,
  state varchar(21) not null,
  version int not null,
  day varchar(10) not null,
  -- When the driver leaves, is at the door, and is free again.
  starts_minute int not null,
  door_minute int not null,
  ends_minute int not null,
  lead_minutes int not null,
  address_sealed varchar(1024) null,
  contact_sealed varchar(1024) null,
  planned_km double null,
  driven_km double null,
  km_note varchar(100) null,
  mileage_km int null,
  energy_percent int null,
  condition_note varchar(200) null,
  valuables_note varchar(200) null,
  consent_by varchar(4) null,
  consent_name_sealed varchar(512) null,
  consent_at datetime(3) null,
  -- 交车码, for a trip that brings a car back; wrong tries are counted.
  code_sealed varchar(512) null,
  code_tries int not null,
  receiver_sealed varchar(512) null,
  reason varchar(100) null,
  is_booking_over tinyint not null,
  -- `<booking>:<direction>` until it has ended, so that no booking has two.
  live_key varchar(40) null,
  created_at datetime(3) not null,
  updated_at datetime(3) not null,
  constraint pk_trip primary key (id),
  constraint uk_trip_live unique (live_key),
  constraint fk_trip_store foreign key (store_id) references store (id),
  constraint fk_trip_customer foreign key (customer_id) references customer (id),
  constraint fk_trip_driver foreign key (driver_id) references driver (id),
  constraint ck_trip_direction check (direction in ('fetch', 'return')),
  constraint ck_trip_state check (state in ('requested', 'assigned', 'arrived', 'inspected', 'en_route', 'at_store', 'returned',
    'refused_condition', 'accident', 'no_contact', 'cancelled_by_customer', 'cancelled_by_store')),
  constraint ck_trip_time check (starts_minute < ends_minute and door_minute between starts_minute and ends_minute)
);
create index ix_trip_day on trip (store_id, day, starts_minute);
create index ix_trip_booking on trip (booking_id);
create index ix_trip_customer on trip (customer_id);

-- 代步车单. Of the driving licence only that it was checked and how long it is valid is kept.
create table loaner (
  id varchar(26) not null,
  booking_id varchar(26) not null,
  store_id varchar(26) not null,
  customer_id varchar(26) not null,
  vehicle_id varchar(26) not null,
  car_id varchar(26) not null,
  state varchar(9) not null,
  version int not null,
  day varchar(10) not null,
  starts_minute int not null,
  until_day varchar(10) not null,
  ends_minute int not null,
  licence_until varchar(10) null,
  out_mileage_km int null,
  out_energy_percent int null,
  out_note varchar(200) null,
  out_at datetime(3) null,
  in_mileage_km int null,
  in_energy_percent int null,
  in_note varchar(200) null,
  in_at datetime(3) null,
  extra_note varchar(200) null,
  reason varchar(100) null,
  is_booking_over tinyint not null,
  -- The booking until it has ended, and the car while it is out: neither twice.
  live_key varchar(26) null,
  out_key varchar(26) null,
  created_at datetime(3) not null,
  updated_at datetime(3) not null,
  constraint pk_loaner primary key (id),
  constraint uk_loaner_live unique (live_key),
  constraint uk_loaner_out unique (out_key),
  constraint fk_loaner_store foreign key (store_id) references store (id),
  constraint fk_loaner_customer foreign key (customer_id) references customer (id),
  constraint fk_loaner_car foreign key (car_id) references loaner_car (id),
  constraint ck_loaner_state check (state in ('reserved', 'checked', 'out', 'returned', 'cancelled')),
  constraint ck_loaner_time check (day < until_day or (day = until_day and starts_minute < ends_minute))
);
create index ix_loaner_day on loaner (store_id, day);
create index ix_loaner_state on loaner (store_id, state);
create index ix_loaner_booking on loaner (booking_id);
create index ix_loaner_customer on loaner (customer_id);
