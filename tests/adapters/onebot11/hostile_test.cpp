// Whatever comes, the machine neither fails nor forgets what it owes: every send ends exactly once, every list is
// bounded.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "adapters/onebot11/onebot11.hpp"

namespace fenqun::adapters {
namespace {

// The frames of all transcripts.
std::vector<std::string> known_frames() {
  std::vector<std::string> frames;
  for (const auto& entry : std::filesystem::directory_iterator(FENQUN_SOURCE_DIR "/tests/golden/adapters/onebot11")) {
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("> text ") && line.size() < 2000) frames.push_back(line.substr(7));
    }
  }
  std::sort(frames.begin(), frames.end());
  return frames;
}

Account account() {
  Account made;
  made.name = "main";
  made.url = "ws://127.0.0.1:3001";
  return made;
}

Resume gap() {
  Resume resume;
  resume.last_event = from_millis(1767222000'000);
  for (int i = 0; i < 5; ++i) resume.recent.push_back({"onebot11", "", std::to_string(10'001 + i)});
  return resume;
}

// Feeds the machine and keeps the books.
class Torture {
 public:
  explicit Torture(unsigned seed) : random_(seed), frames_(known_frames()) {}

  void run(int rounds) {
    for (int i = 0; i < rounds; ++i) {
      if (!up_) dial();
      one();
      look();
    }
    for (int i = 0; up_ && i < 100; ++i) {  // silence to the end: the link must give up
      now_ += Millis{60'000};
      machine_->on_tick(now_, steps_);
      look();
    }
  }
  std::size_t delivered() const { return delivered_; }
  std::size_t ready() const { return ready_; }
  const std::map<std::int64_t, int>& ends() const { return ends_; }
  std::int64_t sent() const { return last_item_; }

 private:
  void dial() {
    machine_->start(gap(), now_, steps_);
    look();
    machine_->on_open(socket_, now_, steps_);
    up_ = true;
  }

  void one() {
    now_ += Millis{static_cast<std::int64_t>(random_() % 50)};
    const auto dice = random_() % 100;
    if (dice < 40) {
      machine_->on_text(socket_, mutated(), now_, steps_);
    } else if (dice < 75) {
      machine_->on_text(socket_, frame(), now_, steps_);
    } else if (dice < 80) {
      machine_->on_text(socket_, noise(), now_, steps_);
    } else if (dice < 90) {
      send();
    } else if (dice < 95) {
      machine_->on_tick(now_, steps_);
    } else if (dice < 97) {
      machine_->on_committed(random_() % 50, random_() % 2 == 0 ? Fate::applied : Fate::duplicate, now_, steps_);
    } else if (dice < 99) {
      machine_->on_pong(socket_, now_, steps_);
    } else if (random_() % 10 == 0) {
      machine_->on_closed(socket_, {1006, 0, "gone", false}, now_, steps_);
    }
  }

  // A known frame, its echo being one that waits for an answer.
  std::string frame() {
    std::string text = frames_[random_() % frames_.size()];
    const auto at = text.find("\"fq-");
    if (at != std::string::npos && calls_ > 0) {
      const auto end = text.find('"', at + 1);
      text.replace(at, end - at, "\"fq-" + std::to_string(calls_ - random_() % std::min<std::uint64_t>(calls_, 8)));
    }
    return text;
  }
  std::string mutated() {
    std::string text = frame();
    for (auto n = 1 + random_() % 4; n > 0 && !text.empty(); --n) {
      const std::size_t at = random_() % text.size();
      switch (random_() % 4) {
        case 0:
          text[at] = static_cast<char>(random_());
          break;
        case 1:
          text.erase(at, random_() % 20);
          break;
        case 2:
          text.insert(at, text.substr(random_() % text.size(), random_() % 40));
          break;
        default:
          text[at] = "{}[]\",:0-n"[random_() % 10];
      }
    }
    return text;
  }
  std::string noise() {
    std::string bytes(random_() % 200, '\0');
    for (char& c : bytes) c = static_cast<char>(random_());
    return bytes;
  }

  void send() {
    OutboxItem item;
    item.id = ++last_item_;
    item.to = {static_cast<ChatKind>(random_() % 3), std::to_string(random_() % 5 + 1), "700100200"};
    switch (random_() % 3) {
      case 0:
        item.body = RenameChat{"新名"};
        break;
      case 1:
        item.body = WriteRemark{"老客户"};
        break;
      default:
        item.body = Say{"你好", ""};
    }
    machine_->send(item, now_, steps_);
  }

  void look() {
    for (const Step& step : steps_) {
      if (const auto* dialled = std::get_if<Dial>(&step)) socket_ = dialled->socket;
      if (std::holds_alternative<Drop>(step)) up_ = false;
      if (std::holds_alternative<Write>(step)) ++calls_;
      if (const auto* done = std::get_if<Sent>(&step)) ++ends_[done->settlement.item];
      if (const auto* status = std::get_if<Status>(&step)) ready_ += status->phase == Phase::ready ? 1 : 0;
      const auto* deliver = std::get_if<Deliver>(&step);
      if (deliver == nullptr) continue;
      ++delivered_;
      EXPECT_FALSE(deliver->event.who.user.empty());
      EXPECT_FALSE(deliver->event.key.native_id.empty());
      EXPECT_EQ(deliver->event.key.account, "main");
    }
    steps_.clear();
  }

  std::mt19937 random_;
  std::vector<std::string> frames_;
  std::unique_ptr<Protocol> machine_ = make_onebot11(account());
  Steps steps_;
  Time now_ = from_millis(1767225600'000);
  Socket socket_ = 0;
  bool up_ = false;
  std::uint64_t calls_ = 0;
  std::int64_t last_item_ = 0;
  std::map<std::int64_t, int> ends_;
  std::size_t delivered_ = 0;
  std::size_t ready_ = 0;
};

TEST(Onebot11Hostile, MutatedFramesAndLostLinks) {
  const auto seed = std::random_device{}();
  Torture torture(seed);
  torture.run(100'000);
  EXPECT_GT(torture.delivered(), 1000U) << "seed " << seed;
  EXPECT_GT(torture.ready(), 10U) << "seed " << seed;
  EXPECT_EQ(torture.ends().size(), static_cast<std::size_t>(torture.sent())) << "seed " << seed;
  for (const auto& [item, times] : torture.ends()) ASSERT_EQ(times, 1) << "item " << item << " seed " << seed;
}

TEST(Onebot11Hostile, TheQueueOfSendsIsBounded) {
  auto machine = make_onebot11(account());
  Steps steps;
  const Time now = from_millis(1767225600'000);
  machine->start({}, now, steps);
  machine->on_open(1, now, steps);
  const std::string life = R"({"self_id":1,"post_type":"meta_event","meta_event_type":"lifecycle"})";
  machine->on_text(1, life, now, steps);
  machine->on_text(1, R"({"status":"ok","retcode":0,"data":{"user_id":1},"echo":"fq-1"})", now, steps);
  steps.clear();
  for (int i = 1; i <= 20'000; ++i) {
    OutboxItem item;
    item.id = i;
    item.to = {ChatKind::direct, std::to_string(10'000 + i), {}};
    item.body = Say{"你好", ""};
    machine->send(item, now, steps);
  }
  const auto count = [&](auto wanted) { return std::count_if(steps.begin(), steps.end(), wanted); };
  EXPECT_EQ(count([](const Step& step) { return std::holds_alternative<Write>(step); }), 4096);
  EXPECT_EQ(count([](const Step& step) { return std::holds_alternative<Sent>(step); }), 20'000 - 4096 - 8192);
}

}  // namespace
}  // namespace fenqun::adapters
