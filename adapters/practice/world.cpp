#include "adapters/practice/world.hpp"

namespace fenqun::adapters::practice {
namespace {

// Message ids look like hashes, as on QQ, and never repeat: multiplying by an odd number permutes the 31-bit numbers.
std::int64_t scrambled(std::uint32_t count) {
  return (count * 0x3c6ef373u + 0x1b873593u) & 0x7fffffffu;
}

}  // namespace

World::World(const Options& options) : limit_(std::max<std::size_t>(1, options.log_limit)) {
  for (const Person& person : options.people) people_[person.id] = person;
  for (const Group& group : options.groups) groups_[group.id] = group;
}

const Person& World::person(std::int64_t user) const {
  static const Person stranger{0, "", "", false};
  const auto known = people_.find(user);
  return known == people_.end() ? stranger : known->second;
}

const Group* World::group(std::int64_t id) const {
  const auto known = groups_.find(id);
  return known == groups_.end() ? nullptr : &known->second;
}

Person& World::meet(std::int64_t user, const std::string& name) {
  Person& person = people_.try_emplace(user, Person{user, std::to_string(user), "", true}).first->second;
  if (!name.empty()) person.name = name;
  return person;
}

Group& World::found(std::int64_t id) {
  return groups_.try_emplace(id, Group{id, "群 " + std::to_string(id), true}).first->second;
}

Logged& World::add(Line line, bool by_bot, bool negative_id, Time now) {
  Logged entry;
  entry.id = scrambled(++minted_);
  if (negative_id) entry.id = -entry.id - 1;
  entry.at = std::chrono::floor<std::chrono::seconds>(line.at.value_or(now));
  entry.sequence = ++sequences_[chat_of(line)];
  entry.by_bot = by_bot;
  entry.line = std::move(line);
  if (log_.size() >= limit_) {
    places_.erase(log_.front().id);
    log_.pop_front();
    ++removed_;
  }
  places_[entry.id] = removed_ + log_.size();
  return log_.emplace_back(std::move(entry));
}

Logged* World::find(std::int64_t message_id) {
  const auto place = places_.find(message_id);
  return place == places_.end() ? nullptr : &log_[place->second - removed_];
}

void World::forget(std::int64_t message_id) {
  places_.erase(message_id);
}

}  // namespace fenqun::adapters::practice
