// docs/rules.md shows the language as it is: its tables are the parser's own, in both spellings. FENQUN_UPDATE_GOLDEN=1
// rewrites them and fails.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "rules/language/forms.hpp"
#include "rules/language/parse.hpp"

namespace fenqun::rules::language {
namespace {

const auto docs_path = std::string(FENQUN_SOURCE_DIR) + "/docs/rules.md";

std::string row(const Form& form) {
  const auto cell = [](std::string_view head, std::string_view rest) {
    std::string out = "`" + std::string(head);
    return out + (rest.empty() ? "" : " " + std::string(rest)) + "`";
  };
  const auto out = "| " + cell(form.en, form.en_rest) + " | " + cell(form.zh, form.zh_rest) + " |";
  return out + " " + std::string(form.about.en) + " | " + std::string(form.about.zh) + " |\n";
}

std::string table(std::span<const Form> forms, std::string_view columns) {
  std::string out = "| English | 中文 | " + std::string(columns) + " |\n|---|---|---|---|\n";
  for (const auto& form : forms) out += row(form);
  return out;
}

std::string docs() {
  std::ifstream in(docs_path, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

// What stands between `<!-- name: … -->` and the next `<!-- end -->`.
struct Place {
  std::size_t begin = std::string::npos;
  std::size_t length = 0;
};
Place place_of(const std::string& text, const std::string& name) {
  const auto marker = text.find("<!-- " + name + ":");
  if (marker == std::string::npos) return {};
  const auto begin = text.find('\n', marker) + 1;
  const auto end = text.find("<!-- end -->", begin);
  return end == std::string::npos ? Place{} : Place{begin, end - begin};
}

void check(const std::string& name, const std::string& expected) {
  auto text = docs();
  const auto place = place_of(text, name);
  ASSERT_NE(place.begin, std::string::npos) << "no markers for " << name << " in docs/rules.md";
  if (text.substr(place.begin, place.length) == expected) return;
  if (std::getenv("FENQUN_UPDATE_GOLDEN") != nullptr) {
    text.replace(place.begin, place.length, expected);
    std::ofstream(docs_path, std::ios::binary) << text;
    FAIL() << "rewritten: docs/rules.md, " << name;
  }
  EXPECT_EQ(text.substr(place.begin, place.length), expected);
}

TEST(DocsOfRules, TheTablesAreThoseOfTheParser) {
  check("conditions", table(condition_forms(), "true when | 何时成立"));
  check("effects", table(effect_forms(), "does | 作用"));
  std::string all;
  for (const auto& kind : kinds()) {
    all += (all.empty() ? "  " : " ") + ("`" + std::string(kind.en) + "/" + std::string(kind.zh)) + "`";
  }
  check("kinds", all + "\n  ");
}

// What the tables show as arguments is what the parser accepts.
TEST(DocsOfRules, EveryConditionParsesAsShown) {
  for (const auto& form : condition_forms()) {
    for (const auto language : {Language::en, Language::zh}) {
      const auto text =
          std::string(form.head(language)) + " " + std::string(language == Language::zh ? form.zh_rest : form.en_rest);
      Mistakes mistakes;
      const auto parsed = parse_condition(text, mistakes);
      EXPECT_TRUE(parsed.sound) << text << "\n" << (mistakes.empty() ? "" : mistakes[0].problem.line(Language::en));
    }
  }
}

// Several ways to write an effect stand beside one another with `·`.
TEST(DocsOfRules, EveryEffectParsesAsShown) {
  for (const auto& form : effect_forms()) {
    for (const auto language : {Language::en, Language::zh}) {
      std::string rest(language == Language::zh ? form.zh_rest : form.en_rest);
      while (!rest.empty()) {
        const auto end = rest.find(" · ");
        const auto text = std::string(form.head(language)) + " " + rest.substr(0, end);
        rest = end == std::string::npos ? "" : rest.substr(end + std::string_view(" · ").size());
        Mistakes mistakes;
        EXPECT_EQ(parse_effects(text, mistakes).size(), 1U) << text;
        EXPECT_TRUE(mistakes.empty()) << text << "\n" << mistakes[0].problem.line(Language::en);
      }
    }
  }
}

}  // namespace
}  // namespace fenqun::rules::language
