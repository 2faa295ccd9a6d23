#include "rules/compile/keys.hpp"

namespace fenqun::rules::compiler {
namespace {

constexpr std::string_view city = "city";
constexpr std::string_view city_zh = "城市";

std::string attr_key(std::string_view name) {
  return "attr " + std::string(attribute_key(name));
}

}  // namespace

std::string tag_key(std::string_view tag) {
  return "tag " + std::string(tag);
}

std::string group_key(std::string_view group) {
  return "group " + std::string(group);
}

std::string_view attribute_key(std::string_view name) {
  return name == city_zh ? city : name;
}

std::string_view other_attribute_name(std::string_view name) {
  return name == city ? city_zh : name;
}

std::optional<Read> read_of(const Step& step) {
  using Out = std::optional<Read>;
  return std::visit(Overloaded{
                        [](const step::Tag& s) {
                          return Out({tag_key(s.tag), s.below});
                        },
                        [](const step::Group& s) {
                          return Out({group_key(s.group), false});
                        },
                        [](const step::Attribute& s) {
                          return Out({attr_key(s.name), false});
                        },
                        [](const auto&) { return Out(); },
                    },
                    step);
}

std::optional<std::string> written_by(const Effect& effect) {
  using Out = std::optional<std::string>;
  return std::visit(Overloaded{
                        [](const TagEffect& e) { return Out(tag_key(e.tag)); },
                        [](const UntagEffect& e) { return Out(tag_key(e.tag)); },
                        [](const GroupEffect& e) { return Out(group_key(e.group)); },
                        [](const SetEffect& e) { return Out(attr_key(e.name)); },
                        [](const auto&) { return Out(); },
                    },
                    effect);
}

}  // namespace fenqun::rules::compiler
