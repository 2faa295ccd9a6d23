-- What the whole rule language reads of a customer and writes for one: since when they wait, where they can be reached,
-- what they bought, what a rule is going to say to them.

alter table customer add column waiting_since integer;

-- What few messages change. The row of a customer is written with every message and has to stay small, so this and the
-- orders have rows of their own; no row: nothing is known. reach_account_id NULL: never wrote.
create table customer_detail(
  customer_id integer primary key references customer(id) on delete cascade,
  reach_account_id integer references account(id),
  reach_kind integer not null,
  reach_chat text not null,
  reach_via text not null,
  order_count integer not null,
  order_cents integer not null,
  follow_ups text not null
) strict;

-- Customers of a file that is older: the private chat in which a message of theirs was stored last.
insert into customer_detail
select c.id, m.account_id, m.chat_kind, m.chat, coalesce(m.chat_via, ''), 0, 0, ''
from customer c join message m on m.id = c.last_message where m.chat_kind <> 1;

create table customer_order(
  id integer primary key,
  customer_id integer not null references customer(id) on delete cascade,
  at integer not null,
  cents integer not null,
  product text not null
) strict;
create index customer_order_by_time on customer_order(customer_id, at, id);
