#include "bot/decide/once.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace fenqun::bot {
namespace {

constexpr std::string_view prefix = "once/";

std::string_view word_of(const rules::Effect& effect) {
  if (std::holds_alternative<rules::ReplyEffect>(effect)) return "reply";
  if (std::holds_alternative<rules::NotifyEffect>(effect)) return "notify";
  if (std::holds_alternative<rules::FollowUpEffect>(effect)) return "follow_up";
  return "webhook";
}

std::string digest(const std::string& text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::array<char, 9> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), 4);
  return hex.data();
}

// Makes room for one more.
void forget_oldest(Making& making) {
  const Counter* oldest = nullptr;
  std::size_t count = 0;
  for (const auto& counter : making.profile().counters) {
    if (!counter.id.starts_with(prefix) || counter.times.empty()) continue;
    ++count;
    if (oldest == nullptr || counter.times.back() < oldest->times.back()) oldest = &counter;
  }
  if (count >= max_once_counters) making.change(DropCounter{std::string(oldest->id)});
}

}  // namespace

std::string once_key(const rules::Rule& rule, const rules::Effect& effect) {
  std::string key(prefix);
  key += rule.id;
  key += '/';
  key += word_of(effect);
  key += '/';
  return key + digest(rules::print_effect(effect, Language::en));
}

OnceGate::OnceGate(const rules::Rule& rule, const rules::Effect& effect, const rules::Once& once) : once_(once) {
  if (once.limited) key_ = once_key(rule, effect);
}

bool OnceGate::open(const Making& making) const {
  if (key_.empty()) return true;
  const auto* last = making.profile().counter(key_);
  if (last == nullptr || last->times.empty()) return true;
  return once_.per > Millis{0} && making.now() - last->times.back() >= once_.per;
}

void OnceGate::passed(Making& making) const {
  if (key_.empty()) return;
  if (making.profile().counter(key_) == nullptr) forget_oldest(making);
  making.change(Count{key_, making.now(), 1});
}

}  // namespace fenqun::bot
