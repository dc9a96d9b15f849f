-- Whether a step holds its bay and its people. A car that has lost them for tomorrow still stands where it is today.
alter table booking_step add column is_seated tinyint not null default 1;
update booking_step set is_seated = 0 where booking_id in (select id from booking where is_unseated = 1);
