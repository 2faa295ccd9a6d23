// Arguments into the places of a command, in any order that leaves no doubt, and looked up.
#include <algorithm>

#include "bot/commands/call.hpp"
#include "bot/text/dates.hpp"
#include "bot/text/unicode.hpp"
#include "rules/fold.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr Bilingual taken_as{"(按「{0}」处理)", "(taken as “{0}”)"};

class Binder {
 public:
  explicit Binder(Call& call) : call_(call), specs_(call.command().args), place_(specs_.size(), none) {}

  std::optional<Reply> run() {
    drop_particles();
    join_duration();
    take_duration();
    take_mention();
    take_in_order();
    take_reply_author();
    swap_if_turned();
    if (auto wrong = count_mistake()) return wrong;
    for (std::size_t i = 0; i < specs_.size(); ++i) {
      if (place_[i] == none) continue;
      if (auto wrong = look_up(i)) return wrong;
    }
    return std::nullopt;
  }

 private:
  std::vector<Token>& args() { return call_.invocation.args; }
  std::size_t slot_of(ArgKind kind) const {
    const auto found =
        std::find_if(specs_.begin(), specs_.end(), [&](const ArgSpec& spec) { return spec.kind == kind; });
    return found == specs_.end() ? none : static_cast<std::size_t>(found - specs_.begin());
  }
  bool used(std::size_t argument) const { return std::find(place_.begin(), place_.end(), argument) != place_.end(); }
  bool has_rest() const { return !specs_.empty() && specs_.back().kind == ArgKind::rest; }

  // 标签 添加 VIP 给 张三, 为什么 张三 没有 VIP
  void drop_particles() {
    if (args().size() <= specs_.size() || has_rest()) return;
    std::erase_if(args(), [](const Token& token) {
      if (token.kind != Token::Kind::word) return false;
      const auto word = rules::fold(token.text);
      return word == "给" || word == "从" || word == "到" || word == "为" || word == "to" || word == "from" ||
             word == "for" || word == "没有" || word == "没" || word == "not";
    });
  }

  // 30 天
  void join_duration() {
    if (slot_of(ArgKind::duration) == none) return;
    for (std::size_t i = 0; i + 1 < args().size(); ++i) {
      auto& number = args()[i];
      const auto& unit = args()[i + 1];
      if (number.kind != Token::Kind::word || unit.kind != Token::Kind::word) continue;
      const bool digits = parse_duration(number.text + "d").has_value() && !parse_duration(number.text).has_value();
      if (!digits || parse_duration(unit.text).has_value() || !parse_duration("1" + unit.text)) continue;
      number.text += unit.text;
      number.end = unit.end;
      args().erase(args().begin() + static_cast<std::ptrdiff_t>(i) + 1);
      return;
    }
  }

  void take_duration() {
    const auto slot = slot_of(ArgKind::duration);
    if (slot == none) return;
    for (std::size_t i = args().size(); i-- > 1;) {
      if (args()[i].kind == Token::Kind::word && parse_duration(args()[i].text)) {
        place_[slot] = i;
        return;
      }
    }
  }

  void take_mention() {
    const auto slot = slot_of(ArgKind::customer);
    if (slot == none) return;
    const auto found =
        std::find_if(args().begin(), args().end(), [](const Token& t) { return t.kind == Token::Kind::mention; });
    if (found != args().end()) place_[slot] = static_cast<std::size_t>(found - args().begin());
  }

  // In order; what may be left out gets one only when there are enough for what may not.
  void take_in_order() {
    std::size_t free = 0;
    std::size_t required = 0;
    for (std::size_t i = 0; i < args().size(); ++i) free += used(i) ? 0 : 1;
    for (std::size_t slot = 0; slot < specs_.size(); ++slot) {
      if (place_[slot] == none && !specs_[slot].optional) ++required;
    }
    std::size_t next = 0;
    for (std::size_t slot = 0; slot < specs_.size() && free > 0; ++slot) {
      const auto& spec = specs_[slot];
      if (place_[slot] != none || spec.kind == ArgKind::duration || (spec.optional && free <= required)) continue;
      while (used(next)) ++next;
      place_[slot] = next++;
      --free;
      if (!spec.optional) --required;
    }
  }

