-- 客户。Sealed columns hold AES-256-GCM ciphertext, the hashes are keyed blind indexes.
create table customer (
  id varchar(26) not null,
  name_sealed varchar(512) null,
  phone_sealed varchar(512) null,
  phone_hash varchar(43) null,
  -- The customer who took this one over. A merged customer has no phone and no log-in.
  merged_into varchar(26) null,
  -- Grows with every change of the customer or the garage: the gate that such changes pass one at a time.
  version int not null,
  created_at datetime(3) not null,
  updated_at datetime(3) not null,
  constraint pk_customer primary key (id),
  constraint uk_customer_phone unique (phone_hash),
  constraint fk_customer_customer foreign key (merged_into) references customer (id),
  constraint ck_customer_merged check (merged_into is null or phone_hash is null)
);

create table wechat_link (
  openid_hash varchar(43) not null,
  openid_sealed varchar(512) not null,
  customer_id varchar(26) not null,
  created_at datetime(3) not null,
  constraint pk_wechat_link primary key (openid_hash),
  constraint fk_wechat_link_customer foreign key (customer_id) references customer (id)
);
create index ix_wechat_link_customer on wechat_link (customer_id);

-- 车辆
create table vehicle (
  id varchar(26) not null,
  customer_id varchar(26) not null,
  plate_sealed varchar(512) null,
  plate_hash varchar(43) null,
  vin_sealed varchar(512) null,
  vin_hash varchar(43) null,
  -- Why a doubtful VIN is right all the same.
  vin_override varchar(15) null,
  brand varchar(30) not null,
  model varchar(50) not null,
  fuel varchar(4) not null,
  mileage_km int null,
  -- The owner's id on the default car, null on all others.
  default_key varchar(26) null,
  -- The car's own id while it is in the garage, null when removed. Holds refer to it: a held car cannot leave.
  live_id varchar(26) null,
  removed_at datetime(3) null,
  version int not null,
  created_at datetime(3) not null,
  updated_at datetime(3) not null,
  constraint pk_vehicle primary key (id),
  constraint uk_vehicle_default unique (default_key),
  constraint uk_vehicle_live unique (live_id),
  constraint fk_vehicle_customer foreign key (customer_id) references customer (id),
  constraint ck_vehicle_fuel check (fuel in ('ice', 'hev', 'phev', 'erev', 'bev', 'fcev')),
  constraint ck_vehicle_live check ((live_id is null) = (removed_at is not null)),
  constraint ck_vehicle_default check (default_key is null or live_id is not null)
);
create index ix_vehicle_customer on vehicle (customer_id, live_id);
create index ix_vehicle_plate on vehicle (plate_hash);
create index ix_vehicle_vin on vehicle (vin_hash);

-- Why a car must stay in the garage, e.g. a live booking.
create table vehicle_hold (
  vehicle_id varchar(26) not null,
  reason_id varchar(26) not null,
  constraint pk_vehicle_hold primary key (vehicle_id, reason_id),
  constraint fk_vehicle_hold_vehicle foreign key (vehicle_id) references vehicle (live_id)
);
