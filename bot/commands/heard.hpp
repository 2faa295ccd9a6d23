// Whether a message is meant for the bot, and where its command begins. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "bot/commands/session.hpp"
#include "model/event.hpp"

namespace fenqun::bot {

struct Address {
  bool prefixed = false;
  bool mentioned = false;
  bool direct = false;    // a private chat
  std::size_t start = 0;  // byte in the text behind white space and prefix
};
Address address_of(const Event& event, const Text& text, std::span<const std::string> prefixes);

// An answer to what was offered in this talk, with or without the prefix.
std::optional<PendingAnswer> answer_in(const Text& text, const Address& address, const Pending& pending);

}  // namespace fenqun::bot
