#include "tests/adapters/onebot11/print_steps.hpp"

#include "adapters/json_out.hpp"

namespace fenqun::adapters::testing {
namespace {

std::string quoted(std::string_view text) {
  constexpr std::size_t shown = 400;
  std::string out;
  append_json_string(out, text.size() > shown ? text.substr(0, 30) : text);
  if (text.size() > shown) out += "…(" + std::to_string(text.size()) + " bytes)";
  return out;
}

std::string after(Time at, Time now) {
  const auto ms = (at - now).count();
  std::string text = "+" + std::to_string(ms / 1000);
  if (ms % 1000 != 0) text += "." + std::to_string(1000 + ms % 1000).substr(1);
  return text + "s";
}

std::string_view word(MediaKind kind) {
  constexpr std::string_view words[] = {"image", "voice", "video", "file", "sticker", "card", "location", "other"};
  return words[static_cast<std::size_t>(kind)];
}

std::string payload(const Event& event) {
  std::string out(kind_of(event));
  if (const auto* media = std::get_if<Media>(&event.payload)) return "media " + std::string(word(media->kind));
  if (const auto* recalled = std::get_if<Recalled>(&event.payload)) return out + " " + recalled->native_id;
  if (const auto* renamed = std::get_if<Renamed>(&event.payload)) return out + " " + quoted(renamed->name);
  const Text* text = text_of(event);
  if (text == nullptr) return out;
  out = "text " + quoted(text->text);
  for (const Mention& mention : text->mentions) {
    out += " mention=" + mention.user + ":" + mention.name + "@" + std::to_string(mention.offset) + "+" +
           std::to_string(mention.length);
  }
  if (text->mentions_me) out += " me";
  if (!text->reply_to.empty()) out += " reply_to=" + text->reply_to;
  if (!text->reply_to_user.empty()) out += " reply_to_user=" + text->reply_to_user;
  for (const MediaKind kind : text->media) out += " +" + std::string(word(kind));
  return out;
}

std::string chat(const Chat& where) {
  constexpr std::string_view kinds[] = {"direct", "group", "temporary"};
  std::string out = std::string(kinds[static_cast<std::size_t>(where.kind)]) + ":" + where.id;
  return where.via.empty() ? out : out + " via=" + where.via;
}

std::string print_event(const Event& event) {
  std::string out = event.key.account + " " + event.key.native_id + " who=" + to_string(event.who);
  if (!event.name.empty()) out += " name=" + quoted(event.name);
  out += " in=" + chat(event.where);
  if (!event.chat_name.empty()) out += " chat=" + quoted(event.chat_name);
  if (event.author == Author::us) out += " by=us";
  if (event.origin == Origin::backfilled) out += " backfilled";
  return out + " at=" + iso8601(event.sent_at) + " " + payload(event);
}

std::string_view word(Phase phase) {
  constexpr std::string_view words[] = {"dialing", "open", "ready", "platform_offline", "stopped"};
  return words[static_cast<std::size_t>(phase)];
}
std::string_view word(SendResult result) {
  constexpr std::string_view words[] = {"done", "unverified", "retry", "refused", "unknown"};
  return words[static_cast<std::size_t>(result)];
}
std::string_view word(Retry retry) {
  constexpr std::string_view words[] = {"soon", "slowly", "never"};
  return words[static_cast<std::size_t>(retry)];
}

struct Printer {
  Time now;
  std::string operator()(const Dial& dial) const {
    std::string out = "dial " + dial.url;
    for (const auto& [name, value] : dial.headers) out += " " + name + "=" + quoted(value);
    return out;
  }
  std::string operator()(const Hang& hang) const { return "hang " + std::to_string(hang.code); }
  std::string operator()(const Http& http) const { return "http " + http.method + " " + http.url; }
  std::string operator()(const Write& write) const { return "write " + write.bytes; }
  std::string operator()(const Ping&) const { return "ping"; }
  std::string operator()(const Deliver& deliver) const {
    return "deliver " + (deliver.ack == 0 ? "" : "ack=" + std::to_string(deliver.ack) + " ") +
           print_event(deliver.event);
  }
  std::string operator()(const Sent& sent) const {
    const Settlement& settlement = sent.settlement;
    std::string out = "sent " + std::to_string(settlement.item) + " " + std::string(word(settlement.result));
    if (settlement.result == SendResult::retry) out += " " + after(settlement.retry_at, now);
    if (!settlement.detail.empty()) out += " " + quoted(settlement.detail);
    if (!sent.stored.empty()) out += " stored=" + quoted(sent.stored);
    return out;
  }
  std::string operator()(const Wake& wake) const { return "wake " + after(wake.at, now); }
  std::string operator()(const Quarantine& kept) const {
    return "quarantine " + quoted(kept.reason) + " " + quoted(kept.bytes);
  }
  std::string operator()(const Remember& fact) const { return "remember " + fact.key + "=" + quoted(fact.value); }
  std::string operator()(const ChatSeen& seen) const { return "chat " + seen.chat + " " + quoted(seen.name); }
  std::string operator()(const Status& status) const {
    return "status " + std::string(word(status.phase)) + (status.detail.empty() ? "" : " " + quoted(status.detail));
  }
  std::string operator()(const Drop& drop) const {
    return "drop " + std::string(word(drop.retry)) + " " + drop.reason.code() + " " + drop.reason.message().en;
  }
  std::string operator()(const adapters::Count& count) const { return "count " + count.what; }
};

}  // namespace

std::string print(const Step& step, Time now) {
  return std::visit(Printer{now}, step);
}

}  // namespace fenqun::adapters::testing
