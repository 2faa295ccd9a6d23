-- The first schema. Times are milliseconds since 1970 in UTC. Who decided is text, "rule:refund", "human:onebot11::10001".
-- Every table and column is described in docs/schema.md; a test compares the two.

create table account(
  id integer primary key,
  name text not null unique
) strict;

-- rev 0: the key is only referred to; nothing is known of this customer yet.
create table customer(
  id integer primary key,
  platform text not null,
  scope text not null,
  user text not null,
  rev integer not null,
  messages integer not null,
  first_seen integer not null,
  last_seen integer not null,
  seen_hour integer,
  look_again_at integer,
  last_message integer not null,
  last_journal integer not null,
  counters text not null,
  name text not null,
  name_fold text not null,
  remark text not null,
  remark_fold text not null
) strict;
create unique index customer_key on customer(user, platform, scope);
create index customer_name on customer(name_fold) where name_fold <> '';
create index customer_remark on customer(remark_fold) where remark_fold <> '';
create index customer_due on customer(look_again_at) where look_again_at is not null;
-- An hour, not last_seen itself: the entry of a customer moves at most once an hour, not with every message.
create index customer_seen on customer(seen_hour) where seen_hour is not null;

-- Each customer's messages are a chain (customer.last_message, message.prev): it is written with the row, while an index
-- by customer would cost a page of its own with nearly every message.
create table message(
  id integer primary key,
  account_id integer not null,
  native_id text not null,
  customer_id integer,
  prev integer not null,
  chat_kind integer not null,
  chat text not null,
  chat_via text,
  author integer not null,
  origin integer not null,
  kind text not null,
  text text not null,
  at integer not null,
  seen_at integer not null
) strict;
create unique index message_key on message(account_id, native_id);

create table tag(
  id integer primary key,
  name text not null unique,
  about text not null default '',
  color text not null default '',
  dimension text not null default ''
) strict;

create table customer_tag(
  customer_id integer not null references customer(id) on delete cascade,
  tag_id integer not null references tag(id) on delete cascade,
  since integer not null,
  until integer,
  life integer not null,
  pinned integer not null,
  decided_by text not null,
  why text not null,
  primary key(customer_id, tag_id)
) strict, without rowid;
create index customer_tag_by_tag on customer_tag(tag_id);

create table tag_group(
  id integer primary key,
  name text not null unique,
  parent_id integer references tag_group(id),
  about text not null default ''
) strict;
create index tag_group_parent on tag_group(parent_id);

create table group_alias(
  name text primary key,
  group_id integer not null references tag_group(id) on delete cascade
) strict, without rowid;
create index group_alias_group on group_alias(group_id);

create table customer_group(
  customer_id integer primary key references customer(id) on delete cascade,
  group_id integer not null references tag_group(id),
  since integer not null,
  pinned integer not null,
  decided_by text not null,
  why text not null
) strict;
create index customer_group_by_group on customer_group(group_id);

create table customer_block(
  id integer primary key,
  customer_id integer not null references customer(id) on delete cascade,
  tag_id integer not null references tag(id) on delete cascade,
  rule text not null,
  since integer not null,
  decided_by text not null
) strict;
create unique index customer_block_key on customer_block(customer_id, tag_id, rule);
create index customer_block_tag on customer_block(tag_id);

create table customer_attribute(
  customer_id integer not null references customer(id) on delete cascade,
  name text not null,
  value text not null,
  primary key(customer_id, name)
) strict, without rowid;

create table chat(
  id integer primary key,
  account_id integer not null references account(id),
  chat text not null,
  name text not null default '',
  group_id integer references tag_group(id)
) strict;
create unique index chat_key on chat(account_id, chat);
create index chat_group on chat(group_id) where group_id is not null;

create table role(
  platform text not null,
  scope text not null,
  user text not null,
  role integer not null,
  primary key(platform, scope, user)
) strict, without rowid;

create table rule_state(
  rule text primary key,
  enabled integer not null
) strict, without rowid;

create table outbox(
  id integer primary key,
  via text not null,
  chat_kind integer not null,
  chat text not null,
  chat_via text not null,
  action text not null,
  text text not null,
  quote text not null,
  not_before integer not null,
  attempts integer not null default 0,
  token text not null,
  result text,
  detail text not null default '',
  settled_at integer
) strict;
create index outbox_waiting on outbox(id, not_before) where settled_at is null;

create table journal(
  id integer primary key,
  at integer not null,
  decided_by text not null,
  customer_id integer,
  prev integer not null,
  action text not null,
  subject text not null,
  detail text not null
) strict;
create index journal_directory on journal(id) where customer_id is null;

create table quarantine(
  id integer primary key,
  account text not null,
  bytes blob not null,
  reason text not null,
  at integer not null
) strict;

create table ruleset(
  rev integer primary key,
  digest text not null,
  sources text not null,
  at integer not null
) strict;

create table memory(
  name text primary key,
  value text not null
) strict, without rowid;

-- How many there ever were, where counting rows would read too much or rows are thrown away.
create table tally(
  name text primary key,
  value integer not null
) strict, without rowid;
insert into tally(name, value) values('messages', 0), ('quarantined', 0);
