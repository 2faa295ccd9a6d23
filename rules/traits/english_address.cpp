#include "rules/traits/address_parts.hpp"
#include "rules/traits/text.hpp"

namespace fenqun::rules::traits {
namespace {

constexpr std::string_view streets[] = {"street",  "st",    "road",     "rd",        "avenue", "ave",     "lane",
                                        "ln",      "drive", "dr",       "boulevard", "blvd",   "court",   "ct",
                                        "terrace", "close", "crescent", "highway",   "hwy",    "parkway", "square",
                                        "sq",      "place", "way",      "row",       "grove",  "gardens", "quay"};
// Between a number and one of the words above these make something else of it: "10 minutes drive", "2 of my place".
constexpr std::string_view other_words[] = {
    "minutes", "minute", "min",  "mins",    "hours",   "hour",    "days",      "day",   "weeks", "week",
    "times",   "the",    "a",    "an",      "of",      "in",      "on",        "to",    "for",   "is",
    "my",      "me",     "i",    "by",      "items",   "pcs",     "people",    "km",    "miles", "mile",
    "more",    "per",    "and",  "or",      "was",     "are",     "your",      "our",   "his",   "her",
    "their",   "at",     "from", "with",    "years",   "year",    "months",    "month", "pm",    "am",
    "gb",      "tb",     "inch", "pairs",   "pieces",  "this",    "that",      "it",    "you",   "we",
    "they",    "off",    "usd",  "percent", "dollars", "than",    "different", "one",   "two",   "any",
    "no",      "not",    "hard", "flash",   "disk",    "usb",     "will",      "can",   "dont",  "orders",
    "order",   "so",     "all",  "only",    "each",    "degrees", "out",       "have",  "which"};
constexpr std::size_t most_words = 4, longest_word = 20;

std::size_t behind_letters(std::string_view text, std::size_t at) {
  const auto begin = at;
  while (is_letter(byte_at(text, at)) && at - begin < longest_word) ++at;
  return at;
}

// Behind "po box 12", or 0.
std::size_t behind_box(std::string_view text, std::size_t at) {
  constexpr std::string_view boxes[] = {"po box ", "p.o. box ", "p.o box ", "p o box ", "pobox "};
  for (const auto box : boxes) {
    if (!starts_at(text, at, box)) continue;
    const auto end = behind_digits(text, at + box.size());
    if (end > at + box.size()) return end;
  }
  return 0;
}

}  // namespace

std::size_t behind_english_address(std::string_view text, std::size_t at) {
  if (const auto box = behind_box(text, at); box > 0) return box;
  auto end = behind_digits(text, at);
  if (end == at || end - at > 5 || (at > 1 && is_digit(text[at - 2]) && text[at - 1] != ' ')) return 0;
  if (at > 0 && (text[at - 1] == '.' || text[at - 1] == '$' || text[at - 1] == '#')) return 0;
  if (is_letter(byte_at(text, end))) ++end;
  if (byte_at(text, end) == ',') ++end;
  for (std::size_t words = 0; words <= most_words; ++words) {
    if (byte_at(text, end) != ' ') return 0;
    const auto begin = end + 1;
    end = behind_letters(text, begin);
    if (end == begin || is_word(byte_at(text, end))) return 0;
    const auto word = text.substr(begin, end - begin);
    if (words > 0 && is_one_of(word, streets)) return end;
    if (is_one_of(word, other_words)) return 0;
    if (byte_at(text, end) == '.') ++end;  // n. main st
  }
  return 0;
}

}  // namespace fenqun::rules::traits
