// The unit of atomicity. Rules, chat commands and the console all end as Commits; a store makes each true or not at
// all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/change.hpp"
#include "model/event.hpp"

namespace fenqun {

// ---- what is to be sent
struct Say {
  std::string text;      // plain; the adapter escapes it
  std::string quote_id;  // native id of the message that this answers; empty: none
};
struct RenameChat {
  std::string name;
};
struct WriteRemark {
  std::string remark;
};
struct CallWebhook {  // `via` and `to` of the item are empty: no platform is concerned
  std::string name;   // of [webhook.NAME] in the configuration
  std::string body;   // JSON
};
using OutboxBody = std::variant<Say, RenameChat, WriteRemark, CallWebhook>;

struct OutboxItem {
  std::int64_t id = 0;  // minted by the store when the commit is applied, rising
  std::string via;      // account
  Chat to;
  OutboxBody body;
  Time not_before{};
  std::uint32_t attempts = 0;
  std::string token;  // same for every attempt: lets platforms drop repeats
};

// ---- what is kept of an event
struct MessageRecord {
  EventKey key;
  CustomerKey who;  // empty platform: nobody's (an admin's command: its key is kept, its words are not)
  Chat where;
  Author author = Author::customer;
  Origin origin = Origin::live;
  std::string kind;  // kind_of(event)
  std::string text;  // words; empty for others
  Time at{};         // sent_at
  Time seen_at{};
};

// ---- what is written down for people, never changed afterwards
struct JournalEntry {
  Time at{};
  By by;
  CustomerKey who;      // empty platform: about the directory
  std::string action;   // "tag.add", "tag.drop", "group.move", "command", "refused" …
  std::string subject;  // the tag, group, rule or command
  std::string detail;   // one line
};

struct Commit {
  std::optional<MessageRecord> event;  // its key makes the commit happen at most once; nothing: a tick or an action
  CustomerKey who;                     // empty platform: no customer is touched
  std::int64_t expected_rev = 0;       // of `who`; 0: not stored before
  std::vector<Change> changes;
  std::vector<OutboxItem> outbox;
  std::vector<JournalEntry> journal;
};

enum class Fate : std::uint8_t {
  applied,
  duplicate,  // the event's key was known: nothing was written
  stale,      // the customer's revision has moved: nothing was written, decide again
};

struct Outcome {
  Fate fate = Fate::applied;
  std::int64_t rev = 0;              // of `who` after it, when applied
  std::int64_t first_outbox_id = 0;  // of the commit's items, which follow one another
};

// How one sending of an outbox item ended.
enum class SendResult : std::uint8_t {
  done,
  unverified,  // the platform said yes without waiting for its server
  retry,       // try again, not before Settlement::retry_at
  refused,     // never will: not a friend, no right, unsupported
  unknown,     // sent, no answer: may have happened
};

struct Settlement {
  std::int64_t item = 0;
  SendResult result = SendResult::done;
  std::string detail;
  Time at{};
  Time retry_at{};
};

}  // namespace fenqun
