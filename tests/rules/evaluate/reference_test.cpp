// The evaluator against a naive one: random rules, random customers, random times; plain loops over the trees, all
// message times kept, folded texts searched with find(). Firings, held rules and the next look must agree exactly.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

#include "rules/fold.hpp"
#include "rules/language/parse.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::rules {
namespace {

constexpr Millis day = std::chrono::hours{24};
const std::vector<std::string> words = {"退款", "退", "好", "hello", "ok", "发票", "款"};

struct Customer {
  std::vector<Time> times;                                   // of all messages
  std::map<std::string, std::pair<std::string, Life>> tags;  // by which rule
};

struct Naive {
  const Customer& customer;
  std::set<std::string> tags;
  const std::string* text;  // null: nothing was said
  std::string kind;
  Time now;

  bool operator()(const Condition& c) const {
    return std::visit([&](const auto& node) { return ask(node); }, c.node);
  }
  bool ask(const auto&) const { return false; }  // not generated
  static bool in(const std::string& text, const std::string& word) { return text.find(word) != text.npos; }
  bool ask(const TextWords& node) const {
    if (text == nullptr) return false;
    const auto folded = fold(*text);
    const auto count = static_cast<std::size_t>(
        std::count_if(node.words.begin(), node.words.end(), [&](const Word& w) { return in(folded, fold(w.text)); }));
    const auto any = [&](auto test) {
      return std::any_of(node.words.begin(), node.words.end(), [&](const Word& w) { return test(fold(w.text)); });
    };
    switch (node.fit) {
      case Fit::has:
      case Fit::any:
        return count > 0;
      case Fit::all:
        return count == node.words.size();
      case Fit::none:
        return count == 0;
      case Fit::is:
        return any([&](const std::string& w) { return folded == w; });
      case Fit::starts:
        return any([&](const std::string& w) { return folded.starts_with(w); });
      case Fit::ends:
        return any([&](const std::string& w) { return folded.ends_with(w); });
      case Fit::asserts_any:
      case Fit::asserts_all:
        break;  // not generated: what is meant has a test of its own
    }
    return false;
  }
  bool ask(const TextMatches&) const {
    return text != nullptr && fold(*text).find_first_of("0123456789") != std::string::npos;
  }
  bool ask(const TextLength& node) const {
    return text != nullptr &&
           node.compare.holds(std::count_if(text->begin(), text->end(), [](char c) { return (c & 0xC0) != 0x80; }));
  }
  bool ask(const KindIs& node) const { return kind == node.kind; }
  bool ask(const PlatformIs& node) const { return node.platform == "sim"; }
  bool ask(const HasTag& node) const {
    if (!node.below) return tags.contains(node.tag);
    return std::any_of(tags.begin(), tags.end(),
                       [&](const std::string& tag) { return tag.starts_with(node.tag + "/"); });
  }
  bool ask(const InGroup& node) const { return node.group == "G"; }
  bool ask(const MessagesIn& node) const {
    return node.compare.holds(std::count_if(customer.times.begin(), customer.times.end(),
                                            [&](Time t) { return t <= now && t > now - node.window; }));
  }
  bool ask(const DaysSince& node) const {
    if (customer.times.empty()) return false;
    const auto [first, last] = std::minmax_element(customer.times.begin(), customer.times.end());
    const auto age = now - ((node.mark == Mark::first_message) ? *first : *last);
    const auto n = node.compare.number * day;
    if (node.compare.op == Op::equal) return age >= n && age < n + day;
    return Comparison{node.compare.op, n.count()}.holds(age.count());
  }
  bool ask(const Named&) const { return false; }
  bool ask(const AllOf& node) const { return std::all_of(node.parts.begin(), node.parts.end(), *this); }
  bool ask(const AnyOf& node) const { return std::any_of(node.parts.begin(), node.parts.end(), *this); }
  bool ask(const Not& node) const { return !(*this)(node.parts[0]); }
};

// The names of the tags are in another order than the rules that give them, so that no accident of sorting helps.
std::string tag_of(std::size_t rule) {
  return "T/" + std::to_string(100 + (rule * 7 + 3) % 13);
}
std::size_t rule_of(const std::string& tag) {
  std::size_t rule = 0;
  while (tag_of(rule) != tag) ++rule;
  return rule;
}

class World {
 public:
  explicit World(std::uint64_t seed) : random_(seed) {
    count_ = number(1, 12);
    for (std::int64_t i = 0; i < count_; ++i) make_rule(i);
    for (std::int64_t i = 0; i < count_; ++i) written_.push_back(static_cast<std::size_t>(i));
    std::shuffle(written_.begin(), written_.end(), random_);
    std::string file;
    for (const auto i : written_) {
      file += "[[rule]]\nid = \"r" + std::to_string(i) + "\"\nwhen = '''" + language::print(trees_[i], Language::en) +
              "'''\nthen = \"tag " + tag_of(i) + (held_[i] ? " while true" : "") + "\"\n";
    }
    const std::vector<Source> sources = {{"world.toml", file}};
    compiled_ = compile(sources);
    source_ = file;
  }

