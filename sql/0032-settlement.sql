-- 结算与收款：结算单、只增不改的收付流水、微信支付单与退款、通知去重、日结、对账（DOMAIN §1.2、§2.10、§6.4）。
create table settlement (
  id varchar(26) not null,
  workorder_id varchar(26) not null,
  -- Counts up with each reversal; one of a work order is not reversed.
  ordinal int not null,
  store_id varchar(26) not null,
  customer_id varchar(26) not null,
  vehicle_id varchar(26) not null,
  state varchar(8) not null,
  version int not null,
  -- Discounts and payers by line key, as staff set them.
  discounts json not null,
  payers json not null,
  -- Null while the best combination is chosen by itself.
  coupon_ids json null,
  -- Lines as they were agreed, with the shares of coupons; null while it is open.
  agreed json null,
  -- Who gave the discounts, as the limit of a role is theirs.
  discounted_by varchar(26) null,
  created_at datetime(3) not null,
  agreed_at datetime(3) null,
  paid_at datetime(3) null,
  reversed_at datetime(3) null,
  reversed_by varchar(26) null,
  reason varchar(80) null,
  constraint pk_settlement primary key (id),
  constraint uk_settlement unique (workorder_id, ordinal),
  constraint fk_settlement_workorder foreign key (workorder_id) references workorder (id),
  constraint ck_settlement_state check (state in ('open', 'agreed', 'paid', 'reversed')),
  constraint ck_settlement_agreed check ((agreed is null) = (state = 'open'))
);
create index ix_settlement_store on settlement (store_id, state);

-- 收付流水: only ever added to. What was paid is a sum of it.
create table money_entry (
  id varchar(26) not null,
  settlement_id varchar(26) not null,
  workorder_id varchar(26) not null,
  store_id varchar(26) not null,
  kind varchar(7) not null,
  payer varchar(9) not null,
  method varchar(8) not null,
  -- Fen; below 0 for what went back.
  amount_fen bigint not null,
  refund_of varchar(26) null,
  -- Of a refund: what was given back of which line, by its price before coupons.
  goods json null,
  -- What it comes from, once: a request of a person, a payment or a refund in WeChat.
  cause varchar(80) not null,
  note varchar(100) not null,
  by_id varchar(26) null,
  at datetime(3) not null,
  constraint pk_money_entry primary key (id),
  constraint uk_money_entry_cause unique (cause),
  constraint fk_money_entry_settlement foreign key (settlement_id) references settlement (id),
  constraint ck_money_entry_kind check (kind in ('receipt', 'refund')),
  constraint ck_money_entry_sign check ((kind = 'refund') = (refund_of is not null) and (kind = 'receipt' or amount_fen < 0) and (kind = 'refund' or amount_fen >= 0)),
  constraint ck_money_entry_method check (method in ('wechat', 'cash', 'pos', 'transfer', 'account', 'claim')),
  constraint ck_money_entry_payer check (payer in ('owner', 'insurance', 'warranty', 'account'))
);
create index ix_money_entry_settlement on money_entry (settlement_id);
create index ix_money_entry_till on money_entry (store_id, at);

-- 微信支付单
create table pay_order (
  id varchar(26) not null,
  -- 商户订单号
  number varchar(32) not null,
  request_id varchar(36) not null,
  settlement_id varchar(26) not null,
  workorder_id varchar(26) not null,
  store_id varchar(26) not null,
  customer_id varchar(26) not null,
  amount_fen bigint not null,
  state varchar(6) not null,
  -- The settlement while it is open: at most one.
  open_key varchar(26) null,
  -- 微信支付订单号
  transaction_id varchar(32) null,
  created_at datetime(3) not null,
  expires_at datetime(3) not null,
  paid_at datetime(3) null,
  closed_at datetime(3) null,
  constraint pk_pay_order primary key (id),
  constraint uk_pay_order_number unique (number),
  constraint uk_pay_order_open unique (open_key),
  constraint uk_pay_order_request unique (settlement_id, request_id),
  constraint fk_pay_order_settlement foreign key (settlement_id) references settlement (id),
  constraint ck_pay_order_state check (state in ('open', 'paid', 'closed')),
  constraint ck_pay_order_open check ((state = 'open') = (open_key is not null))
);
create index ix_pay_order_paid on pay_order (paid_at);

