// Webhooks against a real HTTP server: what it is told, and what becomes of its answers.
#include "bot/webhook.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <deque>
#include <mutex>
#include <thread>

namespace fenqun::bot {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Request = http::request<http::string_body>;

// Answers each request with the next of the given texts, whole as they stand; an empty one: hangs up without a word.
class Server {
 public:
  explicit Server(std::deque<std::string> answers) : answers_(std::move(answers)), thread_([this] { serve(); }) {}
  ~Server() {
    boost::system::error_code ignored;
    asio::ip::tcp::socket poke(io_);  // wakes accept()
    stopping_ = true;
    poke.connect(acceptor_.local_endpoint(), ignored);
    thread_.join();
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::string url() const {
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + "/hook?x=1";
  }
  std::vector<Request> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  void serve() {
    while (true) {
      boost::system::error_code error;
      asio::ip::tcp::socket socket(io_);
      acceptor_.accept(socket, error);
      if (stopping_ || error) return;
      boost::beast::flat_buffer buffer;
      Request request;
      http::read(socket, buffer, request, error);
      if (error) continue;
      std::string answer;
      {
        const std::lock_guard lock(mutex_);
        requests_.push_back(std::move(request));
        if (!answers_.empty()) {
          answer = answers_.front();
          answers_.pop_front();
        }
      }
      if (answer == "slow") {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        continue;
      }
      if (!answer.empty()) asio::write(socket, asio::buffer(answer), error);
    }
  }

  asio::io_context io_;
  asio::ip::tcp::acceptor acceptor_{io_, {asio::ip::address_v4::loopback(), 0}};
  std::mutex mutex_;
  std::deque<std::string> answers_;
  std::vector<Request> requests_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

class FixedClock final : public Clock {
 public:
  Time now() const override { return from_millis(1'767'225'600'000); }
};
class Least final : public adapters::Random {
 public:
  std::int64_t between(std::int64_t low, std::int64_t) override { return low; }
};

struct Bench {
  explicit Bench(std::deque<std::string> answers) : server(std::move(answers)) {
    hook.name = "crm";
    hook.url = server.url();
    hook.timeout = Millis{5000};
  }

  Settlement call(std::uint32_t attempts = 0) {
    OutboxItem item;
    item.id = 5;
    item.attempts = attempts;
    item.token = "main/m 1\n/0";
    item.body = CallWebhook{"crm", R"({"customer":"onebot11::7","name":"张三"})"};
    std::optional<Settlement> got;
    WebhookCaller caller({io, *http, clock, random, [&](Settlement settlement) { got = std::move(settlement); }});
    caller.call(hook, {item});
    io.restart();
    while (!got && io.run_one_for(std::chrono::seconds(10)) > 0) {
    }
    io.run_for(std::chrono::milliseconds(1));
    return got.value_or(Settlement{});
  }

  Server server;
  Webhook hook;
  asio::io_context io{1};
  FixedClock clock;
  Least random;
  std::unique_ptr<adapters::HttpClient> http = adapters::make_beast_http();
};

constexpr const char* ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

TEST(Webhook, TellsTheServerWhoAsksAndSignsIt) {
  Bench bench({ok});
  bench.hook.token = "t0ken";
  bench.hook.secret = "s3cret";
  const auto settled = bench.call();
  EXPECT_EQ(settled.result, SendResult::done);
  EXPECT_EQ(settled.item, 5);
  EXPECT_EQ(settled.detail, "HTTP 200");
  const auto requests = bench.server.requests();
  ASSERT_EQ(requests.size(), 1u);
  const auto& request = requests[0];
  EXPECT_EQ(request.method(), http::verb::post);
  EXPECT_EQ(request.target(), "/hook?x=1");
  EXPECT_EQ(request.body(), R"({"customer":"onebot11::7","name":"张三"})");
  EXPECT_EQ(request[http::field::content_type], "application/json");
  EXPECT_EQ(request[http::field::authorization], "Bearer t0ken");
  EXPECT_EQ(request["Idempotency-Key"], "main/m%201%0A/0");
  EXPECT_EQ(request[http::field::host], bench.server.url().substr(7, bench.server.url().find('/', 7) - 7));

  const std::string signed_text = "1767225600." + request.body();
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> key{};
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
  std::copy_n("s3cret", 6, key.begin());  // HMAC fills short keys with zeros
  crypto_auth_hmacsha256(mac.data(), reinterpret_cast<const unsigned char*>(signed_text.data()), signed_text.size(),
                         key.data());
  std::array<char, 65> hex{};
  sodium_bin2hex(hex.data(), hex.size(), mac.data(), mac.size());
  EXPECT_EQ(request["X-Fenqun-Signature"], "t=1767225600,sha256=" + std::string(hex.data()));
}

TEST(Webhook, WithoutSecretsNothingIsSignedOrShown) {
  Bench bench({ok});
  bench.call();
  const auto requests = bench.server.requests();
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_EQ(requests[0].count(http::field::authorization), 0u);
  EXPECT_EQ(requests[0].count("X-Fenqun-Signature"), 0u);
}

TEST(Webhook, AnswersMeanDoneAgainOrNever) {
  const std::vector<std::pair<std::string, SendResult>> cases = {
      {"HTTP/1.1 200 OK\r\n\r\n", SendResult::done},
      {"HTTP/1.1 204 No Content\r\n\r\n", SendResult::done},
      {"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 202 Accepted\r\n\r\n", SendResult::done},
      {"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/x\r\n\r\n", SendResult::refused},
      {"HTTP/1.1 400 Bad Request\r\n\r\n", SendResult::refused},
      {"HTTP/1.1 404 Not Found\r\n\r\n", SendResult::refused},
      {"HTTP/1.1 408 Request Timeout\r\n\r\n", SendResult::retry},
      {"HTTP/1.1 429 Too Many Requests\r\n\r\n", SendResult::retry},
      {"HTTP/1.1 500 Oops\r\n\r\n", SendResult::retry},
      {"HTTP/1.1 503 Later\r\n\r\n", SendResult::retry},
      {"", SendResult::retry},
      {"HTTP/1.1 200 OK\r\nX: " + std::string(30'000, 'x') + "\r\n\r\n", SendResult::retry},
      {"\x01\x02 not http\r\n\r\n", SendResult::retry},
  };
  std::deque<std::string> answers;
  for (const auto& [answer, result] : cases) answers.push_back(answer);
  Bench bench(std::move(answers));
  for (const auto& [answer, result] : cases) {
    const auto settled = bench.call();
    EXPECT_EQ(settled.result, result) << answer.substr(0, 40) << ": " << settled.detail;
    EXPECT_FALSE(settled.detail.empty());
  }
}

TEST(Webhook, WaitsLongerEachTimeAndAsLongAsItIsTold) {
  Bench bench({"HTTP/1.1 500 Oops\r\n\r\n", "HTTP/1.1 500 Oops\r\n\r\n", "HTTP/1.1 500 Oops\r\n\r\n",
               "HTTP/1.1 429 Slow\r\nRetry-After: 7200\r\n\r\n", "HTTP/1.1 429 Slow\r\nRetry-After: soon\r\n\r\n",
               "HTTP/1.1 429 Slow\r\nRetry-After: 99999999999\r\n\r\n"});
  const auto wait = [&](std::uint32_t attempts) { return bench.call(attempts).retry_at - bench.clock.now(); };
  EXPECT_EQ(wait(0), Millis{5000});
  EXPECT_EQ(wait(2), Millis{45'000});
  EXPECT_EQ(wait(11), Millis{3'600'000});
  EXPECT_EQ(wait(0), Millis{7'200'000});
  EXPECT_EQ(wait(0), Millis{5000});
  EXPECT_EQ(wait(0), Millis{86'400'000}) << "a day at most";
}

TEST(Webhook, ASilentServerIsGivenUp) {
  Bench bench({"slow"});
  bench.hook.timeout = Millis{100};
  const auto before = std::chrono::steady_clock::now();
  const auto settled = bench.call();
  EXPECT_EQ(settled.result, SendResult::retry);
  EXPECT_NE(settled.detail.find("100 ms"), std::string::npos) << settled.detail;
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(2));
}

TEST(Webhook, NobodyThereIsTriedAgain) {
  Bench bench({});
  bench.hook.url = "http://127.0.0.1:1/";
  EXPECT_EQ(bench.call().result, SendResult::retry);
}

}  // namespace
}  // namespace fenqun::bot
