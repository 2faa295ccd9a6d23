// Folding is total and idempotent, and every folded byte leads back into the original.
#include "rules/fold.hpp"
#include "tests/fuzz/target.hpp"

namespace fenqun::fuzz {

void folding(std::string_view input) {
  rules::Folded folded;
  rules::fold(input, folded);
  require(folded.origin.size() == folded.text.size() && folded.end.size() == folded.text.size(),
          "every folded byte has an origin");
  for (std::size_t i = 0; i < folded.text.size(); ++i) {
    require(folded.origin[i] < folded.end[i] && folded.end[i] <= input.size(), "origins lie inside the original");
  }
  require(rules::fold(folded.text) == folded.text || folded.text.size() > rules::max_scanned_bytes,
          "folding twice is folding once");
}

}  // namespace fenqun::fuzz
