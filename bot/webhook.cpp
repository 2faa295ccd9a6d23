#include "bot/webhook.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <span>

namespace fenqun::bot {
namespace {

constexpr Millis first_wait{5'000};
constexpr Millis longest_wait{3'600'000};

std::string hex(std::span<const unsigned char> bytes) {
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes.data(), bytes.size());
  out.pop_back();
  return out;
}

std::string hmac_sha256(const std::string& secret, std::string_view text) {
  crypto_auth_hmacsha256_state state;
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> out{};
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  crypto_auth_hmacsha256_final(&state, out.data());
  return hex(out);
}

// Ids of platforms are opaque bytes, a header is visible ASCII: the rest is written %XX, one to one.
std::string header_form(std::string_view token) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : token) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7f && c != '%') {
      out += c;
    } else {
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return out;
}

bool worth_another_try(int status) {
  return status == 0 || status == 408 || status == 429 || status >= 500;
}

// 5 s, 15 s, 45 s … an hour, each up to a quarter longer, so that what piled up does not come at once.
Millis wait_after(std::uint32_t attempts, const adapters::HttpAnswer& answer, adapters::Random& random) {
  auto wait = first_wait;
  for (std::uint32_t i = 0; i < attempts && wait < longest_wait; ++i) wait *= 3;
  wait = std::max(std::min(wait, longest_wait), answer.retry_after.value_or(Millis{0}));
  return wait + Millis{random.between(0, wait.count() / 4)};
}

}  // namespace

adapters::HttpRequest webhook_request(const Webhook& hook, const OutboxItem& item, Time now) {
  adapters::HttpRequest request;
  request.url = hook.url;
  request.ca_file = hook.ca_file;
  request.timeout = hook.timeout;
  request.body = std::get<CallWebhook>(item.body).body;
  request.headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", header_form(item.token)}};
  if (!hook.token.empty()) request.headers.emplace_back("Authorization", "Bearer " + hook.token);
  if (!hook.secret.empty()) {
    const auto seconds = std::to_string(to_millis(now) / 1000);
    const auto signature = hmac_sha256(hook.secret, seconds + "." + request.body);
    request.headers.emplace_back("X-Fenqun-Signature", "t=" + seconds + ",sha256=" + signature);
  }
  return request;
}

Settlement webhook_settlement(const OutboxItem& item, const adapters::HttpAnswer& answer, Time now,
                              adapters::Random& random) {
  Settlement out;
  out.item = item.id;
  out.at = now;
  out.detail = answer.status == 0 ? answer.problem : "HTTP " + std::to_string(answer.status);
  if (answer.status >= 200 && answer.status < 300) {
    out.result = SendResult::done;
  } else if (worth_another_try(answer.status)) {
    out.result = SendResult::retry;
    out.retry_at = now + wait_after(item.attempts, answer, random);
  } else {
    out.result = SendResult::refused;
  }
  return out;
}

void WebhookCaller::call(const Webhook& hook, std::vector<OutboxItem> items) {
  boost::asio::post(parts_.io, [this, &hook, items = std::move(items)] {
    for (const auto& item : items) start(hook, item);
  });
}

void WebhookCaller::start(const Webhook& hook, const OutboxItem& item) {
  parts_.http.post(parts_.io, webhook_request(hook, item, parts_.clock.now()),
                   [this, item](const adapters::HttpAnswer& answer) { answered(item, answer); });
}

void WebhookCaller::answered(const OutboxItem& item, const adapters::HttpAnswer& answer) {
  parts_.settled(webhook_settlement(item, answer, parts_.clock.now(), parts_.random));
}

}  // namespace fenqun::bot
