-- One car at a time is worked on in a bay. `bay_key` is the bay while a job of a car runs there; of several jobs of the same car
-- one holds it.
alter table job_interval add column bay_key varchar(26) null;
update job_interval
  set bay_key = (select j.bay_id from job_line j where j.id = job_interval.job_id)
  where id in (
    select id from (
      select min(i.id) as id from job_interval i join job_line j on j.id = i.job_id
        where i.ends_at is null and j.bay_id is not null group by j.bay_id
    ) holders
  );
create unique index uk_job_interval_bay on job_interval (bay_key);
