// What the bot remembers of a talk: choices, confirmations and pages that it offered (60 s), and how fast a person
// types. Owned by the core thread; everything in it is bounded and may be forgotten at any time.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/commands/grammar.hpp"
#include "model/event.hpp"
#include "model/time.hpp"

namespace fenqun::bot {

struct Pending {
  enum class Kind { choice, confirm, pages } kind = Kind::choice;
  std::vector<Invocation> options;  // confirm and pages: exactly one
  std::size_t page = 0;             // the one that was shown
  std::size_t pages = 1;
  Time expires{};
  std::uint64_t id = 0;  // the same offer in two chats is one offer
};

// A person in a chat; all direct and temporary chats of one account are one.
struct TalkKey {
  CustomerKey who;
  std::string account;
  std::string group;  // id of the group chat; empty: direct

  auto operator<=>(const TalkKey&) const = default;
};
TalkKey talk_of(const Event& event);

// How a message answers an offer.
struct PendingAnswer {
  enum class Kind { run, cancel, no_such_choice, no_such_page } kind = Kind::run;
  Invocation invocation;
  std::string typed;
  std::size_t limit = 0;
};
std::optional<PendingAnswer> read_answer(const Pending& pending, std::string_view text);

class CommandSession {
 public:
  static constexpr Millis offer_life{60'000};
  static constexpr std::size_t max_kept = 1000;     // offers; people are bounded likewise
  static constexpr std::size_t max_in_window = 10;  // commands of one person
  static constexpr Millis window{10'000};
  static constexpr std::size_t max_wrong_codes = 5;  // of one person
  static constexpr std::size_t max_wrong_by_all = 200;
  static constexpr Millis code_window{600'000};

  void offer(const std::vector<TalkKey>& where, Pending pending, Time now);
  const Pending* pending(const TalkKey& where, Time now) const;
  // Forgets this offer wherever it was made.
  void withdraw(std::uint64_t id);

  enum class Pace { go, notice, silent };
  Pace pace(const CustomerKey& who, Time now);

  bool may_try_code(const CustomerKey& who, Time now);
  void wrong_code(const CustomerKey& who, Time now);

 private:
  struct Person {
    std::deque<Time> commands;
    std::deque<Time> wrong_codes;
    bool noticed = false;
    Time last{};
  };
  Person& person(const CustomerKey& who, Time now);

  std::map<TalkKey, Pending> offers_;
  std::map<CustomerKey, Person> people_;
  std::deque<Time> wrong_by_all_;
  std::uint64_t next_id_ = 1;
};

}  // namespace fenqun::bot
