// Texts for people, always as a Chinese and English pair, so that neither can be forgotten.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace fenqun {

enum class Language { zh, en };

// A constant pair with places {0}, {1} … to be filled. Both sides use the same places (a test reads them all).
struct Bilingual {
  std::string_view zh;
  std::string_view en;

  constexpr std::string_view in(Language language) const { return language == Language::zh ? zh : en; }
};

// A pair whose places have been filled.
struct Phrase {
  std::string zh;
  std::string en;

  const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
  bool empty() const { return zh.empty() && en.empty(); }
  bool operator==(const Phrase&) const = default;
};

using Args = std::vector<std::string>;

// Replaces {0} … {9} by the arguments; a place without an argument stays as it is.
std::string fill(std::string_view pattern, const Args& args);
Phrase fill(const Bilingual& pattern, const Args& args);

}  // namespace fenqun