  void check(std::uint64_t seed) {
    seed_ = seed;
    ASSERT_TRUE(compiled_.rules) << trace() << compiled_.problems[0].line(Language::en);
    Time now = from_millis(1'700'000'000'000);
    for (int step = 0; step < 25; ++step) {
      now += Millis{number(0, 3) == 0 ? number(0, 40 * day.count()) : number(0, 3'000'000)};
      one_event(now);
      if (testing::Test::HasFatalFailure()) return;
    }
  }

 private:
  std::int64_t number(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
  }
  Comparison compare(std::int64_t most) { return {static_cast<Op>(number(0, 4)), number(0, most)}; }

  std::vector<Condition> parts(int depth, std::int64_t rule) {
    std::vector<Condition> out;
    for (auto n = number(2, 3); n > 0; --n) out.push_back(condition(depth - 1, rule));
    return out;
  }
  Condition condition(int depth, std::int64_t rule) {
    switch (number(0, depth > 0 ? 13 : 9)) {
      case 0:
      case 1: {
        TextWords node{static_cast<Fit>(number(1, 6)), {}};
        for (auto n = number(1, 3); n > 0; --n)
          node.words.push_back({words[static_cast<std::size_t>(number(0, 6))], false, {}});
        return {node, {}};
      }
      case 2:
        return {TextMatches{"[0-9]", {}}, {}};
      case 3:
        return {TextLength{compare(8)}, {}};
      case 4:
        return {KindIs{number(0, 1) == 0 ? "image" : "text"}, {}};
      case 5:
        if (rule == 0) return {InGroup{"G"}, {}};
        return {HasTag{tag_of(static_cast<std::size_t>(number(0, rule - 1))), false}, {}};
      case 6:
      case 7:
        return {MessagesIn{number(0, 1) == 0 ? Millis{day} : Millis{7 * day}, compare(4)}, {}};
      case 8:
      case 9:
        return {DaysSince{number(0, 1) == 0 ? Mark::first_message : Mark::last_message, compare(20)}, {}};
      case 10:
      case 11:
        return {AllOf{parts(depth, rule)}, {}};
      case 12:
        return {AnyOf{parts(depth, rule)}, {}};
      default:
        return {Not{{condition(depth - 1, rule)}}, {}};
    }
  }

  // A `while true` rule must be able to hold in silence, and none may read what it gives itself.
  void make_rule(std::int64_t i) {
    auto tree = condition(2, i);
    const bool held = number(0, 2) == 0;
    if (held) tree = {AnyOf{{tree, {DaysSince{Mark::last_message, {Op::greater, 5 + i}}, {}}}}, {}};
    trees_.push_back(tree);
    held_.push_back(held);
  }
  Event event(Time now) {
    Event out;
    out.key = {"a", std::to_string(now.time_since_epoch().count())};
    out.who = {"sim", "", "1"};
    const auto which = number(0, 5);
    // Sometimes late: the message's own time lies before what was seen already.
    out.sent_at = number(0, 4) == 0 ? now - Millis{number(0, 2 * day.count())} : now;
    out.seen_at = now;
    if (which == 0) {
      out.payload = Quiet{};
    } else if (which == 1) {
      out.payload = Media{MediaKind::image};
    } else {
      Text text;
      for (auto n = number(0, 3); n > 0; --n) text.text += words[static_cast<std::size_t>(number(0, 6))];
      if (number(0, 3) == 0) text.text += "7";
      out.payload = text;
    }
    return out;
  }