-- 微信退款单
create table pay_refund (
  id varchar(26) not null,
  -- 商户退款单号
  number varchar(32) not null,
  request_id varchar(36) not null,
  order_id varchar(26) not null,
  receipt_id varchar(26) not null,
  amount_fen bigint not null,
  goods json null,
  reason varchar(80) not null,
  state varchar(6) not null,
  by_id varchar(26) null,
  created_at datetime(3) not null,
  done_at datetime(3) null,
  constraint pk_pay_refund primary key (id),
  constraint uk_pay_refund_number unique (number),
  constraint uk_pay_refund_request unique (receipt_id, request_id),
  constraint fk_pay_refund_order foreign key (order_id) references pay_order (id),
  constraint ck_pay_refund_state check (state in ('asked', 'done', 'failed'))
);
create index ix_pay_refund_done on pay_refund (done_at);

-- Notices of WeChat Pay that were taken, each once.
create table pay_notice (
  id varchar(64) not null,
  kind varchar(40) not null,
  number varchar(32) not null,
  received_at datetime(3) not null,
  constraint pk_pay_notice primary key (id)
);
create index ix_pay_notice_received on pay_notice (received_at);

-- 开票申请
create table invoice_request (
  workorder_id varchar(26) not null,
  customer_id varchar(26) not null,
  kind varchar(8) not null,
  title_sealed varchar(512) not null,
  tax_number varchar(20) null,
  email_sealed varchar(512) null,
  at datetime(3) not null,
  constraint pk_invoice_request primary key (workorder_id),
  constraint ck_invoice_request_kind check (kind in ('personal', 'company'))
);

-- 日结
create table till_close (
  id varchar(26) not null,
  store_id varchar(26) not null,
  request_id varchar(36) not null,
  -- The close before; null for the first. Unique, so that two cashiers do not close the same till.
  after_id varchar(26) null,
  chain_key varchar(53) not null,
  from_at datetime(3) null,
  until_at datetime(3) not null,
  sums json not null,
  counted_fen bigint not null,
  difference_fen bigint not null,
  note varchar(100) not null,
  by_id varchar(26) not null,
  constraint pk_till_close primary key (id),
  constraint uk_till_close_request unique (store_id, request_id),
  constraint uk_till_close_chain unique (chain_key)
);

-- What a close counted, each receipt and refund once: one that is written at the same moment is in the next.
create table till_close_entry (
  entry_id varchar(26) not null,
  close_id varchar(26) not null,
  constraint pk_till_close_entry primary key (entry_id),
  constraint fk_till_close_entry_entry foreign key (entry_id) references money_entry (id),
  constraint fk_till_close_entry_close foreign key (close_id) references till_close (id)
);
create index ix_till_close_entry_close on till_close_entry (close_id);

-- 对账
create table reconciliation_day (
  day varchar(10) not null,
  compared_at datetime(3) not null,
  payments int not null,
  refunds int not null,
  constraint pk_reconciliation_day primary key (day)
);
create table reconciliation_difference (
  id varchar(26) not null,
  day varchar(10) not null,
  kind varchar(13) not null,
  is_refund tinyint not null,
  number varchar(32) not null,
  here_fen bigint null,
  there_fen bigint null,
  resolved_note varchar(100) null,
  resolved_by varchar(26) null,
  resolved_at datetime(3) null,
  constraint pk_reconciliation_difference primary key (id),
  constraint uk_reconciliation_difference unique (day, kind, is_refund, number),
  constraint ck_reconciliation_difference_kind check (kind in ('missing_here', 'missing_there', 'amount', 'state'))
);
