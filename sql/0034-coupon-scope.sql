-- What coupons of before say of cars, customers, bookings and refunds: nothing but the usual.
-- @mysql
update coupon set face = json_merge_patch(face, '{"scope":{"series":[],"customers":[]},"needsBooking":false,"refundPolicy":"return"}');
-- @sqlite
update coupon set face = json_patch(face, '{"scope":{"series":[],"customers":[]},"needsBooking":false,"refundPolicy":"return"}');
-- @mysql
update coupon_template set face = json_merge_patch(face, '{"scope":{"series":[],"customers":[]},"needsBooking":false,"refundPolicy":"return"}');
-- @sqlite
update coupon_template set face = json_patch(face, '{"scope":{"series":[],"customers":[]},"needsBooking":false,"refundPolicy":"return"}');
-- @mysql
update coupon_template_version set fields = json_merge_patch(fields, '{"scope":{"series":[],"customers":[]},"needsBooking":false,"refundPolicy":"return"}');
-- @sqlite
update coupon_template_version set fields = json_patch(fields, '{"scope":{"series":[],"customers":[]},"needsBooking":false,"refundPolicy":"return"}');

-- What may cost so much that a second person has to agree, and who did. Null: nobody has looked at this version yet.
alter table coupon_template add column needs_approval tinyint not null default 0;
alter table coupon_template add column approval_id varchar(26) null;

-- What a second person said of a version of a template. Append-only.
create table coupon_approval (
  id varchar(26) not null,
  template_id varchar(26) not null,
  version int not null,
  verdict varchar(8) not null,
  reason varchar(100) not null,
  decided_by varchar(26) not null,
  decided_at datetime(3) not null,
  constraint pk_coupon_approval primary key (id),
  constraint uk_coupon_approval_version unique (template_id, version),
  constraint fk_coupon_approval_template foreign key (template_id) references coupon_template (id),
  constraint ck_coupon_approval_verdict check (verdict in ('approved', 'refused'))
);
