// What sounds like something: hits are ordered, inside the text, and the same with used buffers.
#include "rules/sound.hpp"

#include <algorithm>
#include <vector>

#include "rules/fold.hpp"
#include "tests/fuzz/target.hpp"

namespace fenqun::fuzz {

void sound(std::string_view input) {
  static const std::vector<std::string> spellings = {"tuikuan", "tui huo", "yinhang", "xian", "lve", "退款"};
  static const auto sounds = rules::Sounds::build(spellings).value();
  static rules::Sounds::Scratch used;
  const auto text = rules::fold(input);
  std::vector<rules::Hit> hits;
  sounds->scan(text, used, hits);
  for (const auto& hit : hits) {
    require(hit.pattern < spellings.size() && hit.begin < hit.end && hit.end <= text.size(), "hits lie inside");
  }
  rules::Sounds::Scratch fresh;
  std::vector<rules::Hit> again;
  sounds->scan(text, fresh, again);
  require(std::equal(hits.begin(), hits.end(), again.begin(), again.end(),
                     [](const rules::Hit& a, const rules::Hit& b) {
                       return a.pattern == b.pattern && a.begin == b.begin && a.end == b.end;
                     }),
          "used buffers make no difference");
  rules::Sounds::is_pinyin(input);
}

}  // namespace fenqun::fuzz
