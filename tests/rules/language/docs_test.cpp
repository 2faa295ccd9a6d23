// docs/rules.md shows the language as it is: every row of the parser's own table, in both spellings.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "rules/language/forms.hpp"
#include "rules/language/parse.hpp"

namespace fenqun::rules::language {
namespace {

std::string row(const Form& form) {
  const auto cell = [](std::string_view head, std::string_view rest) {
    std::string out = "`" + std::string(head);
    return out + (rest.empty() ? "" : " " + std::string(rest)) + "`";
  };
  auto out = "| " + cell(form.en, form.en_rest) + " | " + cell(form.zh, form.zh_rest) + " |";
  if (form.id != FormId::later) out += " " + std::string(form.about.en) + " | " + std::string(form.about.zh) + " |";
  return out;
}

TEST(DocsOfRules, EveryFormStandsInTheTables) {
  std::ifstream in(std::string(FENQUN_SOURCE_DIR) + "/docs/rules.md");
  std::stringstream docs;
  docs << in.rdbuf();
  const auto text = docs.str();
  for (const auto forms : {condition_forms(), effect_forms()}) {
    for (const auto& form : forms)
      EXPECT_NE(text.find(row(form) + "\n"), text.npos) << "missing in docs/rules.md:\n" << row(form);
  }
}

// What the tables show as arguments is what the parser accepts.
TEST(DocsOfRules, EveryConditionParsesAsShown) {
  for (const auto& form : condition_forms()) {
    for (const auto language : {Language::en, Language::zh}) {
      const auto text =
          std::string(form.head(language)) + " " + std::string(language == Language::zh ? form.zh_rest : form.en_rest);
      Mistakes mistakes;
      const auto parsed = parse_condition(text, mistakes);
      if (form.id == FormId::later) {
        ASSERT_EQ(mistakes.size(), 1U) << text;
        EXPECT_EQ(mistakes[0].problem.code(), "FQ-1203") << text;
      } else {
        EXPECT_TRUE(parsed.sound) << text;
      }
    }
  }
}

}  // namespace
}  // namespace fenqun::rules::language
