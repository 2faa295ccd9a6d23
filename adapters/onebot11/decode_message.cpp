#include "adapters/onebot11/decode_parts.hpp"
#include "adapters/onebot11/ids.hpp"
#include "adapters/onebot11/limits.hpp"
#include "adapters/onebot11/text.hpp"

namespace fenqun::adapters::onebot11 {
namespace {

std::string display_name(const JsonFields& frame, bool group) {
  const Json sender = frame["sender"];
  if (group) {
    if (const auto card = sender["card"].string(); card && !card->empty()) return std::string(cut(*card, max_name));
  }
  return std::string(cut(sender["nickname"].string().value_or(""), max_name));
}

// The group through which a temporary chat came: NapCat and LLOneBot tell it in different places.
std::string via_group(const JsonFields& frame) {
  if (auto group = id_of(frame["group_id"]); group && *group != "0") return std::move(*group);
  if (auto group = id_of(frame["sender"]["group_id"]); group && *group != "0") return std::move(*group);
  return {};
}

bool read_words(const JsonFields& frame, std::string_view self, JsonParser& cards, Said& said) {
  if (read_message(frame["message"], self, cards, said)) return true;
  said = {};
  return frame["raw_message"].kind() == Json::Kind::string && read_message(frame["raw_message"], self, cards, said);
}

// The words, or what stands for them.
Payload payload_of(Said&& said, std::string_view self, const Chat& where) {
  if (!said.words) return Media{said.text.media.empty() ? MediaKind::other : said.text.media.front()};
  std::string& quoted = said.text.reply_to;
  if (!quoted.empty()) quoted = message_name(self, where.kind == ChatKind::group, where.id, quoted);
  return std::move(said.text);
}

struct People {
  std::string self;
  std::string author;
  std::string customer;
};

// Who wrote it and whom it is about. In a history page the chat's peer is known.
std::optional<People> people_of(const JsonFields& frame, const DecodeContext& context, std::string_view peer) {
  auto author = id_of(frame["user_id"]);
  if (!author) author = id_of(frame["sender"]["user_id"]);
  if (!author) return std::nullopt;
  People people{self_of(frame, context), std::move(*author), {}};
  const bool ours = people.author == people.self || frame["post_type"].string() == "message_sent";
  if (!ours) {
    people.customer = people.author;
  } else if (!peer.empty()) {
    people.customer = peer;
  } else {
    people.customer = id_of(frame["target_id"]).value_or("");
  }
  return people;
}

void fill_chat(Event& event, const JsonFields& frame, std::string_view sub_type) {
  event.where.id = event.who.user;
  if (sub_type != "group") return;
  event.where.via = via_group(frame);
  if (!event.where.via.empty()) event.where.kind = ChatKind::temporary;
}

Meaning private_message(const JsonFields& frame, const DecodeContext& context, std::string_view peer, Event& event) {
  auto people = people_of(frame, context, peer);
  if (!people) return unreadable("user_id");
  const bool ours = people->customer != people->author;
  if (people->customer.empty() || people->customer == people->self) {
    return counted("ignored_event", "message", ours ? "own_without_target" : "to_self");
  }
  event.who = customer(people->customer);
  event.author = ours ? Author::us : Author::customer;
  if (!ours) event.name = display_name(frame, false);
  fill_chat(event, frame, frame["sub_type"].string().value_or(""));
  return Happened{};
}

Meaning group_message(const JsonFields& frame, const DecodeContext& context, Event& event) {
  const auto people = people_of(frame, context, {});
  if (!people) return unreadable("user_id");
  auto group = id_of(frame["group_id"]);
  if (!group) return unreadable("group_id");
  // Nobody's words: our own are about no customer, anonymous members share one number, notices are the platform's.
  const std::string_view sub_type = frame["sub_type"].string().value_or("");
  if (people->customer != people->author || people->author == people->self) {
    return counted("ignored_event", "message", "own_in_group");
  }
  if (sub_type == "anonymous" || sub_type == "notice") return counted("ignored_event", "message", sub_type);
  event.who = customer(people->customer);
  event.name = display_name(frame, true);
  event.where = {ChatKind::group, std::move(*group), {}};
  event.chat_name = cut(frame["group_name"].string().value_or(""), max_name);
  return Happened{};
}

}  // namespace

Meaning decode_message(const JsonFields& frame, const DecodeContext& context, std::string_view peer, Origin origin) {
  const std::string_view type = peer.empty() ? frame["message_type"].string().value_or("") : "private";
  if (type != "private" && type != "group") return unreadable("message_type");
  const auto message_id = id_of(frame["message_id"]);
  if (!message_id) return unreadable("message_id");

  Event event;
  Meaning meaning =
      type == "group" ? group_message(frame, context, event) : private_message(frame, context, peer, event);
  if (!std::holds_alternative<Happened>(meaning)) return meaning;

  Said said;
  const std::string self = self_of(frame, context);
  if (!read_words(frame, self, context.cards, said)) return unreadable("message");
  Stamp stamp = stamp_of(frame, context.now);
  event.key = {std::string(context.account),
               message_key(self, type == "group", event.where.id, *message_id, stamp.seconds)};
  event.origin = origin;
  event.sent_at = stamp.at;
  event.seen_at = context.now;
  event.payload = payload_of(std::move(said), self, event.where);
  return Happened{std::move(event)};
}

}  // namespace fenqun::adapters::onebot11
