-- One ledger a job. Times are epoch milliseconds; hashes are keyed (see KeyedHash); no contact's value stands here.
create table channel (
  id    int primary key,
  name  varchar not null unique
);
create table link (
  channel      int not null,
  source_id    varchar not null,
  target_id    varchar,
  phase        varchar(9) not null,
  fields       varchar not null,
  tags         varchar not null,
  draft        varchar not null,
  run          int not null,
  outcome      varchar(9) not null,
  intended_at  bigint,
  checksum     int not null,
  matches      varchar not null,
  last_event   bigint not null,
  primary key (channel, source_id)
);
create index link_target on link (channel, target_id);
-- Whose match values are whose: a contact that is new must not become a contact that another one is linked to. The
-- link says which are its own, so that one index is enough.
create table match_value (
  channel    int not null,
  hash       varchar not null,
  source_id  varchar not null
);
create index match_hash on match_value (channel, hash, source_id);
create table reject (
  channel    int not null,
  source_id  varchar not null,
  reason     varchar not null,
  attempts   int not null,
  run        int not null,
  at         bigint not null,
  primary key (channel, source_id)
);
-- A chain for each contact, from link.last_event or unlinked.last_event backwards: an index over all events would be
-- written at random places with every step.
create table event (
  id         bigint primary key,
  channel    int not null,
  source_id  varchar not null,
  run        int not null,
  at         bigint not null,
  what       varchar not null,
  previous   bigint not null
);
-- The last event of contacts that have, or had, no link.
create table unlinked (
  channel     int not null,
  source_id   varchar not null,
  last_event  bigint not null,
  primary key (channel, source_id)
);
create table run (
  no           int primary key,
  sample       boolean not null,
  started      bigint not null,
  finished     bigint,
  status       varchar not null,
  identity     varchar not null,
  from_start   boolean not null,
  summary      varchar
);
-- What the ledger says of itself: the hash of its key, and which source and target its links are about.
create table meta (
  name  varchar primary key,
  text  varchar not null
);
-- The expressions that a run mapped with, so that a plan can tell what changed only because the job file did.
create table run_mapping (
  run      int primary key,
  mapping  varchar not null
);
