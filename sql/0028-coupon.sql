-- 卡券模板. What its coupons say is `face`; each edit is a row of coupon_template_version, and coupons keep the one they were issued with.
create table coupon_template (
  id varchar(26) not null,
  group_id varchar(26) not null,
  request_id varchar(36) not null,
  name varchar(20) not null,
  type varchar(8) not null,
  face json not null,
  validity json not null,
  -- Days begin and end by this clock: the one of its first store.
  time_zone varchar(40) not null,
  times int not null,
  -- Cards that were and that can still be issued. Null: no limit.
  stock_total int null,
  stock_left int null,
  per_customer_limit int not null,
  per_vehicle_limit int null,
  daily_limit int null,
  -- What may be given, what outstanding coupons may still cost, and what used ones have cost.
  budget_fen bigint null,
  reserved_fen bigint not null,
  spent_fen bigint not null,
  funded_by varchar(5) not null,
  state varchar(7) not null,
  version int not null,
  created_by varchar(26) not null,
  created_at datetime(3) not null,
  updated_at datetime(3) not null,
  constraint pk_coupon_template primary key (id),
  constraint uk_coupon_template_request unique (request_id),
  constraint fk_coupon_template_group foreign key (group_id) references org_group (id),
  constraint ck_coupon_template_state check (state in ('draft', 'active', 'stopped')),
  constraint ck_coupon_template_funded check (funded_by in ('store', 'group', 'oem')),
  constraint ck_coupon_template_stock check (stock_left >= 0 and stock_left <= stock_total),
  constraint ck_coupon_template_money check (reserved_fen >= 0 and spent_fen >= 0)
);

create table coupon_template_store (
  template_id varchar(26) not null,
  store_id varchar(26) not null,
  constraint pk_coupon_template_store primary key (template_id, store_id),
  constraint fk_coupon_template_store_template foreign key (template_id) references coupon_template (id),
  constraint fk_coupon_template_store_store foreign key (store_id) references store (id)
);
create index ix_coupon_template_store_store on coupon_template_store (store_id);

create table coupon_template_version (
  template_id varchar(26) not null,
  version int not null,
  fields json not null,
  says varchar(100) not null,
  written_by varchar(26) not null,
  written_at datetime(3) not null,
  constraint pk_coupon_template_version primary key (template_id, version),
  constraint fk_coupon_template_version_template foreign key (template_id) references coupon_template (id)
);

-- 卡券.
create table coupon (
  id varchar(26) not null,
  template_id varchar(26) not null,
  template_version int not null,
  customer_id varchar(26) not null,
  -- Only for this car.
  vehicle_id varchar(26) null,
  code varchar(12) not null,
  state varchar(8) not null,
  face json not null,
  -- What it may cost at most.
  worth_fen bigint not null,
  -- Which of a card's coupons.
  ordinal int not null,
  valid_from datetime(3) not null,
  valid_until datetime(3) not null,
  locked_until datetime(3) null,
  -- The bill that holds it, or has used it.
  lock_ref varchar(60) null,
  claimed_at datetime(3) null,
  used_at datetime(3) null,
  used_ref varchar(60) null,
  used_store_id varchar(26) null,
  used_fen bigint null,
  -- Keyed blind index of the car's VIN.
  used_vin varchar(43) null,
  use_request_no varchar(60) null,
  -- Why it was issued: the same cause issues once.
  cause varchar(120) not null,
  reminded_at datetime(3) null,
  created_at datetime(3) not null,
  updated_at datetime(3) not null,
  constraint pk_coupon primary key (id),
  constraint uk_coupon_code unique (code),
  constraint uk_coupon_cause unique (cause),
  constraint fk_coupon_template foreign key (template_id) references coupon_template (id),
  constraint fk_coupon_customer foreign key (customer_id) references customer (id),
  constraint ck_coupon_state check (state in ('issued', 'claimed', 'locked', 'used', 'returned', 'expired', 'voided')),
  constraint ck_coupon_locked check (state <> 'locked' or (lock_ref is not null and locked_until is not null)),
  constraint ck_coupon_used check ((state = 'used') = (used_at is not null and used_fen is not null))
);
create index ix_coupon_customer on coupon (customer_id, state, valid_until);
create index ix_coupon_template on coupon (template_id, ordinal, created_at);
create index ix_coupon_ending on coupon (state, valid_until);
create index ix_coupon_vin on coupon (used_vin, used_at);

