// The whole program on a real socket and a real file, killed at random moments: nothing doubled, nothing stored without
// its tags, nothing lost that the platform delivered again.
#include <gtest/gtest.h>
#include <signal.h>

#include <array>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "adapters/practice/platform.hpp"
#include "adapters/practice/sample.hpp"
#include "program.hpp"
#include "storage/store.hpp"

namespace fenqun::e2e {
namespace {

namespace practice = adapters::practice;

constexpr std::size_t messages = 10'000;
constexpr std::size_t people = 500;
constexpr std::size_t kills = 20;
constexpr std::int64_t first_person = 50'001;

struct Keyword {
  const char* word;
  const char* tag;
  const char* group;  // or null
};
constexpr std::array<Keyword, 12> keywords = {{{"退款", "退款", "售后"},
                                               {"发票", "发票", nullptr},
                                               {"物流", "物流", nullptr},
                                               {"手机", "手机", "数码"},
                                               {"优惠", "优惠", nullptr},
                                               {"价格", "价格", nullptr},
                                               {"取消", "取消", "售后"},
                                               {"什么时候", "催促", nullptr},
                                               {"怎么", "提问", nullptr},
                                               {"京东", "平台", nullptr},
                                               {"安装", "安装", "安装组"},
                                               {"订单", "订单", nullptr}}};
constexpr std::size_t regular_from = 15;  // messages

std::string rules_text() {
  std::string out;
  for (const auto& k : keywords) {
    out += "[[rule]]\nid = \"k" + std::to_string(&k - keywords.data()) + "\"\nwhen = 'text has \"" + k.word +
           "\"'\nthen = ['tag " + k.tag + "'" + (k.group ? ", 'group " + std::string(k.group) + "'" : "") + "]\n\n";
  }
  out += "[[rule]]\nid = \"regular\"\nwhen = \"messages in 7d >= " + std::to_string(regular_from) +
         "\"\nthen = [\"tag 常客 while true\"]\n";
  return out;
}

// What the rules mean, said again in the simplest way.
struct Naive {
  std::set<std::string> tags;
  std::string group;
  std::size_t count = 0;

  void hear(const std::string& text) {
    const char* moved = nullptr;
    for (const auto& k : keywords) {
      if (text.find(k.word) == std::string::npos) continue;
      tags.insert(k.tag);
      if (k.group != nullptr && moved == nullptr) moved = k.group;  // equal weight: the earlier rule wins
    }
    if (moved != nullptr) group = moved;
    if (++count >= regular_from) tags.insert("常客");
  }
};

std::vector<std::string> sample() {
  std::vector<std::string> out;
  auto rest = practice::sample_lines();
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (const auto tab = line.find('\t'); tab != std::string_view::npos) out.emplace_back(line.substr(tab + 1));
  }
  out.erase(out.begin());  // the header
  return out;
}

// Compares everything in the database with a naive replay of the messages in it. Answers how many there are.
std::size_t expect_whole(const std::string& database, const std::string& when) {
  auto reader = storage::open_reader("sqlite:" + database);
  if (!reader) {
    ADD_FAILURE() << when << ": " << reader.error().line(Language::en);
    return 0;
  }
  std::map<std::string, Naive> expected;
  std::set<std::string> keys;
  std::size_t count = 0;
  auto read = (*reader)->each_message([&](const storage::ExportedMessage& message) {
    EXPECT_TRUE(keys.insert(message.key.native_id).second) << when << ": doubled " << message.key.native_id;
    expected[message.customer.user].hear(message.text);
    ++count;
    return true;
  });
  EXPECT_TRUE(read) << when;
  std::size_t customers = 0;
  read = (*reader)->each_customer([&](const Profile& profile) {
    const auto& naive = expected[profile.key.user];
    std::set<std::string> tags;
    for (const auto& [tag, state] : profile.tags) tags.insert(tag);
    EXPECT_EQ(tags, naive.tags) << when << ": customer " << profile.key.user;
    EXPECT_EQ(profile.group ? profile.group->group : "", naive.group) << when << ": customer " << profile.key.user;
    EXPECT_EQ(profile.messages, static_cast<std::int64_t>(naive.count)) << when << ": customer " << profile.key.user;
    ++customers;
    return !::testing::Test::HasFailure();
  });
  EXPECT_TRUE(read) << when;
  EXPECT_EQ(customers, expected.size()) << when;
  return count;
}

class Crash : public ::testing::Test {
 protected:
  void SetUp() override {
    practice::Options options;
    options.token = "t0ken";
    options.log_limit = messages * 2;
    options.redeliver_on_open = messages;
    auto started = practice::Platform::start(options, clock_);
    ASSERT_TRUE(started) << started.error().line(Language::en);
    platform_ = std::move(*started);
    scratch_.write("rules.toml", rules_text());
    scratch_.write("token", "t0ken\n");
    scratch_.write("fenqun.toml",
                   "[store]\nurl = \"sqlite:bot.db\"\n[rules]\nfiles = [\"rules.toml\"]\n[[account]]\nname = \"main\"\n"
                   "platform = \"onebot11\"\nurl = \"" +
                       platform_->url() + "\"\ntoken_file = \"token\"\n");
  }

  std::vector<practice::Line> lines(std::size_t from, std::size_t to) {
    std::vector<practice::Line> out;
    for (auto i = from; i < to; ++i) {
      practice::Line line;
      line.user = first_person + static_cast<std::int64_t>((i * 131) % people);
      line.text = texts_[i % texts_.size()];
      out.push_back(std::move(line));
    }
    return out;
  }

  std::unique_ptr<Program> start() {
    const auto before = platform_->counters().opened;
    auto program = std::make_unique<Program>(scratch_.folder(), std::vector<std::string>{"run", "-c", "fenqun.toml"});
    for (int i = 0; i < 4000 && platform_->counters().opened == before; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_GT(platform_->counters().opened, before) << "the bot did not connect";
    return program;
  }

  struct RealClock final : Clock {
    Time now() const override { return std::chrono::floor<Millis>(std::chrono::system_clock::now()); }
  } clock_;
  Scratch scratch_;
  std::unique_ptr<practice::Platform> platform_;
  std::vector<std::string> texts_ = sample();
};

TEST_F(Crash, TwentyKillsLoseNothingAndDoubleNothing) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const auto database = scratch_.path("bot.db");
  for (std::size_t round = 0; round < kills; ++round) {
    auto program = start();
    platform_->say_many(lines(messages * round / (kills + 1), messages * (round + 1) / (kills + 1)));
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 120));
    program->kill();
    expect_whole(database, "after kill " + std::to_string(round + 1));
    if (HasFailure()) return;
  }
  auto program = start();
  platform_->say_many(lines(messages * kills / (kills + 1), messages));
  ASSERT_TRUE(platform_->wait_handed(messages, Millis{60'000}));
  std::size_t stored = 0;
  for (int i = 0; i < 300 && stored < messages; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stored = static_cast<std::size_t>(storage::open_reader("sqlite:" + database).value()->totals().value().messages);
  }
  program->signal(SIGTERM);
  EXPECT_EQ(program->wait(std::chrono::milliseconds(10'000)), 0);
  EXPECT_EQ(expect_whole(database, "at the end"), messages);
}

}  // namespace
}  // namespace fenqun::e2e
