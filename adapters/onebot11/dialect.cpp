#include "adapters/onebot11/dialect.hpp"

#include <algorithm>
#include <array>

namespace fenqun::adapters::onebot11 {
namespace {

struct Name {
  Dialect dialect;
  std::string_view prefix;
};
constexpr std::array<Name, 4> names{{{Dialect::napcat, "napcat"},
                                     {Dialect::llonebot, "llonebot"},
                                     {Dialect::lagrange, "lagrange"},
                                     {Dialect::gocqhttp, "go-cqhttp"}}};

bool starts_with_caseless(std::string_view text, std::string_view prefix) {
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b; };
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(), [&](char b, char a) { return same(a, b); });
}

}  // namespace

Dialect dialect_of(std::string_view app_name) {
  for (const Name& name : names) {
    if (starts_with_caseless(app_name, name.prefix)) return name.dialect;
  }
  return Dialect::unknown;
}

std::string_view to_string(Dialect dialect) {
  for (const Name& name : names) {
    if (name.dialect == dialect) return name.prefix;
  }
  return "unknown";
}

}  // namespace fenqun::adapters::onebot11
