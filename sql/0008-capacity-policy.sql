-- 产能策略。没有记录的门店使用默认策略。
create table store_policy (
  store_id varchar(26) not null,
  version int not null,
  policy json not null,
  updated_at datetime(3) not null,
  constraint pk_store_policy primary key (store_id),
  constraint fk_store_policy_store foreign key (store_id) references store (id)
);

-- A reception lane (接待车道) is a bay like the others.
-- @mysql
alter table bay drop constraint ck_bay_type;
-- @mysql
alter table bay add constraint ck_bay_type check (type in ('lane', 'quick', 'mech', 'align', 'hv', 'body', 'paint', 'wash', 'qc'));
-- @sqlite
create table bay_next (
  id varchar(26) not null,
  store_id varchar(26) not null,
  name varchar(20) not null,
  type varchar(5) not null,
  is_active tinyint not null,
  constraint pk_bay primary key (id),
  constraint uk_bay_name unique (store_id, name),
  constraint fk_bay_store foreign key (store_id) references store (id),
  constraint ck_bay_type check (type in ('lane', 'quick', 'mech', 'align', 'hv', 'body', 'paint', 'wash', 'qc'))
);
-- @sqlite
insert into bay_next (id, store_id, name, type, is_active) select id, store_id, name, type, is_active from bay;
-- @sqlite
drop table bay;
-- @sqlite
alter table bay_next rename to bay;
