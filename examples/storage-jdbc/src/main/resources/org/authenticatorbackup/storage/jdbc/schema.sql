-- The table of authenticator-backup-storage-jdbc. Run it as the owner of the schema; it can be run again at any time, also over the
-- table of an older version. Later versions append to it.
--
--     psql -v ON_ERROR_STOP=1 -f schema.sql DATABASE
--     grant select, insert, delete on authenticator_backup_object to ROLE;
--
-- Each statement of the adapter names one owner, so that the table can be split by owner: on PostgreSQL by replacing the last line of
-- the table with ") partition by hash (owner);" and adding partitions, on a distributed engine by its own means.

create table if not exists authenticator_backup_object (
    owner text collate "C" not null,
    name text collate "C" not null,
    content bytea not null,
    stored_at timestamptz not null default current_timestamp,
    primary key (owner, name)
);
