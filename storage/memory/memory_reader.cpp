#include <algorithm>

#include "storage/fold.hpp"
#include "storage/limits.hpp"
#include "storage/memory/memory_state.hpp"
#include "storage/memory/memory_store.hpp"

namespace fenqun::storage {
namespace {

using Lock = std::lock_guard<std::mutex>;
using Sizes = std::vector<std::pair<std::string, std::int64_t>>;

bool name_fits(const std::string& name, const std::string& wanted, bool exact) {
  const auto folded = fold_name(name);
  return !folded.empty() && (exact ? folded == wanted : folded.compare(0, wanted.size(), wanted) == 0);
}

bool fits(const Profile& profile, const CustomerQuery& query, const std::optional<std::string>& group) {
  if (profile.rev == 0) return false;
  if (query.user && profile.key.user != *query.user) return false;
  if (query.tag && !profile.has_tag(*query.tag)) return false;
  if (query.group && (!group || !profile.group || profile.group->group != *group)) return false;
  if (query.seen_before && profile.last_seen >= *query.seen_before) return false;
  if (query.seen_after && profile.last_seen < *query.seen_after) return false;
  if (!query.name) return true;
  const auto wanted = fold_name(*query.name);
  return name_fits(profile.name, wanted, query.exact_name) || name_fits(profile.remark, wanted, query.exact_name);
}

ExportedMessage exported(const MessageRecord& message) {
  return {message.who, message.key, message.at, message.text, message.kind, message.author};
}

class MemoryReader final : public Reader {
 public:
  explicit MemoryReader(std::shared_ptr<MemoryState> state) : state_(std::move(state)) {}

  Result<std::vector<Profile>> load(std::span<const CustomerKey> keys, Depth depth) override;
  Result<Directory> directory() override;
  Result<std::vector<CustomerKey>> due(Time now, std::size_t limit) override;
  Result<std::optional<Time>> next_due() override;
  Result<std::vector<OutboxItem>> outbox_due(Time now, std::int64_t after, std::size_t limit) override;
  Result<CustomerPage> find(const CustomerQuery& query) override;
  Result<Totals> totals() override;
  Result<Sizes> group_sizes() override;
  Result<Sizes> tag_sizes() override;
  Result<std::vector<JournalEntry>> journal(const CustomerKey& who, std::size_t limit) override;
  Result<std::vector<ExportedMessage>> last_messages(const CustomerKey& who, std::size_t limit) override;
  Result<std::optional<RulesetRecord>> active_ruleset() override;
  Result<std::vector<CustomerKey>> recent_customers(std::string_view account, Time since, std::size_t limit) override;
  Result<std::optional<Time>> newest_message(std::string_view account) override;
  Result<std::vector<std::pair<std::string, std::string>>> memory(std::string_view prefix) override;
  Result<void> each_message(const std::function<bool(const ExportedMessage&)>& take) override;
  Result<void> each_customer(const std::function<bool(const Profile&)>& take) override;

