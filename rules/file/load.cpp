#include <algorithm>
#include <array>
#include <cmath>

#include "rules/file/checks.hpp"
#include "rules/file/definitions.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::file {
namespace {

constexpr auto sections =
    std::to_array<std::string_view>({"list", "condition", "tag", "group", "dimension", "template", "rule", "test"});

std::string place_text(const Location& at) {
  return at.file + ":" + std::to_string(at.line);
}

class Loader {
 public:
  Loader(const Document& document, Definitions& out, Problems& problems)
      : document_(document), out_(out), problems_(problems), checks_(document, problems) {}

  void all() {
    for (const auto& member : document_.root().members) section(member);
  }

 private:
  using Read = void (Loader::*)(const Member&);

  void section(const Member& member) {
    if (member.key == "list") return each(member, &Loader::list);
    if (member.key == "condition") return each(member, &Loader::condition);
    if (member.key == "tag") return each(member, &Loader::tag);
    if (member.key == "group") return each(member, &Loader::group);
    if (member.key == "dimension") return each(member, &Loader::dimension);
    if (member.key == "template") return each(member, &Loader::text_template);
    if (member.key == "rule") return rules(member);
    if (member.key == "test") {
      if (checks_.is(member, Value::Kind::array)) load_tests(document_, member.value, out_.tests, problems_);
      return;
    }
    unknown_section(member);
  }

  void unknown_section(const Member& member) {
    const std::vector<std::string> names(sections.begin(), sections.end());
    if (const auto meant = nearest(member.key, names)) {
      checks_.tell(problems::with_hint(problems::unknown_section, problems::did_you_mean),
                   {visible(member.key), "", "", "", "", "", "", "", "", *meant}, document_.place(member));
      return;
    }
    std::string all;
    for (const auto& name : names) all += (all.empty() ? "" : " ") + name;
    checks_.tell(problems::unknown_section, {visible(member.key), all}, document_.place(member));
  }

  void each(const Member& member, Read read) {
    if (!checks_.is(member, Value::Kind::table)) return;
    for (const auto& entry : member.value.members) {
      if (checks_.name(entry.key, document_.place(entry))) (this->*read)(entry);
    }
  }

  // Keeps the first of two definitions with one name.
  template <typename Map, typename Definition>
  void define(Map& map, const Member& entry, Definition definition) {
    const auto found = map.find(entry.key);
    if (found != map.end()) {
      checks_.tell(problems::duplicate, {entry.key, place_text(found->second.at)}, document_.place(entry));
      return;
    }
    definition.at = document_.place(entry);
    map.emplace(entry.key, std::move(definition));
  }

  void list(const Member& entry) {
    ListDefinition list;
    for (const auto* word : checks_.texts(entry.value, entry.key, false)) {
      if (!check_literal(
              word->text, [&] { return document_.place(*word); }, problems_))
        continue;
      list.words.push_back(word->text);
      list.places.push_back(document_.place(*word));
    }
    define(out_.lists, entry, std::move(list));
  }

  void condition(const Member& entry) {
    if (language::begins_condition(entry.key)) {
      checks_.tell(problems::reserved_name, {entry.key}, document_.place(entry));
    }
    ConditionDefinition definition;
    definition.origin = {&document_, &entry.value};
    if (checks_.is(entry, Value::Kind::text)) definition.parsed = parsed(definition.origin);
    define(out_.conditions, entry, std::move(definition));
  }

  void tag(const Member& entry) {
    if (!checks_.is(entry, Value::Kind::table)) return;
    checks_.keys(entry.value, "tag.\"" + entry.key + "\"", {"about", "color"});
    TagDefinition tag;
    tag.info.name = entry.key;
    if (const auto* about = checks_.text(entry.value, "about")) tag.info.about = about->text;
    if (const auto* color = checks_.text(entry.value, "color")) {
      if (is_color(color->text)) {
        tag.info.color = color->text;
      } else {
        checks_.tell(problems::bad_color, {visible(color->text)}, document_.place(*color));
      }
    }
    define(out_.tags, entry, std::move(tag));
  }

  static bool is_color(std::string_view text) {
    return text.size() == 7 && text[0] == '#' && text.find_first_not_of("0123456789abcdefABCDEF", 1) == text.npos;
  }

  void group(const Member& entry) {
    if (!checks_.is(entry, Value::Kind::table)) return;
    checks_.keys(entry.value, "group.\"" + entry.key + "\"", {"about", "parent"});
    GroupDefinition group;
    group.info.name = entry.key;
    if (const auto* about = checks_.text(entry.value, "about")) group.info.about = about->text;
    if (const auto* parent = checks_.text(entry.value, "parent")) {
      group.info.parent = parent->text;
      group.parent_at = document_.place(*parent);
    }
    define(out_.groups, entry, std::move(group));
  }

