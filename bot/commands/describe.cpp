#include "bot/commands/describe.hpp"

#include "bot/text/dates.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {

std::string by_text(const Call& call, const By& by) {
  static constexpr Bilingual rule{"规则 {0}", "rule {0}"};
  static constexpr Bilingual human{"人工 {0}", "by hand, {0}"};
  static constexpr Bilingual import{"导入 {0}", "imported, {0}"};
  switch (by.kind) {
    case By::Kind::rule:
      return call.say(rule, {shown(by.id, 40)});
    case By::Kind::import:
      return call.say(import, {shown(by.id, 40)});
    case By::Kind::human:
      break;
  }
  const auto key = parse_customer_key(by.id);
  const bool here = key && key->platform == call.event.who.platform && key->scope == call.event.who.scope;
  return call.say(human, {shown(here ? key->user : by.id, 40)});
}

std::string when_text(const Call& call, Time t) {
  return near_date(t, call.context.now, call.context.timezone, call.language);
}

std::string life_text(const Call& call, const TagState& state) {
  static constexpr Bilingual kept{"一直", "until removed"};
  static constexpr Bilingual timed{"到 {0}", "until {0}"};
  static constexpr Bilingual while_true{"条件成立期间", "while it holds"};
  if (state.life == Life::while_true) return call.say(while_true);
  return state.until ? call.say(timed, {when_text(call, *state.until)}) : call.say(kept);
}

std::string tags_text(const Call& call, const Profile& profile, std::size_t count) {
  std::string out;
  for (const auto& [name, state] : profile.tags) {
    if (count-- == 0) return out + " …";
    if (!out.empty()) out += call.language == Language::zh ? "、" : ", ";
    out += shown(name, 24);
  }
  return out.empty() ? "—" : out;
}

std::string group_text(const Call& call, const Profile& profile) {
  if (!profile.group) return "—";
  const auto& name = profile.group->group;
  return shown(call.context.directory.find_group(name).value_or(name), 24);
}

}  // namespace fenqun::bot