 private:
  std::shared_ptr<MemoryState> state_;
};

Result<std::vector<Profile>> MemoryReader::load(std::span<const CustomerKey> keys, Depth) {
  const Lock lock(state_->mutex);
  std::vector<Profile> out;
  for (const auto& key : keys) {
    const auto* known = state_->find(key);
    out.push_back(known == nullptr ? Profile() : known->profile);
    out.back().key = key;
  }
  return out;
}

Result<Directory> MemoryReader::directory() {
  const Lock lock(state_->mutex);
  return state_->directory;
}

Result<std::vector<CustomerKey>> MemoryReader::due(Time now, std::size_t limit) {
  const Lock lock(state_->mutex);
  std::vector<std::pair<Time, CustomerKey>> all;
  for (const auto& [profile, messages] : state_->customers) {
    if (profile.look_again_at && *profile.look_again_at <= now) all.emplace_back(*profile.look_again_at, profile.key);
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<CustomerKey> out;
  for (std::size_t i = 0; i < std::min({all.size(), limit, most_listed}); ++i) out.push_back(all[i].second);
  return out;
}

Result<std::optional<Time>> MemoryReader::next_due() {
  const Lock lock(state_->mutex);
  std::optional<Time> earliest;
  for (const auto& [profile, messages] : state_->customers) {
    if (profile.look_again_at && (!earliest || *profile.look_again_at < *earliest)) earliest = profile.look_again_at;
  }
  return earliest;
}

Result<std::vector<OutboxItem>> MemoryReader::outbox_due(Time now, std::int64_t after, std::size_t limit) {
  const Lock lock(state_->mutex);
  std::vector<OutboxItem> out;
  for (const auto& [item, settled] : state_->outbox) {
    if (out.size() == std::min(limit, most_listed)) break;
    if (!settled && item.id > after && item.not_before <= now) out.push_back(item);
  }
  return out;
}

Result<CustomerPage> MemoryReader::find(const CustomerQuery& query) {
  const Lock lock(state_->mutex);
  const auto group = query.group ? state_->directory.find_group(*query.group) : std::nullopt;
  std::vector<const Profile*> all;
  for (const auto& [profile, messages] : state_->customers) {
    if (fits(profile, query, group)) all.push_back(&profile);
  }
  std::reverse(all.begin(), all.end());  // of two seen at once, the one stored later
  std::stable_sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return a->last_seen > b->last_seen; });
  CustomerPage page;
  page.total = static_cast<std::int64_t>(all.size());
  const auto end = std::min(all.size(), query.offset + std::min(query.limit, most_found));
  for (auto i = query.offset; i < end; ++i) page.customers.push_back(all[i]->key);
  return page;
}

Result<Totals> MemoryReader::totals() {
  const Lock lock(state_->mutex);
  Totals out;
  for (const auto& [profile, messages] : state_->customers) {
    if (profile.rev > 0) ++out.customers;
    out.tags += static_cast<std::int64_t>(profile.tags.size());
  }
  out.messages = static_cast<std::int64_t>(state_->messages.size());
  out.outbox_waiting =
      std::count_if(state_->outbox.begin(), state_->outbox.end(), [](const auto& o) { return !o.settled; });
  out.quarantined = state_->quarantined;
  return out;
}

Result<Sizes> MemoryReader::group_sizes() {
  const Lock lock(state_->mutex);
  std::map<std::string, std::int64_t> sizes;
  for (const auto& [name, group] : state_->directory.groups) sizes[name];
  for (const auto& [profile, messages] : state_->customers) {
    if (profile.group) ++sizes[profile.group->group];
  }
  return Sizes(sizes.begin(), sizes.end());
}

Result<Sizes> MemoryReader::tag_sizes() {
  const Lock lock(state_->mutex);
  std::map<std::string, std::int64_t> sizes;
  for (const auto& [name, tag] : state_->directory.tags) sizes[name];
  for (const auto& [profile, messages] : state_->customers) {
    for (const auto& [tag, tag_state] : profile.tags) ++sizes[tag];
  }
  return Sizes(sizes.begin(), sizes.end());
}

Result<std::vector<JournalEntry>> MemoryReader::journal(const CustomerKey& who, std::size_t limit) {
  const Lock lock(state_->mutex);
  std::vector<JournalEntry> out;
  for (auto entry = state_->journal.rbegin(); entry != state_->journal.rend(); ++entry) {
    if (out.size() == std::min(limit, most_listed)) break;
    if (entry->who == who || (who.platform.empty() && entry->who.platform.empty())) out.push_back(*entry);
  }
  return out;
}

Result<std::vector<ExportedMessage>> MemoryReader::last_messages(const CustomerKey& who, std::size_t limit) {
  const Lock lock(state_->mutex);
  std::vector<ExportedMessage> out;
  const auto* known = state_->find(who);
  if (known == nullptr) return out;
  const auto wanted = std::min(limit, most_listed);
  for (auto row = known->messages.rbegin(); row != known->messages.rend(); ++row) {
    if (out.size() == wanted + backfilled_between) break;
    out.push_back(exported(state_->messages[*row]));
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.at > b.at; });
  if (out.size() > wanted) out.resize(wanted);
  return out;
}

Result<std::optional<RulesetRecord>> MemoryReader::active_ruleset() {
  const Lock lock(state_->mutex);
  return state_->rulesets.empty() ? std::optional<RulesetRecord>() : state_->rulesets.back();
}

Result<std::vector<CustomerKey>> MemoryReader::recent_customers(std::string_view account, Time since,
                                                                std::size_t limit) {
  const Lock lock(state_->mutex);
  std::vector<CustomerKey> out;
  std::unordered_set<CustomerKey> seen;
  for (auto message = state_->messages.rbegin(); message != state_->messages.rend(); ++message) {
    if (out.size() == std::min(limit, most_listed)) break;
    if (message->key.account != account || message->at < since || !seen.insert(message->who).second) continue;
    out.push_back(message->who);
  }
  return out;
}

Result<std::optional<Time>> MemoryReader::newest_message(std::string_view account) {
  const Lock lock(state_->mutex);
  for (auto message = state_->messages.rbegin(); message != state_->messages.rend(); ++message) {
    if (message->key.account == account) return std::optional(message->at);
  }
  return std::optional<Time>();
}

Result<std::vector<std::pair<std::string, std::string>>> MemoryReader::memory(std::string_view prefix) {
  const Lock lock(state_->mutex);
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [name, value] : state_->memory) {
    if (name.starts_with(prefix)) out.emplace_back(name, value);
  }
  return out;
}

Result<void> MemoryReader::each_message(const std::function<bool(const ExportedMessage&)>& take) {
  const Lock lock(state_->mutex);
  for (const auto& message : state_->messages) {
    if (!take(exported(message))) break;
  }
  return {};
}

Result<void> MemoryReader::each_customer(const std::function<bool(const Profile&)>& take) {
  const Lock lock(state_->mutex);
  for (const auto& [profile, messages] : state_->customers) {
    if (profile.rev > 0 && !take(profile)) break;
  }
  return {};
}

}  // namespace

std::unique_ptr<Reader> make_memory_reader(std::shared_ptr<MemoryState> state) {
  return std::make_unique<MemoryReader>(std::move(state));
}

}  // namespace fenqun::storage
