// Koishi with its OneBot adapter logs in to the practice platform: what another project's client understands is not
// only what we believe. Runs where node and npm are; skipped, with the reason, where they or the npm registry are not.
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "adapters/practice/platform.hpp"

namespace fenqun::adapters::practice {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct WallClock : Clock {
  Time now() const override { return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now()); }
};

std::string read(const fs::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

bool run(const std::string& command) {
  return std::system(command.c_str()) == 0;
}

// Installs the pinned packages once per build folder. Empty, or why it could not be done.
std::string install(const fs::path& folder) {
  if (!run("command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1")) return "node or npm is not installed";
  const fs::path source = fs::path(FENQUN_SOURCE_DIR) / "tests/oracle";
  fs::create_directories(folder);
  const bool fresh = read(folder / "installed") == read(source / "package-lock.json");
  for (const char* name : {"package.json", "package-lock.json", "koishi.cjs"}) {
    fs::copy_file(source / name, folder / name, fs::copy_options::overwrite_existing);
  }
  if (fresh) return {};
  const std::string log = (folder / "npm.log").string();
  if (!run("cd '" + folder.string() + "' && timeout 100 npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1")) {
    return "npm ci failed, see " + log;
  }
  fs::copy_file(source / "package-lock.json", folder / "installed", fs::copy_options::overwrite_existing);
  return {};
}

// The node process; what it writes goes to a file, which is read again and again.
class Koishi {
 public:
  Koishi(const fs::path& folder, const std::string& url, const std::string& token) : output_(folder / "koishi.out") {
    const std::string command = "cd '" + folder.string() + "' && exec env FENQUN_SELF=2900000001 FENQUN_URL=" + url +
                                " FENQUN_TOKEN=" + token + " node koishi.cjs >koishi.out 2>&1";
    std::ofstream(output_) << "";
    const char* arguments[] = {"sh", "-c", command.c_str(), nullptr};
    posix_spawn(&pid_, "/bin/sh", nullptr, nullptr, const_cast<char* const*>(arguments), environ);
  }
  ~Koishi() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  // The first line of this kind that `fits`, waiting for it.
  json wait(
      const std::string& what, const std::function<bool(const json&)>& fits = [](const json&) { return true; }) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < end) {
      std::istringstream lines(output());
      for (std::string line; std::getline(lines, line);) {
        const json one = json::parse(line, nullptr, false);
        if (one.is_object() && one.value("what", "") == what && fits(one)) return one;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return nullptr;
  }
  std::string output() const { return read(output_); }

 private:
  fs::path output_;
  pid_t pid_ = 0;
};

struct PracticeKoishi : testing::Test {
  void SetUp() override {
    folder = fs::path(FENQUN_PROGRAM).parent_path() / "oracle";
    const std::string missing = install(folder);
    if (!missing.empty()) GTEST_SKIP() << "skipped: " << missing;
    Options options;
    options.token = "s3cret";
    options.self_name = "练习机器人";
    options.people = {{10001, "小林", "", true}};
    options.groups = {{700, "老客户", true}};
    options.heartbeat = Millis(500);
    Callbacks callbacks;
    callbacks.said = [this](const BotSaid& one) {
      const std::lock_guard lock(mutex);
      said.push_back(one);
    };
    platform = std::move(*Platform::start(options, clock, callbacks));
  }
  bool wait(const std::function<bool()>& done) {
    for (int i = 0; i < 1'000 && !done(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return done();
  }
  std::vector<BotSaid> heard() {
    const std::lock_guard lock(mutex);
    return said;
  }

  fs::path folder;
  WallClock clock;
  std::mutex mutex;
  std::vector<BotSaid> said;
  std::unique_ptr<Platform> platform;
};

TEST_F(PracticeKoishi, LogsInHearsAndAnswers) {
  Koishi koishi(folder, platform->url(), "s3cret");
  ASSERT_TRUE(platform->wait_sessions(1, Millis(30'000))) << koishi.output();
  const json online = koishi.wait("online");
  ASSERT_FALSE(online.is_null()) << koishi.output();
  EXPECT_EQ(online["self"], "2900000001");

  Line line;
  line.user = 10001;
  line.text = "say 您好 & [再见], 12,5";
  const auto id = platform->say(line);
  const json got = koishi.wait("message");
  ASSERT_FALSE(got.is_null()) << koishi.output();
  EXPECT_EQ(got["user"], "10001");
  EXPECT_EQ(got["name"], "小林");
  EXPECT_EQ(got["group"], "");
  EXPECT_EQ(got["id"], std::to_string(id));
  ASSERT_TRUE(wait([&] { return heard().size() == 1; })) << koishi.output();
  EXPECT_EQ(heard()[0].user, 10001);
  EXPECT_EQ(heard()[0].text, "您好 & [再见], 12,5");

  // A group message with a mention, as a CQ string, quoting the first message (Koishi fetches it with get_msg).
  Faults faults;
  faults.string_form = true;
  platform->set_faults(faults);
  line.group = 700;
  line.mention = true;
  line.quote = id;
  line.text = "rename 700 VIP 华东";
  platform->say(line);
  const json group = koishi.wait("message", [](const json& one) { return one["group"] == "700"; });
  ASSERT_FALSE(group.is_null()) << koishi.output();
  EXPECT_EQ(group["mention"], true);
  EXPECT_TRUE(wait([&] { return platform->group_name(700) == "VIP 华东"; })) << koishi.output();

  line.mention = false;
  line.quote = 0;
  line.text = "say 群里好";
  platform->say(line);
  ASSERT_TRUE(wait([&] { return heard().size() == 2; })) << koishi.output();
  EXPECT_EQ(heard()[1].group, 700);
  EXPECT_EQ(heard()[1].text, "群里好");

  line.text = "friends";
  platform->say(line);
  const json friends = koishi.wait("friends");
  ASSERT_FALSE(friends.is_null()) << koishi.output();
  EXPECT_EQ(friends["names"][0], "小林");
  EXPECT_TRUE(koishi.output().find("\"error\"") == std::string::npos) << koishi.output();
}

TEST_F(PracticeKoishi, AWrongTokenDoesNotGetIn) {
  Koishi koishi(folder, platform->url(), "wrong");
  EXPECT_TRUE(wait([&] { return platform->counters().refused > 0; })) << koishi.output();
  EXPECT_EQ(platform->counters().sessions, 0u);
}

}  // namespace
}  // namespace fenqun::adapters::practice
