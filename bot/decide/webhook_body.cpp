#include "bot/decide/webhook_body.hpp"

#include <nlohmann/json.hpp>

namespace fenqun::bot {
namespace {

std::string_view cut(std::string_view text) {
  if (text.size() <= max_webhook_text) return text;
  auto end = max_webhook_text;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

bool call_webhook(const rules::WebhookEffect& effect, const Wish& wish, Making& making) {
  const auto& profile = making.profile();
  const auto& event = making.event();
  nlohmann::ordered_json body;
  body["customer"] = to_string(profile.key);
  body["name"] = profile.name;
  body["rule"] = wish.rule->id;
  body["tags"] = nlohmann::ordered_json::array();
  for (const auto& [tag, state] : profile.tags) body["tags"].push_back(tag);
  body["at"] = iso8601(making.now());
  if (!event.key.native_id.empty()) {
    body["account"] = event.key.account;
    body["event"] = event.key.native_id;
  }
  if (const auto* words = text_of(event)) body["text"] = cut(words->text);
  // Names and words are whatever a platform sent: what is not UTF-8 becomes U+FFFD.
  auto json = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  making.out().outbox.push_back({0, {}, {}, CallWebhook{effect.name, std::move(json)}, making.send_at(), 0, {}});
  return true;
}

}  // namespace fenqun::bot
