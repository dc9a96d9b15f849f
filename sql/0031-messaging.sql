-- What a message is sent for, and why it waited or was not sent (消息日志).
alter table message add column purpose varchar(9) not null default 'service';
alter table message add column wording_version int not null default 1;
-- Outside the app it waited until then: quiet hours.
alter table message add column held_until datetime(3) null;
alter table message add column withheld varchar(14) null;
-- 0: withheld from the inbox as well, kept for the log.
alter table message add column is_shown tinyint not null default 1;
create index ix_message_store on message (store_id, id);
create index ix_message_booking on message (booking_id);

-- What the vendor said of it, at once and later.
alter table message_delivery add column wording_version int not null default 1;
alter table message_delivery add column receipt_id varchar(64) null;
alter table message_delivery add column is_delivered tinyint null;
alter table message_delivery add column report_code varchar(40) null;
alter table message_delivery add column reported_at datetime(3) null;
create index ix_message_delivery_receipt on message_delivery (receipt_id);

-- 消息文案: what a group says instead of the shipped wording, which is version 1. A published version is never changed.
create table message_wording (
  id varchar(26) not null,
  group_id varchar(26) not null,
  kind varchar(17) not null,
  channel varchar(6) not null,
  version int not null,
  state varchar(9) not null,
  content json not null,
  -- What a writer of a draft has seen.
  revision int not null,
  written_by varchar(26) not null,
  written_at datetime(3) not null,
  published_by varchar(26) null,
  published_at datetime(3) null,
  constraint pk_message_wording primary key (id),
  constraint uk_message_wording_version unique (group_id, kind, channel, version),
  constraint fk_message_wording_group foreign key (group_id) references org_group (id),
  constraint ck_message_wording_channel check (channel in ('inbox', 'wechat', 'sms')),
  constraint ck_message_wording_state check (state in ('draft', 'published')),
  constraint ck_message_wording_version check (version > 1),
  constraint ck_message_wording_published check ((state = 'published') = (published_at is not null))
);

-- 通知设置: where an owner wants no messages. Consents stand in the ledger (consent).
create table message_preference (
  customer_id varchar(26) not null,
  is_do_not_disturb tinyint not null,
  -- purpose:channel, e.g. service:sms
  muted json not null,
  updated_at datetime(3) not null,
  constraint pk_message_preference primary key (customer_id),
  constraint fk_message_preference_customer foreign key (customer_id) references customer (id)
);
