#include "bot/redecide/walk.hpp"

#include <algorithm>
#include <cstring>

namespace fenqun::bot {

Result<RedecideWalk> RedecideWalk::begin(storage::Reader& reader, Redecider redecider, Time from, Time now) {
  RedecideWalk walk(reader, std::move(redecider), from, now);
  const auto read = reader.each_customer([&](const Profile& profile) {
    walk.remember(profile.key);
    return true;
  });
  if (!read) return read.error();
  return walk;
}

void RedecideWalk::remember(const CustomerKey& key) {
  const auto text = to_string(key);
  const auto size = static_cast<std::uint32_t>(text.size());
  keys_.append(reinterpret_cast<const char*>(&size), sizeof size);
  keys_ += text;
  ++count_;
}

std::vector<CustomerKey> RedecideWalk::take_keys(std::size_t most) {
  std::vector<CustomerKey> out;
  while (out.size() < most && at_ < keys_.size()) {
    std::uint32_t size = 0;
    std::memcpy(&size, keys_.data() + at_, sizeof size);
    at_ += sizeof size;
    if (auto key = parse_customer_key(std::string_view(keys_).substr(at_, size))) out.push_back(std::move(*key));
    at_ += size;
    ++done_;
  }
  return out;
}

Result<bool> RedecideWalk::next(std::size_t most, const std::function<void(const Redecided&)>& take) {
  const auto keys = take_keys(most);
  const auto profiles = reader_->load(keys);
  if (!profiles) return profiles.error();
  for (const auto& profile : *profiles) {
    if (profile.rev == 0) continue;
    if (const auto done = one(profile, take); !done) return done.error();
  }
  return at_ < keys_.size();
}

Result<void> RedecideWalk::again(const CustomerKey& who, const std::function<void(const Redecided&)>& take) {
  const auto profile = reader_->load(std::span(&who, 1));
  if (!profile) return profile.error();
  return one(profile->front(), take);
}

Result<void> RedecideWalk::one(const Profile& before, const std::function<void(const Redecided&)>& take) {
  auto history = reader_->last_messages(before.key, max_history);
  if (!history) return history.error();
  std::reverse(history->begin(), history->end());
  redecider_.run(before, *history, from_, now_, redecision_);
  take({before, *history, redecision_});
  return {};
}

std::optional<Commit> commit_of(const Redecided& redecided) {
  if (redecided.what.changes.empty()) return std::nullopt;
  Commit commit;
  commit.who = redecided.before.key;
  commit.expected_rev = redecided.before.rev;
  commit.changes = redecided.what.changes;
  commit.journal = redecided.what.journal;
  return commit;
}

}  // namespace fenqun::bot
