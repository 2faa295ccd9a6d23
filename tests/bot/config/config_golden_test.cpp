// Bad configurations and what people are told about them: tests/golden/cli/config/*.toml with *.expected, the whole
// text in both languages. Lines "# env NAME=value" at the top of an input are its environment.
#include <gtest/gtest.h>

#include <sstream>

#include "bot/cli/show_problem.hpp"
#include "bot/config.hpp"
#include "tests/bot/golden.hpp"

namespace fenqun::bot {
namespace {

Environment environment_of(const std::string& text) {
  Environment out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line) && line.starts_with("# env ");) {
    const auto equals = line.find('=');
    out[line.substr(6, equals - 6)] = line.substr(equals + 1);
  }
  return out;
}

TEST(ConfigGolden, BadInputs) {
  const auto folder = test::golden_folder("cli/config");
  const auto inputs = test::files_ending(folder, ".toml");
  ASSERT_GE(inputs.size(), 25U);
  for (const auto& input : inputs) {
    SCOPED_TRACE(input.filename().string());
    const auto text = test::read_whole(input);
    const auto loaded = parse_config(text, input.filename().string(), folder.string(), environment_of(text));
    EXPECT_FALSE(loaded.problems.empty());
    std::ostringstream shown;
    for (const auto language : {Language::zh, Language::en}) {
      show_all(loaded.problems, language, shown);
      shown << count_of(loaded.problems, language) << '\n';
    }
    // Rights of files depend on the checkout.
    auto actual = test::replaced(shown.str(), test::golden_folder("cli").string(), "GOLDEN");
    test::expect_golden(std::filesystem::path(input).replace_extension(".expected"), actual);
  }
}

}  // namespace
}  // namespace fenqun::bot
