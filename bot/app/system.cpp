#include "bot/app/system.hpp"

#include <sodium.h>

#include <cstdio>

namespace fenqun::bot {

std::string random_code() {
  if (sodium_init() < 0) return {};  // no secure source: nobody binds by code
  char digits[8];
  std::snprintf(digits, sizeof digits, "%06u", randombytes_uniform(1'000'000));
  return digits;
}

}  // namespace fenqun::bot
