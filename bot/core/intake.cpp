// From an event to a decision that waits for the disk.
#include "bot/core.hpp"
#include "bot/core/reports.hpp"
#include "bot/limits.hpp"

namespace fenqun::bot {
namespace {

MessageRecord record_of(const Event& event) {
  MessageRecord record;
  record.key = event.key;
  record.who = event.who;
  record.where = event.where;
  record.author = event.author;
  record.origin = event.origin;
  record.kind = kind_of(event);
  if (const auto* text = text_of(event)) record.text = text->text;
  record.at = event.sent_at;
  record.seen_at = event.seen_at;
  return record;
}

// Unlike that of any other event of the same account; of any other event at all for webhooks, which know no account.
// Time alone has no event: the customer and the moment.
std::string token_of(const Commit& commit, const Event& event, const OutboxItem& item) {
  if (!commit.event) return to_string(commit.who) + "@" + std::to_string(to_millis(event.sent_at));
  const auto& key = commit.event->key;
  return std::holds_alternative<CallWebhook>(item.body) ? key.account + "/" + key.native_id : key.native_id;
}

// Rules read what is said to the shop, not what people say to one another in a group chat.
bool for_rules(const Event& event) {
  return event.where.kind != ChatKind::group;
}

}  // namespace

// One read for all customers of the batch that are not at hand.
void Core::load_unknown(std::span<CoreInput> inputs) {
  std::vector<CustomerKey> keys;
  std::unordered_set<CustomerKey> asked;
  for (const auto& input : inputs) {
    const auto* inbound = std::get_if<adapters::Inbound>(&input);
    const auto* delivered = inbound != nullptr ? std::get_if<adapters::Delivered>(inbound) : nullptr;
    if (delivered == nullptr || !for_rules(delivered->event)) continue;
    const auto& who = delivered->event.who;
    if (profiles_.find(who) == nullptr && asked.insert(who).second) keys.push_back(who);
  }
  if (keys.empty() || store_down_) return;
  auto loaded = reader_.load(keys, storage::Depth::shallow);
  if (!loaded) return store_failed(loaded.error());
  for (auto& profile : *loaded) profiles_.put(std::move(profile));
}

Result<Profile*> Core::profile_of(const CustomerKey& key) {
  if (auto* known = profiles_.find(key)) return known;
  auto loaded = reader_.load(std::span(&key, 1), storage::Depth::shallow);
  if (!loaded) return loaded.error();
  return &profiles_.put(std::move(loaded->front()));
}

// What cannot be decided now goes back in the same order (see decide()).
void Core::decide_again() {
  if (store_down_) return;
  for (auto& pending : std::exchange(redo_, {})) decide(std::move(pending));
}

void Core::decide(Pending pending) {
  if (store_down_) {
    redo_.push_back(std::move(pending));
    return;
  }
  if (++pending.attempts > limits::decide_attempts && pending.attempts % limits::decide_attempts == 1) {
    report(reports::decided_often, {pending.event.key.native_id, std::to_string(pending.attempts)});
  }
  pending.commits.clear();
  if (commanded(pending.event)) {
    decide_command(std::move(pending));
  } else if (const auto* renamed = std::get_if<Renamed>(&pending.event.payload)) {
    rename_seen({pending.event.where.id, renamed->name}, pending.link);
    write_down(std::move(pending));
  } else if (for_rules(pending.event)) {
    decide_event(std::move(pending));
  } else {
    write_down(std::move(pending));
  }
}

void Core::decide_event(Pending pending) {
  const auto& event = pending.event;
  const auto found = profile_of(event.who);
  if (!found) {
    store_failed(found.error());
    redo_.push_back(std::move(pending));
    return;
  }
  auto& profile = **found;
  const bool quiet = std::holds_alternative<Quiet>(event.payload);
  const auto tick = clock_.now();
  const auto now = evaluation_time(event, profile, tick);
  DecideOptions options;
  options.may_answer = event.origin == Origin::live && event.author == Author::customer;
  options.language = settings_.language;
  options.owners = settings_.owners;
  options.explain = rules::Explain::changes;
  options.enabled = &enabled_;
  options.zones = &zones_;
  bot::decide(*rules_, directory_, event, now, options, scratch_, profile, decision_);
  // A customer who was due and stays due would be looked at for ever.
  if (quiet && profile.look_again_at && *profile.look_again_at <= tick) {
    decision_.changes.push_back(LookAgain{tick + Millis{60'000}});
    fenqun::apply(decision_.changes.back(), profile);
  }
  Commit commit;
  if (!quiet) commit.event = record_of(event);
  commit.who = event.who;
  commit.expected_rev = profile.rev++;
  commit.changes = std::move(decision_.changes);
  commit.outbox = std::move(decision_.outbox);
  commit.journal = std::move(decision_.journal);
  pending.commits.push_back(std::move(commit));
  write_down(std::move(pending));
}

// The platform told a group chat's name. Kept when it is news.
void Core::rename_seen(const adapters::ChatSeen& seen, adapters::LinkId id) {
  const auto* port = link(id);
  if (port == nullptr) return;
  const ChatRef ref{port->account, seen.chat};
  const auto known = directory_.chats.find(ref);
  if (known != directory_.chats.end() && known->second.name == seen.name) return;
  Pending pending;
  Commit commit;
  commit.changes.push_back(SeeChat{ref, seen.name});
  fenqun::apply(commit.changes.back(), directory_);
  commit.journal.push_back({clock_.now(), {By::Kind::import, port->account}, {}, "chat.seen", seen.chat, seen.name});
  pending.commits.push_back(std::move(commit));
  write_down(std::move(pending));
}

// From here the decision waits for the disk. What has nothing to write is settled at once.
void Core::write_down(Pending pending) {
  if (pending.commits.empty()) return finish(pending, {});
  if (pending.link == Pending::no_link && std::holds_alternative<Quiet>(pending.event.payload)) ++quiet_in_flight_;
  for (auto& commit : pending.commits) {
    if (!commit.who.platform.empty()) profiles_.hold(commit.who);
    for (std::size_t i = 0; i < commit.outbox.size(); ++i) {
      commit.outbox[i].token = token_of(commit, pending.event, commit.outbox[i]) + "/" + std::to_string(i);
    }
  }
  forming_.batch.events.push_back(std::move(pending));
}

}  // namespace fenqun::bot
