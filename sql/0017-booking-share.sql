-- 分享给家人: links that show one booking. Only the hash of what is in a link is kept. When a link ends follows from the day of
-- its booking, so that one that is moved takes its links along.
create table booking_share (
  token_hash varchar(43) not null,
  booking_id varchar(26) not null,
  created_at datetime(3) not null,
  revoked_at datetime(3) null,
  constraint pk_booking_share primary key (token_hash),
  constraint fk_booking_share_booking foreign key (booking_id) references booking (id)
);
create index ix_booking_share_booking on booking_share (booking_id);
