// What happened: one fact about one customer, as the adapters deliver it and the rules read it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "model/ids.hpp"
#include "model/time.hpp"

namespace fenqun {

enum class MediaKind : std::uint8_t { image, voice, video, file, sticker, card, location, other };

// Somebody named in a message. Offsets are bytes into Text::text, where the mention stands as "@name".
struct Mention {
  std::string user;
  std::string name;
  std::uint32_t offset = 0;
  std::uint32_t length = 0;

  bool operator==(const Mention&) const = default;
};

// Words. `text` is plain UTF-8: entities decoded, quotes and the mention of our own account left out, so that a rule or
// a command reads what the person typed. `reply_to` is the native id of the quoted message, `reply_to_user` its author.
struct Text {
  std::string text;
  std::vector<Mention> mentions;
  bool mentions_me = false;
  std::string reply_to;
  std::string reply_to_user;
  std::vector<MediaKind> media;  // what came along with the words
};
struct Media {
  MediaKind kind = MediaKind::other;
};
struct Joined {};
struct Left {};
struct Befriended {};
struct Unfriended {};
struct Renamed {
  std::string name;  // of the chat Event::where
};
struct Reacted {
  std::string to;
  std::string with;
};
struct Recalled {
  std::string native_id;
};
struct Ordered {
  std::int64_t cents = 0;
  std::string product;
};
struct Rated {
  int stars = 0;  // 1..5
};
struct Quiet {};  // time has passed: made by the scheduler, never by an adapter

using Payload =
    std::variant<Text, Media, Joined, Left, Befriended, Unfriended, Renamed, Reacted, Recalled, Ordered, Rated, Quiet>;

// Who wrote it. `us`: our own account, by this bot or by a person on another device.
enum class Author : std::uint8_t { customer, us, bot };

// Rules count old messages, but nothing is ever auto-answered unless it is live.
enum class Origin : std::uint8_t { live, replayed, backfilled };

struct Event {
  EventKey key;
  CustomerKey who;   // the customer, also when the author is us
  std::string name;  // the customer's display name, hostile text; empty: not known from this event
  Chat where;
  std::string chat_name;  // of a group chat, if the event tells
  Author author = Author::customer;
  Origin origin = Origin::live;
  Time sent_at{};  // the platform's word, at most 5 minutes after seen_at (Connection clamps it)
  Time seen_at{};
  Payload payload;
};

// The words of an event, or null.
inline const Text* text_of(const Event& event) {
  return std::get_if<Text>(&event.payload);
}
// Whether it is a message (words or media) by the customer: what `messages in 7d` counts.
bool is_customer_message(const Event& event);
// A stable English word for the payload, "text", "image", "joined" …: what `kind is` compares and exports show.
std::string_view kind_of(const Event& event);

}  // namespace fenqun