  void one_event(Time now) {
    const auto happened = event(now);
    std::vector<Change> changes;
    observe(*compiled_.rules, happened, profile_, scratch_, changes);
    for (const auto& change : changes) fenqun::apply(change, profile_);
    if (is_customer_message(happened)) customer_.times.push_back(happened.sent_at);
    profile_.key = happened.who;
    profile_.group = Membership{"G", {}, false, {}, {}};
    evaluate(*compiled_.rules, {happened, profile_, now, TimeZone::shanghai(), all_on_}, scratch_, verdict_);

    const auto* said = text_of(happened);
    const bool quiet = std::holds_alternative<Quiet>(happened.payload);
    std::set<std::string> tags;
    for (const auto& [tag, by] : customer_.tags) tags.insert(tag);
    std::set<std::string> fired, held;
    for (std::size_t i = 0; i < trees_.size(); ++i) {
      const auto tag = tag_of(i);
      const bool holds = Naive{customer_, tags, said == nullptr ? nullptr : &said->text,
                               quiet ? "" : std::string(kind_of(happened)), now}(trees_[i]);
      if (holds) {
        tags.insert(tag);
        fired.insert("r" + std::to_string(i));
        if (held_[i]) held.insert("r" + std::to_string(i));
      } else if (held_[i]) {
        tags.erase(tag);
      }
    }
    std::set<std::string> got_fired, got_held;
    for (const auto& firing : verdict_.firings) got_fired.insert(compiled_.rules->rules[firing.rule].id);
    for (const auto rule : verdict_.held) got_held.insert(compiled_.rules->rules[rule].id);
    ASSERT_EQ(got_fired, fired) << trace();
    ASSERT_EQ(got_held, held) << trace();
    ASSERT_EQ(verdict_.look_again_at, expected_look(now, tags, held)) << trace();
    settle(tags, now);
  }

  // All instants at which anything could change, tried one after another.
  std::optional<Time> expected_look(Time now, const std::set<std::string>& tags, const std::set<std::string>& held) {
    std::set<Time> instants = {now + Millis{1}};
    for (const auto t : customer_.times) {
      for (const auto instant : {t, t + day, t + 7 * day}) instants.insert(instant);
      for (std::int64_t n = 0; n <= 22; ++n) instants.insert({t + n * day, t + n * day + Millis{1}});
    }
    std::optional<Time> best;
    for (std::size_t i = 0; i < trees_.size(); ++i) {
      const auto at = [&](Time t) { return Naive{customer_, tags, nullptr, "", t}(trees_[i]); };
      bool before = at(now);
      if (held.contains("r" + std::to_string(i)) && !before) {
        best = now + Millis{1};
        continue;
      }
      for (const auto t : instants) {
        if (t <= now) continue;
        const bool after = at(t);
        if (after != before && (after || held_[i])) {
          if (!best || t < *best) best = t;
          break;
        }
        before = after;
      }
    }
    return best;
  }

  void settle(const std::set<std::string>& tags, Time now) {
    customer_.tags.clear();
    profile_.tags.clear();
    for (const auto& tag : tags) {
      const auto rule = rule_of(tag);
      const auto life = held_[rule] ? Life::while_true : Life::kept;
      customer_.tags[tag] = {"r" + std::to_string(rule), life};
      profile_.tags.set(tag, {now, {}, life, false, {By::Kind::rule, "r" + std::to_string(rule)}, {}});
    }
  }

  std::string trace() const { return "FENQUN_SEED=" + std::to_string(seed_) + "\n" + source_; }

  std::mt19937_64 random_;
  std::uint64_t seed_ = 0;
  std::int64_t count_ = 0;
  std::vector<Condition> trees_;
  std::vector<bool> held_;
  std::vector<std::size_t> written_;
  std::string source_;
  Compiled compiled_;
  Customer customer_;
  Profile profile_;
  Scratch scratch_;
  Enabled all_on_;
  Verdict verdict_;
};

TEST(EvaluateReference, AgreesWithPlainLoops) {
  const auto* given = std::getenv("FENQUN_SEED");
  const std::uint64_t start = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  for (std::uint64_t i = 0; i < 60; ++i) {
    World(start + i).check(start + i);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace fenqun::rules
