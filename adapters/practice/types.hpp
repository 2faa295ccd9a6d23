// The words of the practice platform: what its people do, how it is set up, what it can be told to do wrong.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/time.hpp"

namespace fenqun::adapters::practice {

enum class Dialect : std::uint8_t { napcat, llonebot, lagrange, gocqhttp };

struct Person {
  std::int64_t id = 0;
  std::string name;
  std::string remark;  // as the bot's account calls the friend
  bool is_friend = true;
};

struct Group {
  std::int64_t id = 0;
  std::string name;
  bool bot_is_admin = true;  // else set_group_name is refused
};

// What somebody writes.
struct Line {
  std::int64_t user = 0;  // a person not seen before becomes a friend
  std::string name;       // empty: as known, else the number
  std::string text;
  std::int64_t group = 0;          // 0: a private message
  bool mention = false;            // begins with a mention of the bot
  bool own = false;                // written by the bot's account on another device; `user` is whom it is for
  std::int64_t quote = 0;          // message id that it answers; 0: none
  std::int64_t temporary_via = 0;  // a private message of a stranger through this group
  std::string image;               // URL of a picture behind the text; empty: none
  std::optional<Time> at;          // when it was sent; nothing: now. Whole seconds, as everywhere in OneBot
};

struct Faults {
  bool drop_answers = false;      // calls are carried out but never answered
  std::uint32_t drop_one_in = 0;  // every n-th answer is not sent; 0: all are
  bool swap_answers = false;      // every answer waits for the next one and goes out after it
  bool omit_echo = false;
  bool refuse_send = false;  // risk control: sends fail
  bool refuse_rename = false;
  bool lie_rename = false;  // says ok, but the group keeps its name
  bool refuse_history = false;
  bool negative_ids = false;  // of new messages
  bool no_heartbeat = false;
  bool qq_offline = false;   // told by get_status and heartbeats; sends fail
  bool string_form = false;  // messages as CQ-code strings instead of arrays
};

struct Options {
  std::uint16_t port = 0;  // on 127.0.0.1; 0: any free one
  std::string token;       // empty: everybody may come in
  Dialect dialect = Dialect::napcat;
  std::int64_t self_id = 2'900'000'001;
  std::string self_name = "practice bot";
  Millis heartbeat{30'000};
  Faults faults;
  std::vector<Person> people;
  std::vector<Group> groups;
  bool report_own = false;            // what the bot sends comes back as message_sent
  std::size_t redeliver_on_open = 0;  // the newest so many messages of people come again to a client that connects
  std::size_t log_limit = 50'000;     // messages kept for history and redelivery
};

// What the bot did.
struct BotSaid {
  std::int64_t message_id = 0;
  std::int64_t user = 0;   // 0: to the group
  std::int64_t group = 0;  // 0: privately
  std::string text;        // words only; mentions as "@number"
  std::int64_t quote = 0;
  Time at{};
};
struct BotRenamed {
  std::int64_t group = 0;
  std::string name;
};
struct BotRemarked {
  std::int64_t user = 0;
  std::string remark;
};

// Called on the platform's thread; may call Platform::say and the like, but not stop().
struct Callbacks {
  std::function<void(const BotSaid&)> said;
  std::function<void(const BotRenamed&)> renamed;
  std::function<void(const BotRemarked&)> remarked;
};

}  // namespace fenqun::adapters::practice
