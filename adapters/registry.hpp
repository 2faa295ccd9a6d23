// The platforms there are: one line each in registry.cpp.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "adapters/protocol.hpp"

namespace fenqun::adapters {

// One [[account]] of the configuration, checked.
struct Account {
  std::string name;
  std::string platform;
  std::string url;
  std::string token;             // a secret: never logged, never in a URL
  std::string ca_file;           // wss: trust this file instead of the system's roots; empty: the system's
  std::string timezone = "Asia/Shanghai";
  bool enabled = true;
  std::size_t max_frame_bytes = 16 * 1024 * 1024;
  double sends_per_second = 0;   // 0: no limit of our own
  std::size_t backfill = 100;    // messages asked for per chat after a gap; 0: none
};

struct Platform {
  std::string_view id;           // "onebot11"
  Bilingual name;
  std::unique_ptr<Protocol> (*make)(const Account&);
};

std::span<const Platform> platforms();
const Platform* find_platform(std::string_view id);

}  // namespace fenqun::adapters
