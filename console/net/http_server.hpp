// A small HTTP/1.1 server on 127.0.0.1. It knows limits and time, and nothing of what is asked or answered.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/problem.hpp"

namespace fenqun::console::net {

struct HttpRequest {
  std::string method;
  std::string target;
  std::string host;  // empty: none, or more than one
  std::string cookie;
  std::string origin;
  std::string content_type;
  std::string body;
};

struct HttpResponse {
  unsigned status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  // left out on the wire when the method was HEAD
};

// Called on the server's thread, one request at a time; what it throws becomes a 500 without details.
using HttpHandler = std::function<HttpResponse(const HttpRequest&)>;

// Owns one thread, which ends in the destructor. Slow, large and malformed requests never reach the handler.
class HttpServer {
 public:
  // Port 0: any. `bound` hears the real one before the first request is taken.
  static Result<std::unique_ptr<HttpServer>> listen(std::uint16_t port, HttpHandler handler,
                                                    const std::function<void(std::uint16_t)>& bound);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::uint16_t port() const;

 private:
  struct State;
  class Connection;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace fenqun::console::net
