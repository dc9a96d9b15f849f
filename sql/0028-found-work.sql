-- 增项在当日计划中的独立工序：来自哪个作业项目；预约时的项目为空。
alter table booking_step add column job_id varchar(26) null;
