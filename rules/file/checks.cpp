#include "rules/file/checks.hpp"

#include <algorithm>

#include "rules/names.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::file {
namespace {

std::string_view described(Value::Kind kind) {
  switch (kind) {
    case Value::Kind::text:
      return "\"…\"";
    case Value::Kind::number:
      return "1.5";
    case Value::Kind::boolean:
      return "true / false";
    case Value::Kind::array:
      return "[ … ]";
    case Value::Kind::table:
      return "{ … }";
    case Value::Kind::other:
      return "…";
  }
  return "…";
}

}  // namespace

void Checks::keys(const Value& table, std::string_view section, std::initializer_list<std::string_view> known) {
  const std::vector<std::string> names(known.begin(), known.end());
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : " ") + name;
  for (const auto& member : table.members) {
    if (std::find(names.begin(), names.end(), member.key) != names.end()) continue;
    if (const auto meant = nearest(member.key, names)) {
      tell(problems::with_hint(problems::unknown_key, problems::did_you_mean),
           {visible(member.key), std::string(section), "", "", "", "", "", "", "", *meant}, document_.place(member));
    } else {
      tell(problems::unknown_key, {visible(member.key), std::string(section), all}, document_.place(member));
    }
  }
}

bool Checks::is(const Value& value, std::string_view name, Value::Kind kind) {
  if (value.kind == kind) return true;
  tell(problems::wrong_type, {std::string(name), std::string(described(kind))}, document_.place(value));
  return false;
}

bool Checks::is(const Member& member, Value::Kind kind) {
  if (member.value.kind == kind) return true;
  tell(problems::wrong_type, {member.key, std::string(described(kind))}, document_.place(member));
  return false;
}

const Value* Checks::text(const Value& table, std::string_view key) {
  const auto* value = table.find(key);
  if (value == nullptr || !is(*value, key, Value::Kind::text)) return nullptr;
  if (!value->text.empty()) return value;
  tell(problems::empty_value, {std::string(key)}, document_.place(*value));
  return nullptr;
}

std::vector<const Value*> Checks::texts(const Value& table, std::string_view key) {
  const auto* value = table.find(key);
  return value == nullptr ? std::vector<const Value*>{} : texts(*value, key, true);
}

std::vector<const Value*> Checks::texts(const Value& value, std::string_view name, bool one_will_do) {
  std::vector<const Value*> out;
  if (one_will_do && value.kind == Value::Kind::text) {
    if (value.text.empty()) {
      tell(problems::empty_value, {std::string(name)}, document_.place(value));
    } else {
      out.push_back(&value);
    }
    return out;
  }
  if (!is(value, name, Value::Kind::array)) return out;
  if (value.items.empty()) tell(problems::empty_value, {std::string(name)}, document_.place(value));
  for (const auto& item : value.items) {
    if (!is(item, name, Value::Kind::text)) continue;
    if (item.text.empty()) {
      tell(problems::empty_value, {std::string(name)}, document_.place(item));
    } else {
      out.push_back(&item);
    }
  }
  return out;
}

bool Checks::name(std::string_view name, const Location& at) {
  if (valid_name(name)) return true;
  tell(problems::bad_name, {visible(name)}, at);
  return false;
}

}  // namespace fenqun::rules::file
