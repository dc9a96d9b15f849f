-- 照片与录音。字节存放在 files 端口，这里只有它们的来历与归属。
create table file (
  id varchar(26) not null,
  owner_kind varchar(8) not null,
  owner_id varchar(26) not null,
  -- Made once per file by the client: a repeat answers with the same file.
  request_id varchar(36) not null,
  purpose varchar(14) not null,
  media varchar(5) not null,
  content_type varchar(20) not null,
  bytes int not null,
  width int null,
  height int null,
  seconds int null,
  -- Of what was sent, before it was encoded anew.
  sha256 varchar(64) not null,
  state varchar(4) not null,
  -- What it is kept with, and as which of several.
  subject_type varchar(20) null,
  subject_id varchar(26) null,
  ordinal int null,
  created_at datetime(3) not null,
  constraint pk_file primary key (id),
  constraint uk_file_request unique (owner_kind, owner_id, request_id),
  constraint ck_file_owner check (owner_kind in ('customer', 'staff')),
  constraint ck_file_media check (media in ('photo', 'voice')),
  constraint ck_file_state check (state in ('new', 'kept')),
  constraint ck_file_subject check ((state = 'kept') = (subject_id is not null))
);
create index ix_file_subject on file (subject_type, subject_id, ordinal);
