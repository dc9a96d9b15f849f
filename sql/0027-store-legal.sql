-- 结算清单上的门店信息与质保期（DOMAIN §2.9、§2.10）。
alter table store add column credit_code varchar(18) null;
alter table store add column warranty_days int not null default 10;
alter table store add column warranty_km int not null default 2000;
