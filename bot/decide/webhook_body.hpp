// What a webhook is told about a customer. Internal to decide.
#pragma once

#include "bot/decide/making.hpp"
#include "bot/decide/resolve.hpp"

namespace fenqun::bot {

inline constexpr std::size_t max_webhook_text = 8 * 1024;  // bytes of the customer's words

// {"customer":"onebot11::10001","name":"张三","rule":"refund","tags":["需求/退款"],"at":"2026-11-21T21:03:25.000Z",
//  "account":"main","event":"77","text":"…"}; account, event and text only of an event. The tags are those after it.
bool call_webhook(const rules::WebhookEffect& effect, const Wish& wish, Making& making);

}  // namespace fenqun::bot
