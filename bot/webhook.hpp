// Calls webhooks: takes durable outbox items and tells how each call ended. At least once; the same Idempotency-Key for
// every attempt. On the io thread; never in the core's way. How many calls are under way is bounded by the outbox.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <string>
#include <vector>

#include "adapters/backoff.hpp"
#include "adapters/net/http.hpp"
#include "bot/config/webhook.hpp"
#include "model/commit.hpp"

namespace fenqun::bot {

class WebhookCaller {
 public:
  struct Parts {
    boost::asio::io_context& io;
    adapters::HttpClient& http;
    const Clock& clock;
    adapters::Random& random;                 // of the io thread
    std::function<void(Settlement)> settled;  // called on the io thread
  };
  explicit WebhookCaller(Parts parts) : parts_(std::move(parts)) {}

  // From any thread. `hook` must outlive the calls.
  void call(const Webhook& hook, std::vector<OutboxItem> items);

 private:
  void start(const Webhook& hook, const OutboxItem& item);
  void answered(const OutboxItem& item, const adapters::HttpAnswer& answer);

  Parts parts_;
};

// ---- for tests and for who checks a signature: how a request is made and what an answer means
adapters::HttpRequest webhook_request(const Webhook& hook, const OutboxItem& item, Time now);
// 2xx: done; 408, 429, 5xx and no answer: again later; anything else: refused.
Settlement webhook_settlement(const OutboxItem& item, const adapters::HttpAnswer& answer, Time now,
                              adapters::Random& random);

}  // namespace fenqun::bot
