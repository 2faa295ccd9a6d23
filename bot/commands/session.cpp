#include "bot/commands/session.hpp"

#include <algorithm>
#include <array>

#include "bot/text/unicode.hpp"
#include "rules/fold.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t longest_answer = 32;  // bytes

template <std::size_t size>
bool one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 10> yes = {".", "。", "．", "是", "y", "yes", "ok", "好", "好的", "对"};
constexpr std::array<std::string_view, 6> no = {"否", "不", "n", "no", "取消", "cancel"};
constexpr std::array<std::string_view, 6> next_page = {"下", "下页", "下一页", "next", "n", "+"};
constexpr std::array<std::string_view, 6> previous_page = {"上", "上页", "上一页", "prev", "p", "-"};

std::optional<std::size_t> number_in(std::string_view word) {
  if (word.empty() || word.size() > 3) return std::nullopt;
  std::size_t value = 0;
  for (const char c : word) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::size_t>(c - '0');
  }
  return value;
}

PendingAnswer to_page(const Pending& pending, std::size_t page, std::string typed) {
  PendingAnswer answer;
  answer.typed = std::move(typed);
  answer.limit = pending.pages;
  if (page >= pending.pages) {
    answer.kind = PendingAnswer::Kind::no_such_page;
    return answer;
  }
  answer.invocation = pending.options.front();
  answer.invocation.page = page;
  return answer;
}

std::optional<PendingAnswer> read_page(const Pending& pending, const std::string& word) {
  if (one_of(word, next_page)) return to_page(pending, pending.page + 1, std::to_string(pending.page + 2));
  if (one_of(word, previous_page)) {
    return to_page(pending, pending.page == 0 ? pending.pages : pending.page - 1, std::to_string(pending.page));
  }
  const auto number = number_in(word);
  if (!number) return std::nullopt;
  return to_page(pending, *number == 0 ? pending.pages : *number - 1, word);
}

std::optional<PendingAnswer> read_choice(const Pending& pending, const std::string& word) {
  const auto number = number_in(word);
  if (!number || word.size() > 2) return std::nullopt;
  PendingAnswer answer;
  answer.typed = word;
  answer.limit = pending.options.size();
  if (*number == 0 || *number > pending.options.size()) {
    answer.kind = PendingAnswer::Kind::no_such_choice;
  } else {
    answer.invocation = pending.options[*number - 1];
  }
  return answer;
}

void forget_before(std::deque<Time>& times, Time limit) {
  while (!times.empty() && times.front() <= limit) times.pop_front();
}

}  // namespace

TalkKey talk_of(const Event& event) {
  const bool group = event.where.kind == ChatKind::group;
  return {event.who, event.key.account, group ? event.where.id : std::string()};
}

std::optional<PendingAnswer> read_answer(const Pending& pending, std::string_view text) {
  const auto inner = trimmed(text);
  if (inner.empty() || inner.size() > longest_answer) return std::nullopt;
  // Folding may drop a lone full stop: a separator between nothing.
  auto word = one_of(inner, yes) ? std::string(inner) : rules::fold(inner);
  if (pending.kind == Pending::Kind::pages) return read_page(pending, word);
  if (one_of(word, no)) return PendingAnswer{PendingAnswer::Kind::cancel, {}, std::move(word), 0};
  if (pending.kind == Pending::Kind::choice) return read_choice(pending, word);
  if (!one_of(word, yes)) return std::nullopt;
  return PendingAnswer{PendingAnswer::Kind::run, pending.options.front(), std::move(word), 0};
}

void CommandSession::offer(const std::vector<TalkKey>& where, Pending pending, Time now) {
  std::erase_if(offers_, [&](const auto& known) { return known.second.expires <= now; });
  pending.expires = now + offer_life;
  pending.id = next_id_++;
  for (const auto& key : where) {
    if (offers_.size() >= max_kept && offers_.find(key) == offers_.end()) {
      offers_.erase(std::min_element(offers_.begin(), offers_.end(),
                                     [](const auto& a, const auto& b) { return a.second.expires < b.second.expires; }));
    }
    offers_.insert_or_assign(key, pending);
  }
}

const Pending* CommandSession::pending(const TalkKey& where, Time now) const {
  const auto found = offers_.find(where);
  return found == offers_.end() || found->second.expires <= now ? nullptr : &found->second;
}

void CommandSession::withdraw(std::uint64_t id) {
  std::erase_if(offers_, [&](const auto& known) { return known.second.id == id; });
}

CommandSession::Person& CommandSession::person(const CustomerKey& who, Time now) {
  auto found = people_.find(who);
  if (found == people_.end()) {
    if (people_.size() >= max_kept) {
      people_.erase(std::min_element(people_.begin(), people_.end(),
                                     [](const auto& a, const auto& b) { return a.second.last < b.second.last; }));
    }
    found = people_.try_emplace(who).first;
  }
  found->second.last = now;
  return found->second;
}

CommandSession::Pace CommandSession::pace(const CustomerKey& who, Time now) {
  auto& one = person(who, now);
  forget_before(one.commands, now - window);
  if (one.commands.size() < max_in_window) {
    one.commands.push_back(now);
    one.noticed = false;
    return Pace::go;
  }
  if (one.noticed) return Pace::silent;
  one.noticed = true;
  return Pace::notice;
}

bool CommandSession::may_try_code(const CustomerKey& who, Time now) {
  auto& one = person(who, now);
  forget_before(one.wrong_codes, now - code_window);
  forget_before(wrong_by_all_, now - code_window);
  return one.wrong_codes.size() < max_wrong_codes && wrong_by_all_.size() < max_wrong_by_all;
}

void CommandSession::wrong_code(const CustomerKey& who, Time now) {
  person(who, now).wrong_codes.push_back(now);
  wrong_by_all_.push_back(now);
}

}  // namespace fenqun::bot
