-- A command to a work order that was carried out: the same request again answers with what stands and does nothing.
create table workorder_command (
  workorder_id varchar(26) not null,
  request_id varchar(36) not null,
  command varchar(24) not null,
  at datetime(3) not null,
  constraint pk_workorder_command primary key (workorder_id, request_id),
  constraint fk_workorder_command_workorder foreign key (workorder_id) references workorder (id)
);
