#include "tests/bench/load/json_scan.hpp"

#include <array>
#include <charconv>

namespace fenqun::bench {
namespace {

constexpr int kMaxDepth = 64;
constexpr std::string_view kSpace = " \t\r\n";

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  void space() {
    const auto at = text_.find_first_not_of(kSpace, at_);
    at_ = at == std::string_view::npos ? text_.size() : at;
  }
  bool take(char c) {
    space();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }

  // A string with its quotes; empty when there is none.
  std::string_view string() {
    space();
    if (!at('"')) return {};
    const std::size_t from = at_++;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    if (at_ >= text_.size()) return {};
    return text_.substr(from, ++at_ - from);
  }

  // Any value's raw text; empty when it is cut off. Brackets are counted, not matched in kind.
  std::string_view value() {
    space();
    const std::size_t from = at_;
    if (at('"')) return string();
    int depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        if (string().empty()) return {};
        continue;
      }
      if (depth == 0 && (c == ',' || c == '}' || c == ']' || kSpace.find(c) != std::string_view::npos)) break;
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      if (depth > kMaxDepth) return {};
      ++at_;
      if (depth == 0 && (c == '}' || c == ']')) break;
    }
    return depth == 0 ? text_.substr(from, at_ - from) : std::string_view();
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<std::string_view> member(std::string_view object, std::string_view key) {
  Scanner scan(object);
  if (!scan.take('{')) return std::nullopt;
  for (;;) {
    const auto name = scan.string();
    if (name.empty() || !scan.take(':')) return std::nullopt;
    const auto value = scan.value();
    if (value.empty()) return std::nullopt;
    if (unquoted(name) == key) return value;
    if (!scan.take(',')) return std::nullopt;
  }
}

std::optional<std::int64_t> number(std::string_view raw) {
  const auto digits = unquoted(raw);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::string_view unquoted(std::string_view raw) {
  if (raw.size() >= 2 && raw.front() == '"' && raw.back() == '"') return raw.substr(1, raw.size() - 2);
  return raw;
}

std::string quoted(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (byte < 0x20) {
      out += {'\\', 'u', '0', '0', kHex[byte >> 4], kHex[byte & 15]};
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::optional<ApiCall> parse_call(std::string_view text) {
  const auto action = member(text, "action");
  if (!action || action->front() != '"') return std::nullopt;
  ApiCall call;
  call.action = unquoted(*action);
  call.params = member(text, "params").value_or(std::string_view());
  call.echo = member(text, "echo").value_or(std::string_view());
  return call;
}

}  // namespace fenqun::bench