  // An argument too few, and the message answers somebody's: that customer is meant.
  void take_reply_author() {
    const auto slot = slot_of(ArgKind::customer);
    const auto* text = text_of(call_.event);
    if (slot == none || text == nullptr || text->reply_to_user.empty()) return;
    const auto tag = slot_of(ArgKind::tag);
    const bool only_a_tag = tag != none && place_[slot] != none && place_[tag] == none && names_tag(place_[slot]);
    if (only_a_tag) std::swap(place_[slot], place_[tag]);
    if (place_[slot] != none) return;
    args().push_back({Token::Kind::mention, text->reply_to_user, text->reply_to_user, 0, 1});
    place_[slot] = args().size() - 1;
  }

  bool names_tag(std::size_t argument) {
    const auto match = match_name(args()[argument].text, tags());
    return match.found == Found::exact || match.found == Found::folded;
  }
  bool names_group(std::size_t argument) {
    const auto match = match_name(args()[argument].text, groups());
    return match.found == Found::exact || match.found == Found::folded;
  }

  // 标签 添加 张三 VIP: the name that is known as a tag is the tag.
  void swap_if_turned() {
    const auto customer = slot_of(ArgKind::customer);
    if (customer == none || place_[customer] == none) return;
    for (const auto kind : {ArgKind::tag, ArgKind::group}) {
      const auto slot = slot_of(kind);
      if (slot == none || place_[slot] == none) continue;
      if (args()[place_[customer]].kind == Token::Kind::mention) continue;
      const auto known = [&](std::size_t argument) {
        return kind == ArgKind::tag ? names_tag(argument) : names_group(argument);
      };
      if (!known(place_[slot]) && known(place_[customer])) std::swap(place_[slot], place_[customer]);
    }
  }

  std::optional<Reply> count_mistake() {
    for (std::size_t slot = 0; slot < specs_.size(); ++slot) {
      if (place_[slot] == none && !specs_[slot].optional) return missing(slot);
    }
    if (has_rest()) return std::nullopt;
    for (std::size_t i = 0; i < args().size(); ++i) {
      if (!used(i)) return too_many(i);
    }
    return std::nullopt;
  }

  std::string example() const {
    const auto language = call_.language;
    const auto shape = usage(call_.invocation.ref, language);
    const auto& examples = call_.command().examples;
    if (examples.empty()) return shape;
    return shape + (language == Language::zh ? ",例如 " : ", for example ") +
           std::string(examples.front().in(language));
  }

  Reply missing(std::size_t slot) {
    return failed(call_,
                  Problem(problems::missing_argument, {std::string(specs_[slot].name.in(call_.language)), example()}));
  }

  Reply too_many(std::size_t argument) {
    const auto slot = slot_of(ArgKind::customer);
    const bool customers = slot != none && slot + 1 >= argument;
    return failed(call_, Problem(customers ? problems::one_customer_only : problems::too_many_arguments,
                                 {shown(args()[argument].text, 40), example()}));
  }

  const std::vector<std::string>& tags() {
    if (tags_.empty()) {
      tags_ = known_tags(call_.context.rules, call_.context.directory);
      // What the customer has can always be named.
      if (call_.values.customer) {
        for (const auto& [name, state] : call_.values.customer->tags) {
          if (!std::binary_search(tags_.begin(), tags_.end(), name)) own_.push_back(name);
        }
        tags_.insert(tags_.end(), own_.begin(), own_.end());
      }
    }
    return tags_;
  }

  const std::vector<std::string>& groups() {
    if (groups_.empty()) {
      for (const auto& info : known_groups(call_.context.rules, call_.context.directory)) groups_.push_back(info.name);
      for (const auto& [old, present] : call_.context.directory.group_aliases) groups_.push_back(old);
    }
    return groups_;
  }

