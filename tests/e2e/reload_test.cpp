// Rule files edited under the running program, as an operator would.
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "program.hpp"

namespace fenqun::e2e {
namespace {

constexpr const char* one_rule = "[[rule]]\nid = \"a\"\nwhen = \"text has 退款\"\nthen = [\"tag 退\"]\n";

constexpr const char* two_rules =
    "[[rule]]\nid = \"a\"\nwhen = \"text has 退款\"\nthen = [\"tag 退\"]\n"
    "[[rule]]\nid = \"b\"\nwhen = \"text has 换货\"\nthen = [\"tag 换\"]\n";

class Reload : public ::testing::Test {
 protected:
  std::string log() const {
    std::ifstream file(scratch_.path("fenqun.log"), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  bool wait_for(const std::string& line) const {
    for (int i = 0; i < 400; ++i) {
      if (log().find(line) != std::string::npos) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
  }

  Scratch scratch_;
};

TEST_F(Reload, EditedFilesComeIntoForceAndMistakenOnesDoNot) {
  scratch_.write("rules.toml", one_rule);
  scratch_.write("fenqun.toml",
                 "language = \"en\"\n[rules]\nfiles = [\"rules.toml\"]\n[[account]]\nname = \"main\"\n"
                 "platform = \"onebot11\"\nurl = \"ws://127.0.0.1:1\"\n");
  Program program(scratch_.folder(), {"run", "-c", "fenqun.toml"});
  ASSERT_TRUE(wait_for("fenqun is running")) << log();
  scratch_.write("rules.toml", two_rules);
  EXPECT_TRUE(wait_for("rules in force: 2, revision 2")) << log();
  scratch_.write("rules.toml", "[[rule]]\nid = \"a\"\nwhen = \"text hass 退款\"\nthen = [\"tag 退\"]\n");
  EXPECT_TRUE(wait_for("the rule files have mistakes")) << log();
  EXPECT_TRUE(wait_for("rules.toml:3:")) << log();
  scratch_.write("rules.toml", one_rule);
  program.signal(SIGHUP);
  EXPECT_TRUE(wait_for("rules in force: 1, revision 3")) << log();
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(std::chrono::seconds(10)), 0) << log();
}

}  // namespace
}  // namespace fenqun::e2e
