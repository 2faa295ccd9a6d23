-- What the whole rule language reads of a customer and writes for one: where they can be reached, since when they wait,
-- what they bought, what a rule is going to say to them.

-- NULL: never wrote, as far as we know.
alter table customer add column reach_account_id integer references account(id);
alter table customer add column reach_kind integer not null default 0;
alter table customer add column reach_chat text not null default '';
alter table customer add column reach_via text not null default '';
alter table customer add column waiting_since integer;
alter table customer add column order_count integer not null default 0;
alter table customer add column order_cents integer not null default 0;
alter table customer add column follow_ups text not null default '';

-- Customers of a file that is older: the private chat in which a message of theirs was stored last.
update customer set reach_account_id = m.account_id, reach_kind = m.chat_kind, reach_chat = m.chat,
  reach_via = coalesce(m.chat_via, '')
from message m where m.id = customer.last_message and m.chat_kind <> 1;

-- Rows of their own: the row of a customer is written with every message and has to stay small.
create table customer_order(
  id integer primary key,
  customer_id integer not null references customer(id) on delete cascade,
  at integer not null,
  cents integer not null,
  product text not null
) strict;
create index customer_order_by_time on customer_order(customer_id, at, id);
