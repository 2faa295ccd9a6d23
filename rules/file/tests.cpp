#include "rules/file/checks.hpp"
#include "rules/file/definitions.hpp"
#include "rules/language/forms.hpp"
#include "rules/limits.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::file {
namespace {

class TestLoader {
 public:
  TestLoader(const Document& document, Problems& problems) : document_(document), checks_(document, problems) {}

  TestCase read(const Value& table) {
    checks_.keys(table, "[test]", {"name", "say", "wait", "steps", "has", "lacks", "group", "reply"});
    TestCase out;
    out.location = document_.place(table.at, 1);
    if (table.find("name") == nullptr) checks_.tell(problems::missing_key, {"name"}, out.location);
    if (const auto* name = checks_.text(table, "name")) {
      out.name = name->text;
      out.location = document_.place(*name);
    }
    steps(table, out);
    out.has = texts_of(table, "has");
    out.lacks = texts_of(table, "lacks");
    if (const auto* group = table.find("group"); group && checks_.is(*group, "group", Value::Kind::text)) {
      out.group = group->text;  // empty: in no group
    }
    if (table.find("reply") != nullptr) out.reply = replies(table);
    if (out.has.empty() && out.lacks.empty() && !out.group && !out.reply) {
      checks_.tell(problems::test_expects_nothing, {}, out.location);
    }
    return out;
  }

 private:
  std::vector<std::string> texts_of(const Value& table, std::string_view key) {
    std::vector<std::string> out;
    for (const auto* text : checks_.texts(table, key)) out.push_back(text->text);
    return out;
  }

  // An empty list is meant: nothing may be answered.
  std::vector<std::string> replies(const Value& table) {
    const auto* value = table.find("reply");
    if (value->kind == Value::Kind::array && value->items.empty()) return {};
    return texts_of(table, "reply");
  }

  void steps(const Value& table, TestCase& out) {
    const auto* steps = table.find("steps");
    if (steps == nullptr) {
      for (const auto& say : texts_of(table, "say")) out.steps.push_back({say, {}, {}});
      wait(table, out);
      return;
    }
    if (table.find("say") != nullptr || table.find("wait") != nullptr) {
      checks_.tell(problems::test_steps, {}, document_.place(*steps));
    }
    if (!checks_.is(*steps, "steps", Value::Kind::array)) return;
    for (const auto& step : steps->items) {
      if (checks_.is(step, "steps", Value::Kind::table)) one_step(step, out);
    }
  }

  void one_step(const Value& step, TestCase& out) {
    checks_.keys(step, "steps", {"say", "wait"});
    if (step.members.size() != 1) return checks_.tell(problems::test_step_shape, {}, document_.place(step));
    if (const auto* say = checks_.text(step, "say")) out.steps.push_back({say->text, {}, {}});
    wait(step, out);
  }

  void wait(const Value& table, TestCase& out) {
    const auto* value = checks_.text(table, "wait");
    if (value == nullptr) return;
    const auto duration = language::parse_duration(value->text);
    if (!duration) return checks_.tell(problems::expected_duration, {}, document_.place(*value));
    if (*duration < min_window || *duration > max_window) {
      const auto most = language::duration_text(max_window, Language::en);
      return checks_.tell(problems::out_of_range, {value->text, "1s", most}, document_.place(*value));
    }
    out.steps.push_back({"", *duration, {}});
  }

  const Document& document_;
  Checks checks_;
};

}  // namespace

void load_tests(const Document& document, const Value& tables, std::vector<TestCase>& out, Problems& problems) {
  Checks checks(document, problems);
  for (const auto& table : tables.items) {
    if (checks.is(table, "test", Value::Kind::table)) out.push_back(TestLoader(document, problems).read(table));
  }
}

}  // namespace fenqun::rules::file
