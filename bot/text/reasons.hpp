// Why a tag or a group was given, in one line and in the reader's language. Evidence keeps conditions in their
// canonical English spelling; here they are printed in the other one. Not shared between threads.
#pragma once

#include <string>
#include <unordered_map>

#include "model/evidence.hpp"
#include "model/phrase.hpp"

namespace fenqun::bot {

class Reasons {
 public:
  explicit Reasons(Language language) : language_(language) {}

  std::string line(const By& by, const Evidence& why);
  // What a person wants to know first: the customer's own words, and only where there are none what else was found.
  std::string brief(const By& by, const Evidence& why);
  // One condition in the language; as it stands when it is not of the rule language any more.
  const std::string& condition(const std::string& canonical);
  // What a condition found, with the doubts about words in the language: 退款 (不要:否定).
  std::string value(std::string_view found) const;

 private:
  static constexpr std::size_t remembered = 10'000;

  Language language_;
  std::unordered_map<std::string, std::string> printed_;  // canonical -> in the language
  Evidence local_;                                        // in the language; kept for its buffers
};

}  // namespace fenqun::bot
