// Whatever the text: each stretch of it is judged, the cue lies inside, and judging again gives the same.
#include "rules/meaning.hpp"

#include "tests/fuzz/target.hpp"

namespace fenqun::fuzz {

void meaning(std::string_view input) {
  const auto& lexicon = rules::Meaning::built_in();
  rules::Folded folded;
  rules::fold(input, folded);
  rules::Meaning::Reading reading;
  lexicon.read(folded, input, reading);
  const auto size = static_cast<std::uint32_t>(folded.text.size());
  const auto stride = 1 + size / 50;
  for (std::uint32_t begin = 0; begin < size; begin += stride) {
    const auto end = std::min(begin + 6, size);
    const auto judged = lexicon.judge(reading, begin, end);
    require(judged.cue_begin <= judged.cue_end && judged.cue_end <= size, "a cue lies inside the text");
    require(judged == lexicon.judge(reading, begin, end), "judging twice gives the same");
  }
}

}  // namespace fenqun::fuzz
