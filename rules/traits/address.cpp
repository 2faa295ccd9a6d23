#include "rules/traits.hpp"
#include "rules/traits/address_parts.hpp"
#include "rules/traits/text.hpp"

namespace fenqun::rules {

std::optional<Range> find_address(std::string_view folded) {
  traits::ChineseAddress chinese(folded);
  for (std::size_t at = 0; at < folded.size();) {
    if (traits::han_at(folded, at)) {
      if (chinese.mark(at)) return chinese.found();
      at += traits::han_bytes;
      continue;
    }
    const bool begins_word = traits::is_word(folded[at]) && (at == 0 || !traits::is_word(folded[at - 1]));
    if (begins_word) {
      if (const auto end = traits::behind_english_address(folded, at); end > 0) {
        return Range{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
      }
    }
    ++at;
  }
  return std::nullopt;
}

}  // namespace fenqun::rules
