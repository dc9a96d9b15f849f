-- 车系：同一品牌下工时相近的车型。按“品牌 + 车型前缀”识别，最长的前缀优先。
create table model_family (
  id varchar(26) not null,
  name varchar(30) not null,
  brand varchar(30) not null,
  -- Empty: every model of the brand.
  model_prefix varchar(50) not null,
  version int not null,
  constraint pk_model_family primary key (id),
  constraint uk_model_family_prefix unique (brand, model_prefix)
);

-- What a service takes and costs on cars of one family, where that differs.
create table service_variant (
  service_id varchar(26) not null,
  family_id varchar(26) not null,
  bay_minutes int not null,
  technician_count int not null,
  -- Null: the price of the service.
  price_fen bigint null,
  constraint pk_service_variant primary key (service_id, family_id),
  constraint fk_service_variant_service foreign key (service_id) references service (id),
  constraint fk_service_variant_family foreign key (family_id) references model_family (id),
  constraint ck_service_variant_numbers check (technician_count between 1 and 4 and bay_minutes between 5 and 720)
);

-- A car that stays overnight has steps on more than one day.
alter table booking_step add column day varchar(10) not null default '';
update booking_step set day = (select b.day from booking b where b.id = booking_step.booking_id);

-- Out of which reserve a car came: 0 none, 1 what is kept for walk-ins, 2 what is kept for work that is done again.
alter table claim add column reserve int not null default 0;
update claim set reserve = is_walk_in;
alter table claim drop column is_walk_in;

-- 返修：做过的工作再做一次，可以使用为返修预留的产能。
alter table booking add column is_rework tinyint not null default 0;
-- 在店等候、留车、上门取车
alter table booking add column handover varchar(5) not null default 'wait';
-- When somebody decided that a no-show does not count.
alter table booking add column waived_at datetime(3) null;
-- Deposit that is asked of who did not come too often; given back on arrival.
alter table booking add column deposit_fen bigint not null default 0;
-- How much later than booked the work begins, because the day went otherwise. The customer has been told.
alter table booking add column delay_minutes int null;
-- It has lost a bay or somebody, and no other way was found: the front desk has to call.
alter table booking add column is_unseated tinyint not null default 0;
-- When the work was done.
alter table booking add column finished_at datetime(3) null;
-- The last day of a car that stays overnight.
alter table booking add column last_day varchar(10) null;
-- Times the store offers instead of the one it turned down.
alter table booking add column proposals json null;
create index ix_booking_last_day on booking (store_id, last_day);
