#include "adapters/onebot11/decode.hpp"

#include <algorithm>

#include "adapters/onebot11/decode_parts.hpp"
#include "adapters/onebot11/ids.hpp"
#include "adapters/onebot11/limits.hpp"
#include "adapters/problems.hpp"

namespace fenqun::adapters::onebot11 {
namespace {

Meaning decode_meta(const JsonFields& frame, const DecodeContext& context) {
  const std::string_view type = frame["meta_event_type"].string().value_or("");
  if (type == "lifecycle") return Lifecycle{self_of(frame, context)};
  if (type != "heartbeat") return counted("unknown_event", "meta_event", type);
  Heartbeat beat;
  // Half a second to ten minutes: a hostile interval must neither flood nor blind us.
  if (const auto ms = frame["interval"].integer(); ms && *ms > 0) {
    beat.interval = Millis{std::clamp<std::int64_t>(*ms, 500, 600'000)};
  }
  beat.online = status_is_online(frame["status"]);
  return beat;
}

// The text of whichever field has some; the four dialects use three names.
std::string words_of(const JsonFields& frame) {
  for (const std::string_view key : {"wording", "message", "msg"}) {
    if (const auto text = frame[key].string(); text && !text->empty()) return std::string(cut(*text, max_words));
  }
  return {};
}

Meaning decode_answer(const JsonFields& frame) {
  Answer answer;
  if (auto echo = frame["echo"].scalar(); echo && !echo->empty()) answer.echo = std::move(*echo);
  answer.retcode = frame["retcode"].integer().value_or(-1);
  const std::string_view status = frame["status"].string().value_or("");
  answer.async = status == "async" && (answer.retcode == 1 || answer.retcode == 0);
  answer.ok = answer.async || (status == "ok" && answer.retcode == 0);
  if (!answer.ok) answer.words = words_of(frame);
  answer.data = frame["data"];
  return answer;
}

}  // namespace

Unreadable unreadable(std::string_view field) {
  return {problems::both(problems::bad_field, {std::string(field)})};
}

Counted counted(std::string_view what, std::string_view post_type, std::string_view detail) {
  constexpr std::size_t longest = 40;
  std::string name(what);
  for (const std::string_view part : {post_type, detail}) {
    if (part.empty()) continue;
    name += '.';
    for (const char c : part.substr(0, longest)) {
      const bool harmless = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
      name += harmless ? c : '_';
    }
  }
  return {std::move(name)};
}

Stamp stamp_of(const JsonFields& frame, Time now) {
  constexpr std::int64_t year_10000 = 253'402'300'800;
  const auto text = id_of(frame["time"]);
  if (!text) return {now, "-"};
  const std::int64_t seconds = number_of(*text).value_or(0);
  if (seconds <= 0 || seconds >= year_10000) return {now, *text};
  return {from_millis(seconds * 1000), *text};
}

std::string self_of(const JsonFields& frame, const DecodeContext& context) {
  if (auto self = id_of(frame["self_id"])) return std::move(*self);
  return std::string(context.self);
}

bool status_is_online(Json status) {
  return status["online"].boolean().value_or(true) && status["good"].boolean().value_or(true);
}

Meaning decode(Json frame, const DecodeContext& context) {
  if (frame.kind() != Json::Kind::object) return Unreadable{problems::both(problems::not_object)};
  const JsonFields fields(frame);
  const Json post_type = fields["post_type"];
  if (post_type.absent()) {
    if (fields.has("retcode") || fields.has("status")) return decode_answer(fields);
    return unreadable("post_type");
  }
  const auto type = post_type.string();
  if (!type) return unreadable("post_type");
  if (*type == "message" || *type == "message_sent") return decode_message(fields, context, {}, Origin::live);
  if (*type == "notice") return decode_notice(fields, context);
  if (*type == "meta_event") return decode_meta(fields, context);
  if (*type == "request") return counted("ignored_event", *type, fields["request_type"].string().value_or(""));
  return counted("unknown_event", *type, "");
}

Meaning decode_history(Json message, std::string_view peer, const DecodeContext& context) {
  if (message.kind() != Json::Kind::object) return Unreadable{problems::both(problems::not_object)};
  return decode_message(JsonFields(message), context, peer, Origin::backfilled);
}

}  // namespace fenqun::adapters::onebot11
