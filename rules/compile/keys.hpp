// What rules read and change of a customer, as one kind of name: `tag 需求/退款`, `group 售后`, `attr city`. Internal
// to rules/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/compile/program.hpp"

namespace fenqun::rules::compiler {

struct Read {
  std::string key;
  bool below = false;  // everything that begins with `key`

  bool matches(std::string_view written) const { return below ? written.starts_with(key) : written == key; }
};

std::string tag_key(std::string_view tag);
std::string group_key(std::string_view group);
// The attribute 城市 is city.
std::string_view attribute_key(std::string_view name);
// Under which the same attribute may be stored as well; the name itself where there is none.
std::string_view other_attribute_name(std::string_view name);

// What a step asks for that an effect can change, and what an effect changes; nothing for the others.
std::optional<Read> read_of(const Step& step);
std::optional<std::string> written_by(const Effect& effect);

}  // namespace fenqun::rules::compiler
