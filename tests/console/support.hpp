// A console over a memory store with a few customers, some of them hostile, and a client that speaks raw HTTP.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "console/server.hpp"

namespace fenqun::console {

inline const std::string test_code = "abcd2345";
inline const std::string markup_name = "<img src=x onerror=\"document.title='owned'\">&amp;";
inline const std::string reversed_name = "vip\xE2\x80\xAEgnp.exe";  // U+202E turns what follows around

struct Reply {
  int status = 0;  // 0: the server closed without a word
  std::map<std::string, std::string> headers;
  std::string body;

  nlohmann::json json() const { return nlohmann::json::parse(body, nullptr, false); }
  std::string header(const std::string& name) const;  // in small letters
};

// A connected socket, or -1.
int dial(std::uint16_t port);
// What was answered to these bytes, until the server closes; gives up after 15 s.
Reply raw(std::uint16_t port, const std::string& bytes);
// With Host and Connection: close; `more` are further header lines, each ended by \r\n.
Reply request(std::uint16_t port, const std::string& method, const std::string& target, const std::string& more = {},
              const std::string& body = {});

class Shop {
 public:
  explicit Shop(Language language = Language::zh, int extra_customers = 0);
  Reply get(const std::string& target) const;  // logged in
  Reply log_in(const std::string& code) const;
  std::uint16_t port() const { return console->port(); }

  std::unique_ptr<storage::Store> store;
  std::atomic<bool> broken = false;  // the reader cannot be opened
  std::unique_ptr<Console> console;

 private:
  void fill(int extra_customers);
  void customer(const std::string& user, const std::string& name, std::vector<Change> changes, const std::string& text);
  int messages_ = 0;
};

}  // namespace fenqun::console
