#include "bot/outbox.hpp"

#include <algorithm>
#include <utility>

#include "bot/limits.hpp"

namespace fenqun::bot {
namespace {

// No account can be called so: their names hold no colon.
constexpr std::string_view webhook_lane = "webhook:";

// A place to cut that is no later than `most` bytes: behind a line end if there is one in the second half, else between
// two characters.
std::size_t cut_at(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text.size();
  std::size_t place = most;
  while (place > 0 && (static_cast<unsigned char>(text[place]) & 0xC0) == 0x80) --place;
  const auto line_end = text.rfind('\n', place);
  if (line_end != std::string_view::npos && line_end >= most / 2) return line_end + 1;
  return place > 0 ? place : most;
}

}  // namespace

std::vector<std::string> split_text(const std::string& text, std::size_t max_bytes) {
  std::vector<std::string> parts;
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto length = max_bytes == 0 ? rest.size() : cut_at(rest, max_bytes);
    parts.emplace_back(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  return parts;
}

void Outbox::add_account(const std::string& account, Send send, std::size_t most_in_flight) {
  accounts_[account].send = std::move(send);
  accounts_[account].most_in_flight = most_in_flight;
}

void Outbox::add_webhook(const std::string& name, Send send) {
  const auto lane = std::string(webhook_lane) + name;
  add_account(lane, std::move(send), limits::webhook_calls_in_flight);
  accounts_[lane].ready = true;
}

Outbox::Account* Outbox::account_of(const OutboxItem& item) {
  const auto* call = std::get_if<CallWebhook>(&item.body);
  const auto found =
      call == nullptr ? accounts_.find(item.via) : accounts_.find(std::string(webhook_lane) + call->name);
  return found == accounts_.end() ? nullptr : &found->second;
}

bool Outbox::knows(const OutboxItem& item) {
  return account_of(item) != nullptr;
}

void Outbox::set_ready(const std::string& account, bool ready, Time now) {
  const auto found = accounts_.find(account);
  if (found == accounts_.end()) return;
  found->second.ready = ready;
  pump(found->second, now);
}

bool Outbox::Account::holds(std::int64_t id) const {
  const auto same = [&](const OutboxItem& item) { return item.id == id; };
  return in_flight.contains(id) || std::any_of(waiting.begin(), waiting.end(), same) ||
         std::any_of(later.begin(), later.end(), [&](const auto& entry) { return same(entry.second); });
}

bool Outbox::add(OutboxItem item, Time now) {
  auto* found = account_of(item);
  if (found == nullptr) return false;
  auto& account = *found;
  if (account.first_missed || account.size() >= limits::outbox_in_memory) {
    account.first_missed = std::min(account.first_missed.value_or(item.id), item.id);
    return false;
  }
  if (item.not_before > now) {
    account.later.emplace(item.not_before, std::move(item));
  } else {
    account.waiting.push_back(std::move(item));
  }
  return true;
}

std::optional<std::int64_t> Outbox::take_missed() {
  std::optional<std::int64_t> first;
  for (auto& [name, account] : accounts_) {
    if (!account.first_missed || account.size() >= limits::outbox_in_memory / 2) continue;
    first = std::min(first.value_or(*account.first_missed), *account.first_missed);
    account.first_missed.reset();
  }
  return first;
}

void Outbox::left_from(std::int64_t id) {
  for (auto& [name, account] : accounts_) account.first_missed = std::min(account.first_missed.value_or(id), id);
}

bool Outbox::holds(std::int64_t id) const {
  return std::any_of(accounts_.begin(), accounts_.end(), [&](const auto& entry) { return entry.second.holds(id); });
}

std::optional<Settlement> Outbox::settled(Settlement settlement, Time now) {
  for (auto& [name, account] : accounts_) {
    const auto found = account.in_flight.find(settlement.item);
    if (found == account.in_flight.end()) continue;
    auto item = std::move(found->second);
    account.in_flight.erase(found);
    if (settlement.result == SendResult::retry && ++item.attempts >= max_attempts) {
      settlement.result = SendResult::refused;
      settlement.detail = "gave up after " + std::to_string(item.attempts) + " tries: " + settlement.detail;
    }
    if (settlement.result == SendResult::retry) {
      item.not_before = std::max(settlement.retry_at, now);
      account.later.emplace(item.not_before, std::move(item));
    }
    settlement.at = now;
    pump(account, now);
    return settlement;
  }
  return std::nullopt;
}

void Outbox::pump(Time now) {
  for (auto& [name, account] : accounts_) pump(account, now);
}

void Outbox::pump(Account& account, Time now) {
  while (!account.later.empty() && account.later.begin()->first <= now) {
    account.waiting.push_back(std::move(account.later.begin()->second));
    account.later.erase(account.later.begin());
  }
  if (!account.ready) return;
  std::vector<OutboxItem> batch;
  while (!account.waiting.empty() && account.in_flight.size() < account.most_in_flight) {
    auto item = std::move(account.waiting.front());
    account.waiting.pop_front();
    batch.push_back(item);
    account.in_flight.emplace(item.id, std::move(item));
  }
  if (!batch.empty()) account.send(std::move(batch));
}

std::optional<Time> Outbox::next_due() const {
  std::optional<Time> next;
  for (const auto& [name, account] : accounts_) {
    if (!account.later.empty() && (!next || account.later.begin()->first < *next)) next = account.later.begin()->first;
  }
  return next;
}

std::size_t Outbox::size() const {
  std::size_t total = 0;
  for (const auto& [name, account] : accounts_) total += account.size();
  return total;
}

}  // namespace fenqun::bot
