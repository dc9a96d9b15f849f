-- 服务项目。没有工位时长的项目不能预约。
create table service (
  id varchar(26) not null,
  code varchar(24) not null,
  name varchar(40) not null,
  category varchar(11) not null,
  description varchar(120) not null,
  bay_type varchar(5) not null,
  bay_minutes int null,
  technician_count int not null,
  skill varchar(24) not null,
  certificate varchar(24) null,
  price_fen bigint not null,
  -- Fuel types it fits as a JSON list; empty fits all.
  fuels json not null,
  sort_order int not null,
  is_active tinyint not null,
  constraint pk_service primary key (id),
  constraint uk_service_code unique (code),
  constraint ck_service_numbers check (technician_count between 1 and 4 and price_fen >= 0 and (bay_minutes is null or bay_minutes between 5 and 720))
);

-- Which store offers what.
create table store_service (
  store_id varchar(26) not null,
  service_id varchar(26) not null,
  constraint pk_store_service primary key (store_id, service_id),
  constraint fk_store_service_store foreign key (store_id) references store (id),
  constraint fk_store_service_service foreign key (service_id) references service (id)
);
