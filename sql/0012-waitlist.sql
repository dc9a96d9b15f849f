-- 候补：某一天某个时段约满时，有空位就按先后顺序通知。
create table waitlist (
  id varchar(26) not null,
  customer_id varchar(26) not null,
  vehicle_id varchar(26) not null,
  store_id varchar(26) not null,
  service_ids json not null,
  day varchar(10) not null,
  from_minute int not null,
  to_minute int not null,
  state varchar(8) not null,
  -- How often a time was offered and let go.
  offers int not null,
  -- The time that is kept for this wish: a held booking.
  offer_id varchar(26) null,
  -- `<vehicle>:<day>` while it is waiting or offered; null when it is over.
  live_key varchar(40) null,
  version int not null,
  created_at datetime(3) not null,
  updated_at datetime(3) not null,
  constraint pk_waitlist primary key (id),
  constraint uk_waitlist_live unique (live_key),
  constraint uk_waitlist_offer unique (offer_id),
  constraint fk_waitlist_store foreign key (store_id) references store (id),
  constraint fk_waitlist_vehicle foreign key (vehicle_id) references vehicle (id),
  constraint ck_waitlist_state check (state in ('waiting', 'offered', 'accepted', 'ended')),
  constraint ck_waitlist_time check (from_minute < to_minute)
);
create index ix_waitlist_day on waitlist (store_id, day, state);
create index ix_waitlist_customer on waitlist (customer_id, state);
