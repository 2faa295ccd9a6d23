#include "rules/names.hpp"

#include <algorithm>
#include <vector>

#include "model/edits.hpp"
#include "rules/limits.hpp"

namespace fenqun::rules {
namespace {

// Characters that cannot be seen or that reorder what is seen around them.
bool invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x34F || c == 0x61C || c == 0x115F || c == 0x1160 ||
         c == 0x17B4 || c == 0x17B5 || (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0x3164 || (c >= 0xFE00 && c <= 0xFE0F) ||
         c == 0xFEFF || c == 0xFFA0 || (c >= 0xFFF0 && c <= 0xFFFD) || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool blank(char32_t c) {
  return c == ' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F;
}

std::u32string decode(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) out += next_code_point(text, at).value_or(U'\uFFFD');
  return out;
}

}  // namespace

std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const std::size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
  if (length == 0 || at + length > text.size()) {
    ++at;
    return std::nullopt;
  }
  char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (byte(at + i) >> 6 != 2) {
      ++at;
      return std::nullopt;
    }
    c = c << 6 | (byte(at + i) & 0x3FU);
  }
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (c < smallest[length] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
    ++at;
    return std::nullopt;
  }
  at += length;
  return c;
}

bool valid_name(std::string_view name) {
  if (name.empty() || name.size() > 4 * max_name_length) return false;
  std::size_t count = 0;
  char32_t before = '/';
  for (std::size_t at = 0; at < name.size(); ++count) {
    const auto c = next_code_point(name, at);
    if (!c || invisible(*c) || *c == '*') return false;
    if (blank(*c) && (count == 0 || at == name.size())) return false;
    if (*c == '/' && before == '/') return false;
    before = *c;
  }
  return before != '/' && count <= max_name_length;
}

std::string visible(std::string_view text) {
  constexpr std::size_t longest = 80;
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    if (count == longest) return out + "…";
    const auto begin = at;
    const auto c = next_code_point(text, at);
    if (!c) {
      out += "\xEF\xBF\xBD";
    } else if (!invisible(*c)) {
      out += text.substr(begin, at - begin);
    } else {
      std::string hex;
      for (auto rest = *c; rest != 0 || hex.size() < 4; rest >>= 4) hex.insert(hex.begin(), digits[rest & 15]);
      out += "\\u{" + hex + "}";
    }
  }
  return out;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::size_t edit_distance(std::string_view left, std::string_view right) {
  return fenqun::edit_distance(decode(left), decode(right));
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
  constexpr std::size_t longest = 80;  // bytes; nobody mistypes more than that by a letter or two
  if (word.empty() || word.size() > longest) return std::nullopt;
  const auto wanted = decode(word);
  std::size_t best = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  std::optional<std::string> found;
  for (const auto& candidate : candidates) {
    if (candidate.size() > longest || candidate == word) continue;
    const auto other = decode(candidate);
    const auto far = fenqun::edit_distance(wanted, other);
    if (far < best && far < std::max(wanted.size(), other.size())) {
      best = far;
      found = candidate;
    }
  }
  return found;
}

}  // namespace fenqun::rules
