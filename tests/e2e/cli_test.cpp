// The built program by its command line, in a folder of its own, as a person would call it.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "program.hpp"

namespace fenqun::e2e {
namespace {

struct Said {
  int code = -1;
  std::string out;
  std::string err;
};

class Cli : public ::testing::Test {
 protected:
  // `words` are the shell's: quoted where needed.
  Said call(const std::string& words, const std::string& input = "") {
    scratch_.write("in", input);
    const auto line =
        "cd '" + scratch_.folder() + "' && env -i FENQUN_LANG=en " FENQUN_PROGRAM " " + words + " < in > out 2> err";
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read("out"), read("err")};
  }

  std::string read(const std::string& name) const {
    std::ifstream file(scratch_.path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  Scratch scratch_;
};

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_F(Cli, AloneAndWithWrongWords) {
  const auto alone = call("");
  EXPECT_EQ(alone.code, 0);
  EXPECT_TRUE(holds(alone.out, "fenqun demo")) << alone.out;
  EXPECT_EQ(call("--help").code, 0);
  const auto wrong = call("chekc");
  EXPECT_EQ(wrong.code, 2);
  EXPECT_TRUE(holds(wrong.err, "“check”")) << wrong.err;
  EXPECT_TRUE(call("--lang zh").out.starts_with("分群"));
}

TEST_F(Cli, InitThenCheckThenTestThenTry) {
  const auto made = call("init --yes --language zh");
  ASSERT_EQ(made.code, 0) << made.err;
  const auto checked = call("check");
  EXPECT_EQ(checked.code, 0) << checked.out;
  const auto again = call("init --yes");
  EXPECT_EQ(again.code, 1);
  EXPECT_TRUE(holds(again.err, "FQ-5206")) << again.err;

  const auto tested = call("test rules/retail-zh.toml");
  EXPECT_EQ(tested.code, 0) << tested.out;
  EXPECT_TRUE(tested.out.ends_with(" passed, 0 failed\n")) << tested.out;

  const auto tried = call("try --rules rules/retail-zh.toml", "{\"id\": 1, \"text\": \"我要退货\"}\nnonsense\n");
  EXPECT_EQ(tried.code, 1);
  EXPECT_TRUE(tried.out.starts_with("{\"id\":1,\"tags\":[\"")) << tried.out;
  EXPECT_TRUE(holds(tried.err, "stdin:2:1")) << tried.err;
}

// A program that feeds `try` line by line gets each answer before it sends the next question.
TEST_F(Cli, TryAnswersWhileItsInputStaysOpen) {
  ASSERT_EQ(call("init --yes --language zh").code, 0);
  scratch_.write("talk.sh", "mkfifo to from\n" FENQUN_PROGRAM
                            " try --rules rules/retail-zh.toml < to > from &\n"
                            "exec 3> to 4< from\n"
                            "echo '{\"id\":1,\"text\":\"a\"}' >&3; read -r line <&4 && echo \"$line\"\n"
                            "echo '{\"id\":2,\"text\":\"b\"}' >&3; read -r line <&4 && echo \"$line\"\n"
                            "exec 3>&-; wait $!\n");
  const auto line = "cd '" + scratch_.folder() + "' && timeout 60 sh talk.sh > said 2> err";
  const int status = std::system(line.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 0) << read("err");
  const auto said = read("said");
  EXPECT_TRUE(said.starts_with("{\"id\":1,")) << said;
  EXPECT_TRUE(holds(said, "\n{\"id\":2,")) << said;
}

TEST_F(Cli, MistakesHavePlacesAndCodes) {
  scratch_.write("fenqun.toml", "[store]\nulr = \"sqlite:a.db\"\n[[account]]\nname = 1\n");
  const auto checked = call("check");
  EXPECT_EQ(checked.code, 1);
  EXPECT_TRUE(holds(checked.out, "fenqun.toml:2:1: error FQ-5006")) << checked.out;
  EXPECT_TRUE(holds(checked.out, "    | ^~~\n")) << checked.out;
  EXPECT_TRUE(holds(checked.out, "4 errors, 0 warnings")) << checked.out;
  EXPECT_EQ(call("run").code, 1);
  EXPECT_EQ(call("export tags").code, 1);
}

TEST_F(Cli, LintAndTheTwoThatLookAtWhatIsStored) {
  scratch_.write("a.toml", "[[rule]]\nid = \"never\"\nwhen = \"text is a and text is b\"\nthen = [\"tag A\"]\n");
  const auto linted = call("lint a.toml");
  EXPECT_EQ(linted.code, 1);
  EXPECT_TRUE(holds(linted.out, "a.toml:3:9: warning FQ-1701")) << linted.out;
  EXPECT_EQ(call("lint builtin:retail-zh").code, 0);
  for (const auto* command : {"preview", "replay"}) {
    const auto none = call(std::string(command) + " --rules a.toml --data sqlite:none.db");
    EXPECT_EQ(none.code, 1);
    EXPECT_TRUE(holds(none.err, "FQ-3104")) << none.err;
  }
  EXPECT_EQ(call("preview --since").code, 2);
}

}  // namespace
}  // namespace fenqun::e2e
