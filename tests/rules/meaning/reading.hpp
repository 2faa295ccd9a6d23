// What the tests of meaning share: one sentence judged as `text asserts "word"` judges it.
#pragma once

#include <string>
#include <string_view>

#include "rules/meaning.hpp"

namespace fenqun::rules::testing {

struct Read {
  bool occurs = false;
  bool meant = false;   // some occurrence is
  Judgement judgement;  // of the first occurrence that is meant, else of the last
  std::string cue;      // folded
};

inline Read asserts(std::string_view text, std::string_view word, const Meaning& meaning = Meaning::built_in()) {
  Folded folded;
  fold(text, folded);
  Meaning::Reading reading;
  meaning.read(folded, text, reading);
  const auto wanted = fold(word);
  Read out;
  for (auto at = folded.text.find(wanted); at != folded.text.npos && !out.meant;
       at = folded.text.find(wanted, at + 1)) {
    out.occurs = true;
    out.judgement =
        meaning.judge(reading, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + wanted.size()));
    out.meant = out.judgement.doubt == Doubt::none;
  }
  out.cue = folded.text.substr(out.judgement.cue_begin, out.judgement.cue_end - out.judgement.cue_begin);
  return out;
}

}  // namespace fenqun::rules::testing