  std::optional<Reply> look_up(std::size_t slot) {
    const auto argument = place_[slot];
    const auto& text = args()[argument].text;
    auto& values = call_.values;
    switch (specs_[slot].kind) {
      case ArgKind::customer:
        return customer(argument);
      case ArgKind::tag:
        return tag(argument);
      case ArgKind::group:
        return group(argument);
      case ArgKind::rule:
        return rule(argument);
      case ArgKind::place:
        values.place = text;
        return std::nullopt;
      case ArgKind::duration:
        values.duration = parse_duration(text);
        return std::nullopt;
      case ArgKind::word:
        values.word = text;
        return std::nullopt;
      case ArgKind::rest:
        values.rest = rest(argument);
        return std::nullopt;
      case ArgKind::new_name:
        break;
    }
    auto name = checked_name(text);
    if (!name) return failed(call_, name.error());
    values.new_name = std::move(*name);
    return std::nullopt;
  }

  std::optional<Reply> customer(std::size_t argument) {
    if (call_.values.customer) return std::nullopt;
    auto wrong = find_customer(call_, argument);
    tags_.clear();  // the customer's own belong to them now
    return wrong;
  }

  std::string rest(std::size_t argument) {
    const auto& token = args()[argument];
    const bool alone = argument + 1 == args().size();
    if (alone || token.begin >= call_.invocation.source.size()) return token.text;
    return std::string(trimmed(std::string_view(call_.invocation.source).substr(token.begin)));
  }

  // Reads go on with what is nearest, and say so; writes ask.
  bool good_enough(const NameMatch& match) {
    if (match.found == Found::exact || match.found == Found::folded) return true;
    if (match.found != Found::near || call_.command().writes) return false;
    call_.notes.push_back(call_.say(taken_as, {shown(match.name)}));
    return true;
  }

  std::optional<Reply> tag(std::size_t argument) {
    // The customer comes first, whatever the order: a tag may be known only there.
    const auto slot = slot_of(ArgKind::customer);
    if (slot != none && place_[slot] != none && !call_.values.customer) {
      if (auto wrong = customer(place_[slot])) {
        const auto match = match_name(args()[argument].text, tags());
        const bool known = match.found == Found::exact || match.found == Found::folded;
        return known || wrong->pending ? std::move(wrong) : not_found(call_, problems::unknown_tag, argument, match);
      }
    }
    const auto match = match_name(args()[argument].text, tags());
    if (!good_enough(match)) return not_found(call_, problems::unknown_tag, argument, match);
    call_.values.tag = match.name;
    return std::nullopt;
  }

  std::optional<Reply> group(std::size_t argument) {
    const auto match = match_name(args()[argument].text, groups());
    if (!good_enough(match)) return not_found(call_, problems::unknown_group, argument, match);
    const auto present = call_.context.directory.find_group(match.name).value_or(match.name);
    if (present != match.name) call_.notes.push_back(call_.say(taken_as, {shown(match.name) + " → " + shown(present)}));
    for (auto& info : known_groups(call_.context.rules, call_.context.directory)) {
      if (info.name == present) call_.values.group = std::move(info);
    }
    return std::nullopt;
  }

  std::optional<Reply> rule(std::size_t argument) {
    const auto& known = call_.context.rules.rules;
    std::vector<std::string> names;
    for (const auto& one : known) names.push_back(one.id);
    for (const auto& one : known) {
      if (!one.name.empty()) names.push_back(one.name);
    }
    const auto match = match_name(args()[argument].text, names);
    if (!good_enough(match)) return not_found(call_, problems::unknown_rule, argument, match);
    const auto found = std::find_if(known.begin(), known.end(), [&](const rules::Rule& one) {
      return one.id == match.name || one.name == match.name;
    });
    call_.values.rule = &*found;
    return std::nullopt;
  }

  Call& call_;
  const std::vector<ArgSpec>& specs_;
  std::vector<std::size_t> place_;  // slot -> argument
  std::vector<std::string> tags_;
  std::vector<std::string> own_;
  std::vector<std::string> groups_;
};

}  // namespace

std::optional<Reply> bind(Call& call) {
  return Binder(call).run();
}

}  // namespace fenqun::bot
