// What the console answers to one request: checks who asks, then a file of the page, the login, or the API. One thread.
#pragma once

#include <map>
#include <string>

#include "console/api.hpp"
#include "console/login.hpp"
#include "console/net/http_server.hpp"

namespace fenqun::console {

class Site {
 public:
  // `clock` outlives it.
  Site(const ConsoleOptions& options, ReaderSource reader, RulesSource rules, const Clock& clock);
  // The port is known only after listening; it stands in the cookie's name, because browsers do not tell the ports of a
  // host apart.
  void set_port(std::uint16_t port);
  net::HttpResponse answer(const net::HttpRequest& request);

 private:
  net::HttpResponse route(const net::HttpRequest& request);
  net::HttpResponse file(const std::string& path);
  net::HttpResponse log_in(const net::HttpRequest& request);
  net::HttpResponse api(const net::HttpRequest& request, const Target& target);

  const Clock& clock_;
  Gate gate_;
  Api api_;
  std::map<std::string, std::string, std::less<>> files_;  // by path
  std::string cookie_;
  std::string port_;
};

}  // namespace fenqun::console
