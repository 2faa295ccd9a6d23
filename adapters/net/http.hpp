// One HTTP request over a connection of its own, answered exactly once. Only the head of the answer is read: who calls
// a webhook wants to know whether it was taken, not what it says.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "adapters/protocol.hpp"
#include "model/time.hpp"

namespace fenqun::adapters {

struct HttpRequest {
  std::string url;  // http:// or https://
  Headers headers;  // a value with control characters is left out, so that nobody can smuggle in another header
  std::string body;
  std::string ca_file;     // empty: the system's roots
  Millis timeout{10'000};  // for everything together
};
struct HttpAnswer {
  int status = 0;                     // 0: no answer, `problem` tells why
  std::optional<Millis> retry_after;  // seconds that the server asked to wait, at most a day
  std::string problem;
};
using HttpDone = std::function<void(HttpAnswer)>;

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  // POST. `done` is called on the thread of `io`, never from inside.
  virtual void post(boost::asio::io_context& io, HttpRequest request, HttpDone done) = 0;
};

// TLS 1.2+, certificates and host names are verified. Redirects are not followed.
std::unique_ptr<HttpClient> make_beast_http();

}  // namespace fenqun::adapters
