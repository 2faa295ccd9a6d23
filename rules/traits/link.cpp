#include "rules/traits.hpp"
#include "rules/traits/text.hpp"

namespace fenqun::rules {
namespace {

using namespace traits;

constexpr std::string_view domains[] = {"com",    "cn",  "net", "org", "edu", "gov",  "io",   "cc",    "tv",
                                        "biz",    "xyz", "icu", "hk",  "tw",  "jp",   "kr",   "uk",    "eu",
                                        "de",     "fr",  "ru",  "au",  "sg",  "ly",   "gl",   "dev",   "tech",
                                        "wang",   "ltd", "ink", "top", "vip", "club", "shop", "store", "site",
                                        "online", "app", "co",  "pw",  "ws",  "tk",   "mobi", "cloud", "asia"};
// Also English words: after a full stop without a space they would be seen everywhere.
constexpr std::string_view word_domains[] = {"me", "in", "is", "it", "so",    "to",   "be",   "no",   "us",   "my",
                                             "at", "am", "do", "by", "as",    "live", "work", "fun",  "info", "link",
                                             "sh", "md", "la", "im", "group", "pub",  "name", "team", "life", "love"};
constexpr std::size_t longest_scheme = 16;

bool in_host(char c) {
  return is_word(c) || c == '-' || c == '.';
}

bool in_url(char c) {
  return is_word(c) || (c != '\0' && std::string_view("-._~:/?#[]@!$&'()*+,;=%").find(c) != std::string_view::npos);
}

// Behind the URL that goes on at `at`, without the marks that end a sentence.
std::size_t behind_url(std::string_view text, std::size_t at) {
  const auto least = at;
  while (in_url(byte_at(text, at))) ++at;
  while (at > least && std::string_view(".,;:!?)]'").find(text[at - 1]) != std::string_view::npos) --at;
  return at;
}

// Four numbers.
bool is_ip(std::string_view host) {
  int parts = 0;
  for (std::size_t at = 0;; ++at) {
    const auto end = behind_digits(host, at);
    if (end == at || end > at + 3) return false;
    ++parts;
    at = end;
    if (at == host.size()) return parts == 4;
    if (host[at] != '.') return false;
  }
}

bool is_host(std::string_view host, bool path) {
  const auto dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  if (host.find("..") != std::string_view::npos || host[dot - 1] == '-') return false;
  const auto top = host.substr(dot + 1);
  if (is_one_of(top, domains)) return true;
  if (path && is_ip(host)) return true;
  return is_one_of(top, word_domains) && (path || host.starts_with("www."));
}

// What a host may be followed by to have a path or a port.
bool has_path(std::string_view text, std::size_t at) {
  const char next = byte_at(text, at);
  if (next == ':') return is_digit(byte_at(text, at + 1));
  return (next == '/' || next == '?') && is_word(byte_at(text, at + 1));
}

std::optional<Range> link_of_host(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  while (begin < end && (text[begin] == '.' || text[begin] == '-')) ++begin;
  if (begin == end || byte_at(text, end) == '@' || (begin > 0 && text[begin - 1] == '@')) return std::nullopt;
  if (!is_host(text.substr(begin, end - begin), has_path(text, end))) return std::nullopt;
  const auto behind = has_path(text, end) ? behind_url(text, end) : end;
  return Range{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(behind)};
}

// Letters before "://" at `colon`, or `colon` if there are none.
std::size_t scheme_begin(std::string_view text, std::size_t colon) {
  auto begin = colon;
  while (begin > 0 && colon - begin < longest_scheme && is_word(text[begin - 1])) --begin;
  while (begin < colon && is_digit(text[begin])) ++begin;
  return begin;
}

}  // namespace

std::optional<Range> find_link(std::string_view folded) {
  for (std::size_t at = 0; at < folded.size();) {
    if (!in_host(folded[at])) {
      ++at;
      continue;
    }
    const auto begin = at;
    while (in_host(byte_at(folded, at))) ++at;
    if (starts_at(folded, at, "://") && is_word(byte_at(folded, at + 3))) {
      const auto scheme = scheme_begin(folded, at);
      if (at - scheme >= 2) {
        const auto end = behind_url(folded, at + 4);
        return Range{static_cast<std::uint32_t>(scheme), static_cast<std::uint32_t>(end)};
      }
    }
    if (const auto link = link_of_host(folded, begin, at)) return link;
  }
  return std::nullopt;
}

}  // namespace fenqun::rules
