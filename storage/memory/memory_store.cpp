#include "storage/memory/memory_store.hpp"

#include "storage/memory/memory_state.hpp"

namespace fenqun::storage {
namespace {

using Lock = std::lock_guard<std::mutex>;

class MemoryStore final : public Store {
 public:
  MemoryStore() : state_(std::make_shared<MemoryState>()) {}

  Result<std::vector<Outcome>> apply(std::span<const Commit> commits) override;
  Result<void> settle(std::span<const Settlement> settlements) override;
  Result<void> quarantine(std::span<const QuarantineRecord> records) override;
  Result<std::int64_t> activate_ruleset(const RulesetRecord& record) override;
  Result<void> remember(std::string_view key, std::string_view value) override;
  Result<std::optional<std::string>> recall(std::string_view key) override;
  Result<void> reopen() override { return {}; }
  Result<std::unique_ptr<Reader>> reader() override { return make_memory_reader(state_); }

 private:
  Outcome apply_one(const Commit& commit);
  void write_message(const MessageRecord& message);
  void change(const CustomerKey& who, const Change& change);
  void change_directory(const Change& change);
  std::string used_group(const std::string& name);
  void use_tag(const std::string& name) { state_->directory.tags.try_emplace(name, TagInfo{name, {}, {}, {}}); }

  std::shared_ptr<MemoryState> state_;
};

Result<std::vector<Outcome>> MemoryStore::apply(std::span<const Commit> commits) {
  const Lock lock(state_->mutex);
  std::vector<Outcome> outcomes;
  for (const auto& commit : commits) outcomes.push_back(apply_one(commit));
  return outcomes;
}

Outcome MemoryStore::apply_one(const Commit& commit) {
  const bool touches = !commit.who.platform.empty();
  if (commit.event && state_->events.contains(commit.event->key)) return {Fate::duplicate, 0, 0};
  const auto* known = touches ? state_->find(commit.who) : nullptr;
  if (touches && (known == nullptr ? 0 : known->profile.rev) != commit.expected_rev) return {Fate::stale, 0, 0};

  Outcome outcome;
  if (touches) outcome.rev = ++state_->customer(commit.who).profile.rev;
  if (commit.event) write_message(*commit.event);
  for (const auto& each : commit.changes) {
    if (!about_customer(each)) {
      change_directory(each);
    } else if (touches) {
      change(commit.who, each);
    }
  }
  for (const auto& entry : commit.journal) {
    if (!entry.who.platform.empty()) state_->customer(entry.who);
    state_->journal.push_back(entry);
  }
  if (!commit.outbox.empty()) outcome.first_outbox_id = static_cast<std::int64_t>(state_->outbox.size()) + 1;
  for (const auto& item : commit.outbox) {
    state_->outbox.push_back({item, false});
    state_->outbox.back().item.id = static_cast<std::int64_t>(state_->outbox.size());
  }
  return outcome;
}

void MemoryStore::write_message(const MessageRecord& message) {
  state_->events.insert(message.key);
  if (message.who.platform.empty()) return;
  state_->customer(message.who).messages.push_back(state_->messages.size());
  state_->messages.push_back(message);
}

void MemoryStore::change(const CustomerKey& who, const Change& change) {
  auto& profile = state_->customer(who).profile;
  if (const auto* move = std::get_if<MoveTo>(&change); move != nullptr && !move->membership.group.empty()) {
    auto membership = move->membership;
    membership.group = used_group(membership.group);
    fenqun::apply(MoveTo{std::move(membership)}, profile);
    return;
  }
  if (const auto* add = std::get_if<AddTag>(&change)) use_tag(add->tag);
  if (const auto* add = std::get_if<AddBlock>(&change)) use_tag(add->block.tag);
  fenqun::apply(change, profile);
}

// The present name of a group that is there after it, also when it was not before.
std::string MemoryStore::used_group(const std::string& name) {
  if (auto present = state_->directory.find_group(name)) return *present;
  state_->directory.groups.emplace(name, GroupInfo{name, {}, {}});
  return name;
}

void MemoryStore::change_directory(const Change& change) {
  auto& directory = state_->directory;
  if (const auto* define = std::get_if<DefineGroup>(&change)) {
    auto group = define->group;
    directory.group_aliases.erase(group.name);
    directory.groups.try_emplace(group.name, group);
    if (!group.parent.empty()) group.parent = used_group(group.parent);
    fenqun::apply(DefineGroup{std::move(group)}, directory);
  } else if (const auto* link = std::get_if<LinkChat>(&change)) {
    fenqun::apply(LinkChat{link->chat, link->group.empty() ? link->group : used_group(link->group)}, directory);
  } else {
    const auto* rename = std::get_if<RenameGroup>(&change);
    const bool moves = rename != nullptr && directory.groups.contains(rename->from);
    fenqun::apply(change, directory);
    for (auto& [profile, messages] : state_->customers) {
      if (moves && profile.group && profile.group->group == rename->from) profile.group->group = rename->to;
    }
  }
}

Result<void> MemoryStore::settle(std::span<const Settlement> settlements) {
  const Lock lock(state_->mutex);
  for (const auto& settlement : settlements) {
    if (settlement.item < 1 || settlement.item > static_cast<std::int64_t>(state_->outbox.size())) continue;
    auto& outgoing = state_->outbox[static_cast<std::size_t>(settlement.item - 1)];
    if (outgoing.settled) continue;
    if (settlement.result == SendResult::retry) {
      ++outgoing.item.attempts;
      outgoing.item.not_before = settlement.retry_at;
    } else {
      outgoing.settled = true;
    }
  }
  return {};
}

Result<void> MemoryStore::quarantine(std::span<const QuarantineRecord> records) {
  const Lock lock(state_->mutex);
  state_->quarantined += static_cast<std::int64_t>(records.size());  // nobody reads the bytes
  return {};
}

Result<std::int64_t> MemoryStore::activate_ruleset(const RulesetRecord& record) {
  const Lock lock(state_->mutex);
  auto& all = state_->rulesets;
  if (all.empty() || all.back().digest != record.digest) {
    all.push_back(record);
    all.back().rev = static_cast<std::int64_t>(all.size());
  }
  return all.back().rev;
}

Result<void> MemoryStore::remember(std::string_view key, std::string_view value) {
  const Lock lock(state_->mutex);
  state_->memory.insert_or_assign(std::string(key), std::string(value));
  return {};
}

Result<std::optional<std::string>> MemoryStore::recall(std::string_view key) {
  const Lock lock(state_->mutex);
  const auto found = state_->memory.find(key);
  return found == state_->memory.end() ? std::optional<std::string>() : found->second;
}

}  // namespace

std::unique_ptr<Store> make_memory_store() {
  return std::make_unique<MemoryStore>();
}

}  // namespace fenqun::storage
