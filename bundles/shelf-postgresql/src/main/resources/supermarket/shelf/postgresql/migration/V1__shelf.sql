-- Put once, each after the one before it (ADR 22). The text is what the folder has in a file.
create table revision (
  number bigint primary key check (number > 0),
  text   bytea  not null
);

-- What nodes say of proposals.
create table verdict (
  proposal bigint not null,
  node     text   not null,
  text     bytea  not null,
  primary key (proposal, node)
);

-- Jars by the SHA-256 of their content. Old ones that no revision names are deleted.
create table content (
  sha256  text        primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes   bytea       not null,
  kept_at timestamptz not null default now()
);
alter table content alter column bytes set storage external; -- a jar is compressed already

-- Which nodes are there. Not unlogged: after a crash or on another server, the first node that is connected again would
-- take itself for alone.
create table node (
  name text   primary key,
  mark bigint not null
);
