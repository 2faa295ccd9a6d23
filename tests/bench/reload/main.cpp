// How long a message waits while rules are reloaded beside it: a core with a store on disk, 200 messages a second,
// first quietly, then while sets of 20,000 words are compiled and put in force one after another, then while every
// customer is decided again. From delivery to acknowledgement, which is after the disk's sync.
//   reload-bench [seconds of each phase, 10]
#include <algorithm>
#include <cstdio>
#include <random>

#include "tests/bot/activation/shop.hpp"

namespace fenqun {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int words = 20'000;
constexpr int customers = 2'000;
constexpr auto pace = std::chrono::milliseconds(5);

std::string word(int number) {
  std::string out;
  for (const int part : {number % 251, number / 251 % 251, number % 199}) {
    const int point = 0x4E00 + 67 * part;
    out += static_cast<char>(0xE0 | (point >> 12));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  }
  return out;
}

// Two hundred rules of a hundred words each; `edition` makes every set a new one.
std::string rule_set(int edition) {
  std::string out = "[list]\nedition = [\"" + word(edition) + "\"]\n";
  for (int rule = 0; rule < words / 100; ++rule) {
    out += "[[rule]]\nid = \"r" + std::to_string(rule) + "\"\nwhen = \"text has any (";
    for (int i = 0; i < 100; ++i) out += word(rule * 100 + i) + " ";
    out += ")\"\nthen = [\"tag T" + std::to_string(rule) + "\"]\n";
  }
  return out + "[[rule]]\nid = \"e\"\nwhen = \"text has any $edition\"\nthen = [\"tag E" + std::to_string(edition) +
         "\"]\n";
}

class Bench {
 public:
  Bench() : shop_(rule_set(0)) {
    shop_.on_acks = [this](const auto& fates) {
      const auto now = Clock::now();
      for (const auto& [ack, fate] : fates) {
        const auto index = static_cast<std::size_t>(ack - 1);
        if (index < sent_.size()) took_.push_back(now - sent_[index]);
      }
    };
  }

  // The waits of the messages of this time, sorted.
  std::vector<Clock::duration> run(std::chrono::seconds time, const std::function<void()>& beside) {
    {
      const std::lock_guard lock(shop_.mutex);
      took_.clear();
    }
    std::atomic<bool> over = false;
    std::thread other([&] {
      while (!over) beside();
    });
    const auto end = Clock::now() + time;
    std::size_t count = 0;
    for (auto next = Clock::now(); next < end; next += pace) {
      std::this_thread::sleep_until(next);
      say();
      ++count;
    }
    over = true;
    other.join();
    shop_.wait_for([&] { return took_.size() >= count; });
    const std::lock_guard lock(shop_.mutex);
    auto out = took_;
    std::sort(out.begin(), out.end());
    return out;
  }

  void say() {
    {
      const std::lock_guard lock(shop_.mutex);
      sent_.push_back(Clock::now());
    }
    shop_.say(std::to_string(random_() % customers), "你好," + word(static_cast<int>(random_() % words)) + "吗",
              static_cast<adapters::Ack>(sent_.size()));
  }

  void reload() {
    shop_.folder.write("rules.toml", rule_set(++edition_));
    const auto before = shop_.in_force.get();
    shop_.activation->reload(false);
    for (int i = 0; i < 2'000 && shop_.in_force.get() == before; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ++reloads;
  }

  void redecide() {
    shop_.mailbox->put(bot::KeepFact{bot::Activation::memory_key, std::to_string(1)});
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    std::size_t told = 0;
    {
      const std::lock_guard lock(shop_.mutex);
      told = shop_.told.size();
    }
    shop_.activation->resume();
    for (int i = 0; i < 2'000; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      const std::lock_guard lock(shop_.mutex);
      if (shop_.told.size() > told && shop_.told.back().find("decided again under") != std::string::npos) break;
    }
    ++redecisions;
  }

  int reloads = 0;
  int redecisions = 0;

 private:
  test::Shop shop_;
  std::vector<Clock::time_point> sent_;  // by acknowledgement
  std::vector<Clock::duration> took_;
  std::mt19937 random_{7};
  int edition_ = 0;
};

double ms(const std::vector<Clock::duration>& sorted, double part) {
  if (sorted.empty()) return 0;
  const auto index = std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())));
  return std::chrono::duration<double, std::milli>(sorted[index]).count();
}

int measure(std::chrono::seconds time) {
  Bench bench;
  const auto pause = [] { std::this_thread::sleep_for(std::chrono::milliseconds(20)); };
  bench.run(std::chrono::seconds(2), pause);
  const auto quiet = bench.run(time, pause);
  const auto reloading = bench.run(time, [&] {
    bench.reload();
    std::this_thread::sleep_for(std::chrono::seconds(1));
  });
  const int each_second = std::exchange(bench.reloads, 0);
  const auto storming = bench.run(time, [&] { bench.reload(); });
  const auto redeciding = bench.run(time, [&] { bench.redecide(); });
  const auto show = [&](const char* what, const auto& all) {
    std::printf("%-28s %6zu messages  p50 %7.2f ms  p99 %7.2f ms  max %7.2f ms  p99 / quiet %.2f\n", what, all.size(),
                ms(all, 0.5), ms(all, 0.99), ms(all, 1.0), ms(all, 0.99) / ms(quiet, 0.99));
  };
  show("quiet", quiet);
  show(("a reload each second: " + std::to_string(each_second)).c_str(), reloading);
  show(("without a pause: " + std::to_string(bench.reloads)).c_str(), storming);
  show(("all decided again: " + std::to_string(bench.redecisions)).c_str(), redeciding);
  return ms(reloading, 0.99) <= 2 * ms(quiet, 0.99) ? 0 : 1;
}

}  // namespace
}  // namespace fenqun

int main(int argc, char** argv) {
  return fenqun::measure(std::chrono::seconds(argc > 1 ? std::atoi(argv[1]) : 10));
}
