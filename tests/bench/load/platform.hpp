// The OneBot v11 words that this platform speaks: events to the bot and answers to its API calls. Pure.
#pragma once

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

#include "tests/bench/load/corpus.hpp"
#include "tests/bench/load/json_scan.hpp"

namespace fenqun::bench {

constexpr std::int64_t kSelf = 20002000;             // the bot's own account
constexpr std::int64_t kFirstCustomer = 3000000001;  // customer 0; over 2^31, as new QQ numbers are

// A friend's private message as an array of segments; about 500 bytes with 35 characters of text.
void append_private_message(std::string& out, const Line& line, std::int64_t customer, std::int64_t message_id,
                            std::time_t now);
std::string connected_event(std::time_t now);
std::string heartbeat_event(std::time_t now, long interval_ms);

struct Answer {
  std::string json;
  std::int64_t replied_to = -1;  // the user id of a private message that the bot sent
  bool logged_in = false;        // it asked who it is: ready for messages
};
// `sent_id` is the message id that a send gets. Unknown actions get retcode 1404.
Answer answer_call(std::string_view text, std::int64_t sent_id);

}  // namespace fenqun::bench