  void dimension(const Member& entry) {
    if (!checks_.is(entry, Value::Kind::table)) return;
    checks_.keys(entry.value, "dimension." + entry.key, {"one_of"});
    DimensionDefinition dimension;
    dimension.dimension.name = entry.key;
    if (const auto* tags = entry.value.find("one_of")) {
      for (const auto* tag : checks_.texts(*tags, "one_of", false)) {
        auto at = document_.place(*tag);
        if (!checks_.name(tag->text, at)) continue;
        dimension.dimension.tags.push_back(tag->text);
        dimension.places.push_back(std::move(at));
      }
    } else {
      checks_.tell(problems::missing_key, {"one_of"}, document_.place(entry));
    }
    define(out_.dimensions, entry, std::move(dimension));
  }

  // Several texts are the lines of one.
  void text_template(const Member& entry) {
    TemplateDefinition definition;
    for (const auto* line : checks_.texts(entry.value, entry.key, true)) {
      if (!definition.text.empty()) definition.text += "\n";
      definition.text += line->text;
    }
    if (code_points(definition.text) > max_reply_length) {
      checks_.tell(problems::too_long, {entry.key, std::to_string(max_reply_length)}, document_.place(entry));
    }
    define(out_.templates, entry, std::move(definition));
  }

  void rules(const Member& member) {
    if (!checks_.is(member, Value::Kind::array)) return;
    for (const auto& table : member.value.items) {
      if (checks_.is(table, "rule", Value::Kind::table)) rule(table);
    }
  }

  void rule(const Value& table) {
    checks_.keys(table, "[rule]", {"id", "name", "when", "then", "weight", "enabled"});
    RuleDefinition rule;
    rule.at = document_.place(table.at, 1);
    for (const auto* key : {"id", "when", "then"}) {
      if (table.find(key) == nullptr) checks_.tell(problems::missing_key, {key}, rule.at);
    }
    if (const auto* id = checks_.text(table, "id")) rule_id(*id, rule);
    if (const auto* name = checks_.text(table, "name")) rule.name = name->text;
    if (const auto* when = checks_.text(table, "when")) {
      rule.when_origin = {&document_, when};
      rule.when = parsed(rule.when_origin);
    }
    for (const auto* then : checks_.texts(table, "then")) effects({&document_, then}, rule);
    if (const auto* weight = table.find("weight"); weight && checks_.is(*weight, "weight", Value::Kind::number)) {
      if (std::abs(weight->number) <= max_weight) {
        rule.weight = weight->number;
      } else {
        const auto most = std::to_string(static_cast<std::int64_t>(max_weight));
        checks_.tell(problems::out_of_range, {"weight", "-" + most, most}, document_.place(*weight));
      }
    }
    if (const auto* enabled = table.find("enabled"); enabled && checks_.is(*enabled, "enabled", Value::Kind::boolean)) {
      rule.enabled = enabled->flag;
    }
    out_.rules.push_back(std::move(rule));
  }

  void rule_id(const Value& id, RuleDefinition& rule) {
    rule.at = document_.place(id);
    if (!checks_.name(id.text, rule.at)) return;
    rule.id = id.text;
    const auto [known, fresh] = out_.rule_ids.emplace(id.text, rule.at);
    if (!fresh) checks_.tell(problems::duplicate, {id.text, place_text(known->second)}, rule.at);
  }

  void effects(const Origin& origin, RuleDefinition& rule) {
    language::Mistakes mistakes;
    for (auto& effect : language::parse_effects(origin.value->text, mistakes)) {
      rule.effects.push_back({std::move(effect), origin});
    }
    tell_all(mistakes, origin);
    if (rule.effects.size() <= max_effects_per_rule) return;
    checks_.tell(problems::too_many, {"then", std::to_string(max_effects_per_rule)}, origin.whole());
    rule.effects.resize(max_effects_per_rule);
  }

  language::ParsedCondition parsed(const Origin& origin) {
    language::Mistakes mistakes;
    auto out = language::parse_condition(origin.value->text, mistakes);
    tell_all(mistakes, origin);
    return out;
  }

  void tell_all(language::Mistakes& mistakes, const Origin& origin) {
    for (auto& mistake : mistakes) {
      problems_.push_back(std::move(mistake.problem).at(origin.inside(mistake.span)));
    }
  }

  const Document& document_;
  Definitions& out_;
  Problems& problems_;
  Checks checks_;
};

}  // namespace

void load(const Document& document, Definitions& out, Problems& problems) {
  Loader(document, out, problems).all();
}

}  // namespace fenqun::rules::file
