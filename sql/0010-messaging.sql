-- What a customer reads in the app. The dedupe key names the occasion, so that no occasion is told twice.
create table message (
  id varchar(26) not null,
  dedupe varchar(80) not null,
  customer_id varchar(26) not null,
  store_id varchar(26) not null,
  booking_id varchar(26) null,
  kind varchar(17) not null,
  title varchar(40) not null,
  body varchar(300) not null,
  link varchar(120) null,
  -- What is sent outside the app, sealed; null once nothing is left to send.
  plan_sealed varchar(4000) null,
  created_at datetime(3) not null,
  read_at datetime(3) null,
  constraint pk_message primary key (id),
  constraint uk_message_dedupe unique (dedupe),
  constraint fk_message_customer foreign key (customer_id) references customer (id),
  constraint fk_message_store foreign key (store_id) references store (id)
);
create index ix_message_inbox on message (customer_id, id);
create index ix_message_unread on message (customer_id, read_at);

-- One rung of the ladder that a message went up. The primary key lets one worker claim it.
create table message_delivery (
  message_id varchar(26) not null,
  channel varchar(6) not null,
  state varchar(7) not null,
  attempts int not null,
  error_code varchar(40) null,
  at datetime(3) not null,
  constraint pk_message_delivery primary key (message_id, channel),
  constraint fk_message_delivery_message foreign key (message_id) references message (id),
  constraint ck_message_delivery_channel check (channel in ('wechat', 'sms', 'call')),
  constraint ck_message_delivery_state check (state in ('sending', 'waiting', 'sent', 'failed', 'skipped', 'unknown'))
);

-- 订阅消息授权: one consent of one customer is one message of one template. Rows are spent, never deleted.
create table subscribe_credit (
  id varchar(26) not null,
  customer_id varchar(26) not null,
  template varchar(20) not null,
  request_id varchar(36) not null,
  granted_at datetime(3) not null,
  spent_at datetime(3) null,
  spent_by varchar(26) null,
  constraint pk_subscribe_credit primary key (id),
  constraint uk_subscribe_credit_request unique (customer_id, template, request_id),
  constraint fk_subscribe_credit_customer foreign key (customer_id) references customer (id)
);
create index ix_subscribe_credit_left on subscribe_credit (customer_id, template, spent_at);

-- 电话待办: a call that the staff of a store have to make.
create table phone_todo (
  id varchar(26) not null,
  dedupe varchar(80) not null,
  store_id varchar(26) not null,
  customer_id varchar(26) not null,
  booking_id varchar(26) null,
  kind varchar(11) not null,
  title varchar(40) not null,
  reason varchar(300) not null,
  due_at datetime(3) not null,
  state varchar(4) not null,
  outcome varchar(12) null,
  note varchar(200) null,
  done_by varchar(26) null,
  done_at datetime(3) null,
  created_at datetime(3) not null,
  constraint pk_phone_todo primary key (id),
  constraint uk_phone_todo_dedupe unique (dedupe),
  constraint fk_phone_todo_store foreign key (store_id) references store (id),
  constraint fk_phone_todo_customer foreign key (customer_id) references customer (id),
  constraint ck_phone_todo_state check (state in ('open', 'done'))
);
create index ix_phone_todo_store on phone_todo (store_id, state, due_at);
create index ix_phone_todo_customer on phone_todo (customer_id);
