create table booking (
  id varchar(26) not null,
  number varchar(10) not null,
  request_id varchar(36) not null,
  store_id varchar(26) not null,
  customer_id varchar(26) not null,
  vehicle_id varchar(26) not null,
  service_id varchar(26) not null,
  state varchar(9) not null,
  version int not null,
  day varchar(10) not null,
  starts_minute int not null,
  ends_minute int not null,
  starts_at datetime(3) not null,
  bay_id varchar(26) not null,
  technician_ids json not null,
  price_fen bigint not null,
  remark varchar(200) not null,
  -- One live booking per car and day: vehicle and day while live, null when over.
  live_key varchar(40) null,
  closed_by varchar(8) null,
  closing_reason varchar(24) null,
  closing_note varchar(100) null,
  created_at datetime(3) not null,
  updated_at datetime(3) not null,
  constraint pk_booking primary key (id),
  constraint uk_booking_number unique (number),
  constraint uk_booking_request unique (customer_id, request_id),
  constraint uk_booking_live unique (live_key),
  constraint fk_booking_store foreign key (store_id) references store (id),
  constraint fk_booking_vehicle foreign key (vehicle_id) references vehicle (id),
  constraint ck_booking_state check (state in ('placed', 'confirmed', 'arrived', 'cancelled', 'rejected', 'no_show')),
  constraint ck_booking_time check (starts_minute < ends_minute)
);
create index ix_booking_board on booking (store_id, day, starts_minute);
create index ix_booking_customer on booking (customer_id, starts_at);
create index ix_booking_vehicle on booking (vehicle_id, state);

-- Who holds which quarter of an hour of which technician or bay. The primary key refuses a second owner, whatever code does.
create table claim (
  resource_id varchar(26) not null,
  day varchar(10) not null,
  cell int not null,
  store_id varchar(26) not null,
  booking_id varchar(26) not null,
  constraint pk_claim primary key (resource_id, day, cell),
  constraint fk_claim_booking foreign key (booking_id) references booking (id)
);
create index ix_claim_day on claim (store_id, day);
create index ix_claim_booking on claim (booking_id);
