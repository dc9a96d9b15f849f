-- 分段上传：网络不好时，一份照片或录音分成若干段传，断了接着传；一天后清除。
create table upload (
  id varchar(26) not null,
  owner_kind varchar(8) not null,
  owner_id varchar(26) not null,
  -- Made once per file by the client: a repeat takes the same upload up again.
  request_id varchar(36) not null,
  purpose varchar(14) not null,
  bytes int not null,
  -- Of the whole file.
  sha256 varchar(64) not null,
  -- One bit per part that is here, the lowest for part 0; 48 parts at most.
  received bigint not null,
  state varchar(4) not null,
  created_at datetime(3) not null,
  constraint pk_upload primary key (id),
  constraint uk_upload_request unique (owner_kind, owner_id, request_id),
  constraint ck_upload_owner check (owner_kind in ('customer', 'staff')),
  constraint ck_upload_state check (state in ('open', 'done'))
);
