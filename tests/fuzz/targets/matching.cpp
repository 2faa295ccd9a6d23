// The first bytes name words, the rest is searched: exactly what a plain search finds is found.
#include <algorithm>
#include <string>
#include <vector>

#include "rules/matcher.hpp"
#include "tests/fuzz/target.hpp"

namespace fenqun::fuzz {
namespace {

std::size_t plain_search(const std::vector<rules::Pattern>& words, std::string_view text) {
  std::size_t found = 0;
  for (const auto& word : words) {
    for (auto at = text.find(word.text); at != text.npos; at = text.find(word.text, at + 1)) ++found;
  }
  return found;
}

}  // namespace

void matching(std::string_view input) {
  std::vector<rules::Pattern> words;
  std::size_t at = 0;
  while (at < input.size() && words.size() < 4 && input[at] != '\n') {
    const auto length = std::min<std::size_t>(1 + static_cast<unsigned char>(input[at]) % 6, input.size() - at - 1);
    if (length == 0) break;
    words.push_back({std::string(input.substr(at + 1, length)), false});
    at += 1 + length;
  }
  if (words.empty()) return;
  const auto text = input.substr(std::min(at, input.size())).substr(0, 1000);
  const auto built = rules::Matcher::build(words);
  require(built.has_value(), "short words can be compiled");
  rules::Matcher::Scratch scratch;
  std::vector<rules::Hit> hits;
  (*built)->scan(text, scratch, hits);
  const auto expected = plain_search(words, text);
  require(expected >= rules::Matcher::max_hits || hits.size() == expected, "the matcher finds what a plain search finds");
}

}  // namespace fenqun::fuzz