-- What happened to a coupon. Append-only.
create table coupon_event (
  id varchar(26) not null,
  coupon_id varchar(26) not null,
  kind varchar(10) not null,
  at datetime(3) not null,
  actor_kind varchar(8) not null,
  actor_id varchar(26) not null,
  ref varchar(60) null,
  note varchar(100) null,
  constraint pk_coupon_event primary key (id),
  constraint fk_coupon_event_coupon foreign key (coupon_id) references coupon (id)
);
create index ix_coupon_event_coupon on coupon_event (coupon_id, id);

-- 领取链接、转赠、邀请. Only the hash of what is in a link is kept.
create table coupon_link (
  token_hash varchar(43) not null,
  kind varchar(10) not null,
  template_id varchar(26) not null,
  -- A gift: the coupon. A gift and an invitation: who made it.
  coupon_id varchar(26) null,
  customer_id varchar(26) null,
  -- A gift: who has taken it.
  taken_by varchar(26) null,
  expires_at datetime(3) not null,
  closed_at datetime(3) null,
  created_at datetime(3) not null,
  constraint pk_coupon_link primary key (token_hash),
  constraint fk_coupon_link_template foreign key (template_id) references coupon_template (id),
  constraint ck_coupon_link_kind check (kind in ('claim', 'gift', 'invitation')),
  constraint ck_coupon_link_subject check (kind = 'claim' or customer_id is not null)
);
create index ix_coupon_link_coupon on coupon_link (coupon_id);

-- 转介绍: whose invitation a customer has accepted, once in a life.
create table coupon_referral (
  friend_id varchar(26) not null,
  referrer_id varchar(26) not null,
  template_id varchar(26) not null,
  state varchar(8) not null,
  created_at datetime(3) not null,
  decided_at datetime(3) null,
  decided_ref varchar(60) null,
  constraint pk_coupon_referral primary key (friend_id),
  constraint fk_coupon_referral_template foreign key (template_id) references coupon_template (id),
  constraint ck_coupon_referral_state check (state in ('open', 'rewarded', 'refused')),
  constraint ck_coupon_referral_self check (friend_id <> referrer_id)
);
create index ix_coupon_referral_referrer on coupon_referral (referrer_id);

-- QR codes that have been scanned, until they would have ended anyway.
create table coupon_scan (
  nonce varchar(22) not null,
  coupon_id varchar(26) not null,
  session_id varchar(26) not null,
  expires_at datetime(3) not null,
  constraint pk_coupon_scan primary key (nonce)
);
create index ix_coupon_scan_end on coupon_scan (expires_at);

-- Wrong codes of one member of staff on one day.
create table coupon_guess (
  staff_id varchar(26) not null,
  day varchar(10) not null,
  wrong int not null,
  constraint pk_coupon_guess primary key (staff_id, day)
);

-- Phones of staff and their families: whose coupons they may not handle themselves.
create table coupon_employee (
  id varchar(26) not null,
  store_id varchar(26) not null,
  staff_id varchar(26) not null,
  phone_hash varchar(43) not null,
  phone_end varchar(4) not null,
  note varchar(30) not null,
  created_at datetime(3) not null,
  constraint pk_coupon_employee primary key (id),
  constraint uk_coupon_employee_phone unique (phone_hash, staff_id, store_id),
  constraint fk_coupon_employee_store foreign key (store_id) references store (id)
);
create index ix_coupon_employee_store on coupon_employee (store_id);
