// A random rule set and a random customer, played through observe(), evaluate() and apply() beside the naive model.
#pragma once

#include <random>

#include "tests/rules/evaluate/naive.hpp"

namespace fenqun::rules {

inline const std::vector<std::string> vocabulary = {"退款", "退", "好", "hello", "ok", "发票", "款"};

// What rules give. The names of the tags are in another order than the rules, so that no accident of sorting helps.
inline std::string tag_of(std::size_t rule) {
  return "T/" + std::to_string(100 + (rule * 7 + 3) % 13);
}
inline std::optional<std::string> set_by(std::size_t rule) {
  return rule % 3 == 1 ? std::optional("a" + std::to_string(rule)) : std::nullopt;
}
inline std::optional<std::string> group_of(std::size_t rule) {
  return rule % 4 == 2 ? std::optional("G" + std::to_string(rule)) : std::nullopt;
}

class World {
 public:
  explicit World(std::uint64_t seed);

  const Compiled& compiled() const { return compiled_; }
  std::string trace() const { return "FENQUN_SEED=" + std::to_string(seed_) + "\n" + source_; }

  // What happens next; everything is then known to both.
  struct Step {
    Event event;
    Time now{};
    Verdict verdict;
  };
  const Step& play();

  // What the verdict of the last step is to be.
  struct Expected {
    std::set<std::string> fired;
    std::set<std::string> speaking;
    std::set<std::string> held;
    std::optional<Time> look;
  };
  Expected expected();
  // Whether a verdict may look earlier than it must (see max_looks).
  bool may_look_early() const { return hours_; }
  // The step's outcome becomes the customer's state.
  void settle();

 private:
  std::int64_t number(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
  }
  bool chance(std::int64_t of) { return number(1, of) == 1; }
  Comparison compare(std::int64_t most) { return {static_cast<Op>(number(0, 4)), number(0, most)}; }
  Millis window() { return chance(2) ? a_day : 7 * a_day; }
  Word word();
  std::vector<Word> words();
  std::vector<Condition> parts(int depth, std::int64_t rule);
  Condition condition(int depth, std::int64_t rule);
  Condition of_message();
  Condition of_customer(std::int64_t rule);
  Condition of_time();
  Condition of_clock();
  void make_rule(std::int64_t i);
  std::string file_of(std::size_t i) const;
  Event event();
  void learn(const Event& event);
  Naive naive(Time at, const Event* event) const;
  std::optional<Time> expected_look(const Naive& after, const Expected& expected) const;
  std::set<Time> instants() const;

  std::mt19937_64 random_;
  std::uint64_t seed_ = 0;
  std::int64_t count_ = 0;
  std::vector<Condition> trees_;
  std::vector<bool> held_;
  std::vector<std::size_t> written_;
  bool hours_ = false;
  std::vector<std::int64_t> waits_;  // minutes that rules ask for
  std::string source_;
  Compiled compiled_;
  Customer customer_;
  Profile profile_;
  Scratch scratch_;
  Enabled all_on_;
  Step step_;
  Naive after_;  // with what the rules did
};

}  // namespace fenqun::rules
