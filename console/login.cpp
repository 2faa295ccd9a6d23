#include "console/login.hpp"

#include <sodium.h>

#include "console/problems.hpp"

namespace fenqun::console {
namespace {

// Hashes have one length, so comparing them tells nothing about the length of the code either.
std::array<unsigned char, 32> digest(std::string_view text) {
  std::array<unsigned char, 32> out{};
  crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr,
                     0);
  return out;
}

}  // namespace

std::string random_code() {
  if (sodium_init() < 0) return {};
  static constexpr std::string_view letters = "23456789abcdefghjkmnpqrstuvwxyz";
  std::string out;
  for (int i = 0; i < 8; ++i) out += letters[randombytes_uniform(letters.size())];
  return out;
}

Gate::Gate(std::string_view code) : code_(digest(code)) {}

void Gate::forget_old(Time now) {
  // A clock that was set back must not lock the door for longer than the window.
  std::erase_if(wrong_, [now](Time at) { return at + limits::wrong_window <= now || at > now; });
  std::erase_if(open_, [now](const Session& session) { return session.ends <= now; });
}

std::int64_t Gate::wait_seconds(Time now) {
  forget_old(now);
  if (wrong_.size() < limits::wrong_tries) return 0;
  return (to_millis(wrong_.front() + limits::wrong_window) - to_millis(now) + 999) / 1000;
}

Result<std::string> Gate::log_in(std::string_view code, Time now) {
  if (const auto wait = wait_seconds(now); wait > 0) return Problem(problems::too_many_tries, {std::to_string(wait)});
  const auto given = digest(code);
  if (sodium_memcmp(given.data(), code_.data(), given.size()) != 0) {
    wrong_.push_back(now);
    return Problem(problems::wrong_code);
  }
  if (open_.size() == limits::sessions) open_.pop_front();
  Session session{{}, now + limits::session_life};
  randombytes_buf(session.secret.data(), session.secret.size());
  open_.push_back(session);
  std::string hex(session.secret.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), session.secret.data(), session.secret.size());
  hex.pop_back();
  return hex;
}

bool Gate::knows(std::string_view secret, Time now) {
  Secret given{};
  std::size_t length = 0;
  if (secret.size() != given.size() * 2) return false;
  if (sodium_hex2bin(given.data(), given.size(), secret.data(), secret.size(), nullptr, &length, nullptr) != 0 ||
      length != given.size()) {
    return false;
  }
  forget_old(now);
  bool known = false;
  for (const auto& session : open_) {
    known |= sodium_memcmp(given.data(), session.secret.data(), given.size()) == 0;
  }
  return known;
}

}  // namespace fenqun::console
