-- 员工账号
create table staff (
  id varchar(26) not null,
  group_id varchar(26) not null,
  -- Lower case.
  username varchar(64) not null,
  name varchar(30) not null,
  -- scrypt, with its parameters and salt.
  password_hash varchar(200) not null,
  must_change_password tinyint not null,
  -- Wrong passwords in a row.
  failed_count int not null,
  locked_until datetime(3) null,
  is_active tinyint not null,
  created_at datetime(3) not null,
  constraint pk_staff primary key (id),
  constraint uk_staff_username unique (username)
);

-- 岗位授权：谁、以什么岗位、在多大范围
create table staff_grant (
  id varchar(26) not null,
  staff_id varchar(26) not null,
  role varchar(24) not null,
  scope varchar(6) not null,
  scope_id varchar(26) not null,
  constraint pk_staff_grant primary key (id),
  constraint uk_staff_grant_reach unique (staff_id, role, scope, scope_id),
  constraint fk_staff_grant_staff foreign key (staff_id) references staff (id),
  constraint ck_staff_grant_scope check (scope in ('group', 'region', 'store'))
);

-- One log-in of one person on one device.
create table session (
  id varchar(26) not null,
  subject_kind varchar(8) not null,
  subject_id varchar(26) not null,
  created_at datetime(3) not null,
  last_seen_at datetime(3) not null,
  ended_at datetime(3) null,
  user_agent varchar(200) not null,
  constraint pk_session primary key (id),
  constraint ck_session_subject check (subject_kind in ('customer', 'staff'))
);
create index ix_session_subject on session (subject_kind, subject_id);

-- Single use. Only the SHA-256 of a token is kept.
create table refresh_token (
  token_hash varchar(43) not null,
  session_id varchar(26) not null,
  issued_at datetime(3) not null,
  expires_at datetime(3) not null,
  used_at datetime(3) null,
  replaced_by varchar(43) null,
  constraint pk_refresh_token primary key (token_hash),
  constraint fk_refresh_token_session foreign key (session_id) references session (id)
);
create index ix_refresh_token_session on refresh_token (session_id);
create index ix_refresh_token_expiry on refresh_token (expires_at);

-- 短信验证码。A phone has at most five a day: the unique key numbers them, so that two requests at once cannot both send.
create table sms_code (
  id varchar(26) not null,
  phone_hash varchar(43) not null,
  code_hash varchar(43) not null,
  day varchar(10) not null,
  ordinal int not null,
  expires_at datetime(3) not null,
  attempts int not null,
  consumed_at datetime(3) null,
  created_at datetime(3) not null,
  constraint pk_sms_code primary key (id),
  constraint uk_sms_code_ordinal unique (phone_hash, day, ordinal),
  constraint ck_sms_code_ordinal check (ordinal between 1 and 5)
);
create index ix_sms_code_created on sms_code (created_at);

-- 个人信息授权记录，只增不改
create table consent (
  id varchar(26) not null,
  subject_type varchar(8) not null,
  -- A customer, or the blind index of a phone that is no customer yet.
  subject_id varchar(43) not null,
  purpose varchar(16) not null,
  version varchar(20) not null,
  -- SHA-256 of the text that was agreed to.
  text_hash varchar(64) not null,
  channel varchar(5) not null,
  state varchar(9) not null,
  at datetime(3) not null,
  -- Address and browser of the request.
  evidence json not null,
  constraint pk_consent primary key (id),
  constraint ck_consent_subject check (subject_type in ('customer', 'phone')),
  constraint ck_consent_channel check (channel in ('h5', 'weapp')),
  constraint ck_consent_state check (state in ('GRANTED', 'WITHDRAWN'))
);
create index ix_consent_subject on consent (subject_type, subject_id, at);
