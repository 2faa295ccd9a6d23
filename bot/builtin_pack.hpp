// The starter packs of rules/packs/ as they were when the program was built, so that demo and init need no folder.
#pragma once

#include <span>
#include <string_view>

namespace fenqun::bot {

struct BuiltinPack {
  std::string_view name;  // "retail-zh"
  std::string_view text;
};

std::span<const BuiltinPack> builtin_packs();

}  // namespace fenqun::bot
