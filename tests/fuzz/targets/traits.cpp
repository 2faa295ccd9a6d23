// Links, phones and addresses: whatever is found lies inside the text and is not empty.
#include "rules/traits.hpp"

#include "rules/fold.hpp"
#include "tests/fuzz/target.hpp"

namespace fenqun::fuzz {

void traits(std::string_view input) {
  const auto folded = rules::fold(input);
  for (const auto find : {rules::find_link, rules::find_phone, rules::find_address}) {
    for (const auto text : {input, std::string_view(folded)}) {
      const auto found = find(text);
      require(!found || (found->begin < found->end && found->end <= text.size()), "what is found lies inside the text");
    }
  }
}

}  // namespace fenqun::fuzz
