// Deciding a stored history again: against playing it from the beginning, twice against once, and with what people
// decided in between. Histories and rule sets are random; FENQUN_SEED replays one.
#include "bot/redecide.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

namespace fenqun::bot {
namespace {

using storage::ExportedMessage;

constexpr Time begin = from_millis(1'767'225'600'000);
constexpr Millis day{24LL * 3600 * 1000};

std::uint64_t seed() {
  const auto* given = std::getenv("FENQUN_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

std::shared_ptr<const rules::RuleSet> compiled(const std::string& text) {
  const std::vector<rules::Source> sources = {{"rules.toml", text}};
  auto out = rules::compile(sources);
  for (const auto& problem : out.problems) ADD_FAILURE() << problem.line(Language::en);
  return out.rules;
}

std::string rule(const std::string& id, const std::string& when, const std::string& then) {
  return "[[rule]]\nid = \"" + id + "\"\nwhen = \"" + when + "\"\nthen = [\"" + then + "\"]\n";
}

constexpr const char* dimension = "[dimension.价值]\none_of = [\"低\", \"中\", \"高\"]\n";

// Rules whose outcome does not depend on when time alone is looked at.
std::string some_rules(std::mt19937_64& random) {
  const auto n = [&](int most) { return std::to_string(random() % static_cast<unsigned>(most) + 1); };
  const std::vector<std::string> all = {
      rule("refund", "text has any (退款 退货)", "tag 退款 for " + n(9) + "d"),
      rule("calm", "text has 不要", "untag 退款"),
      rule("active", "messages in " + n(3) + "d >= " + n(5), "tag 活跃 while true"),
      rule("keen", "messages in " + n(9) + "d >= " + n(9), "tag 热心"),
      rule("silent", "days since last message > " + n(4), "tag 沉默 while true; group 冷"),
      rule("said", "said any (退款 你好) at least " + n(4) + " times in " + n(6) + "d", "tag 高"),
      rule("visits", "sessions in " + n(8) + "d >= " + n(5), "tag 中"),
      rule("greets", "text has 你好 and not tag 高", "tag 低; group 新"),
      rule("waits", "waiting > " + n(20) + "h and text has 吗", "tag 久等; group 急"),
      rule("after", "tag 退款 and tag 活跃", "tag 要紧"),
      rule("night", "text has 你好 and hour in 22..6", "tag 夜"),
  };
  std::string out = dimension;
  for (const auto& one : all) {
    if (random() % 4 != 0) out += one;
  }
  return out;
}

std::vector<ExportedMessage> some_history(std::mt19937_64& random, int messages) {
  static const std::vector<std::string> words = {"你好", "退款", "我要退货吗", "不要了", "在吗", "嗯", "你好吗"};
  std::vector<ExportedMessage> out;
  auto at = begin;
  for (int i = 0; i < messages; ++i) {
    at += Millis{static_cast<std::int64_t>(random() % 3 == 0 ? random() % 400'000'000 : random() % 3'000'000)};
    ExportedMessage message;
    message.customer = {"onebot11", "", "1"};
    message.key = {"main", std::to_string(i)};
    message.at = at;
    message.kind = random() % 6 == 0 ? "image" : "text";
    if (message.kind == "text") message.text = words[random() % words.size()];
    message.author = random() % 5 == 0 ? Author::us : Author::customer;
    out.push_back(std::move(message));
  }
  return out;
}

// As the running bot does it: messages as they come, and looks when they are due.
class Live {
 public:
  explicit Live(std::shared_ptr<const rules::RuleSet> rules) : rules_(std::move(rules)) {
    enabled_.assign(rules_->rules.size(), true);
    options_.enabled = &enabled_;
    stored.key = {"onebot11", "", "1"};
  }

  void pass_time(Time until) {
    while (stored.look_again_at && *stored.look_again_at <= until) look(*stored.look_again_at);
  }

  void look(Time at) {
    Event event;
    event.who = stored.key;
    event.sent_at = event.seen_at = at;
    event.payload = Quiet{};
    decide_on(event, at);
    if (stored.look_again_at && *stored.look_again_at <= at) stored.look_again_at = at + Millis{60'000};
  }

  void hear(const ExportedMessage& message) {
    pass_time(message.at);
    Event event;
    event.who = stored.key;
    event.key = message.key;
    event.where = {ChatKind::direct, "1", {}};
    event.author = message.author;
    event.sent_at = event.seen_at = message.at;
    if (message.kind == "text") {
      event.payload = Text{message.text, {}, false, {}, {}, {}};
    } else {
      event.payload = Media{MediaKind::image};
    }
    decide_on(event, evaluation_time(event, stored, message.at));
  }

  const rules::RuleSet& rules() const { return *rules_; }
  const rules::Enabled& enabled() const { return enabled_; }

  Profile stored;

 private:
  void decide_on(const Event& event, Time now) {
    auto at_hand = stored;
    decide(*rules_, {}, event, now, options_, scratch_, at_hand, decision_);
    for (const auto& change : decision_.changes) apply(change, stored);
  }

  std::shared_ptr<const rules::RuleSet> rules_;
  rules::Enabled enabled_;
  DecideOptions options_;
  rules::Scratch scratch_;
  Decision decision_;
};

Profile play(const std::shared_ptr<const rules::RuleSet>& rules, const std::vector<ExportedMessage>& history,
             Time now) {
  Live live(rules);
  for (const auto& message : history) live.hear(message);
  live.pass_time(now);
  live.look(now);
  return live.stored;
}

Redecision redecided(const rules::RuleSet& rules, const Profile& present, const std::vector<ExportedMessage>& history,
                     Time from, Time now) {
  const Directory directory;
  const Zones zones;
  Redecider redecider({rules, directory, zones, rules::Enabled(rules.rules.size(), true)});
  Redecision out;
  redecider.run(present, history, from, now, out);
  return out;
}

Profile applied(Profile profile, const Redecision& redecision) {
  for (const auto& change : redecision.changes) apply(change, profile);
  return profile;
}

// What is promised to be equal: all but the reasons, whose revision differs, and the order of counters.
std::string shown(const Profile& profile) {
  std::string out;
  for (const auto& [tag, state] : profile.tags) {
    out += "tag " + tag + " since " + iso8601(state.since) + " life " + std::to_string(static_cast<int>(state.life)) +
           (state.until ? " until " + iso8601(*state.until) : "") + (state.pinned ? " pinned" : "") + " by " +
           to_string(state.by) + "\n";
  }
  if (profile.group) {
    out += "group " + profile.group->group + " since " + iso8601(profile.group->since) + " by " +
           to_string(profile.group->by) + "\n";
  }
  std::map<std::string, std::vector<Time>> counters;
  for (const auto& counter : profile.counters) counters[counter.id] = counter.times;
  for (const auto& [id, times] : counters) {
    out += id + ":";
    for (const auto at : times) out += " " + std::to_string(to_millis(at));
    out += "\n";
  }
  out += "messages " + std::to_string(profile.messages) + " last " + iso8601(profile.last_seen) + "\n";
  if (profile.waiting_since) out += "waits since " + iso8601(*profile.waiting_since) + "\n";
  if (profile.look_again_at) out += "look at " + iso8601(*profile.look_again_at) + "\n";
  return out;
}

std::string shown(const std::vector<Change>& changes) {
  std::string out;
  for (const auto& change : changes) {
    if (const auto* add = std::get_if<AddTag>(&change)) {
      out += "+" + add->tag + " ";
    } else if (const auto* drop = std::get_if<DropTag>(&change)) {
      out += "-" + drop->tag + " ";
    } else {
      out += "#" + std::to_string(change.index()) + " ";
    }
  }
  return out;
}

TEST(Redecide, UnchangedRulesChangeNothing) {
  const auto start = seed();
  std::mt19937_64 random(start);
  for (int round = 0; round < 150; ++round) {
    const auto rules = compiled(some_rules(random));
    const auto history = some_history(random, 1 + static_cast<int>(random() % 40));
    const auto now = history.back().at + Millis{static_cast<std::int64_t>(random() % 900'000'000)};
    const auto present = play(rules, history, now);
    const auto out = redecided(*rules, present, history, begin, now);
    ASSERT_EQ(shown(out.changes), "") << "FENQUN_SEED=" << start << " round " << round << "\nbefore\n"
                                      << shown(present) << "after\n"
                                      << shown(out.after);
  }
}

TEST(Redecide, IsPlayingFromTheBeginning) {
  const auto start = seed();
  std::mt19937_64 random(start);
  for (int round = 0; round < 150; ++round) {
    const auto old_rules = compiled(some_rules(random));
    const auto new_rules = compiled(some_rules(random));
    const auto history = some_history(random, 1 + static_cast<int>(random() % 40));
    const auto now = history.back().at + Millis{static_cast<std::int64_t>(random() % 900'000'000)};
    const auto present = play(old_rules, history, now);
    const auto out = redecided(*new_rules, present, history, begin, now);
    const auto wanted = play(new_rules, history, now);
    ASSERT_EQ(shown(applied(present, out)), shown(wanted)) << "FENQUN_SEED=" << start << " round " << round;
    ASSERT_EQ(shown(out.after), shown(wanted)) << "FENQUN_SEED=" << start << " round " << round;
  }
}

TEST(Redecide, TwiceIsOnce) {
  const auto start = seed();
  std::mt19937_64 random(start);
  for (int round = 0; round < 150; ++round) {
    const auto old_rules = compiled(some_rules(random));
    const auto new_rules = compiled(some_rules(random));
    const auto history = some_history(random, 1 + static_cast<int>(random() % 40));
    const auto now = history.back().at + Millis{static_cast<std::int64_t>(random() % 900'000'000)};
    const auto from = begin + Millis{static_cast<std::int64_t>(random() % 2'000'000'000)};
    auto present = play(old_rules, history, now);
    TagState by_hand;
    by_hand.since = history[random() % history.size()].at;
    by_hand.pinned = true;
    by_hand.by = {By::Kind::human, "onebot11::9"};
    if (random() % 2 == 0) present.tags.set(random() % 2 == 0 ? "高" : "退款", by_hand);
    if (random() % 2 == 0) present.blocks.push_back({"低", "", by_hand.since, by_hand.by});
    const auto once = redecided(*new_rules, present, history, from, now);
    const auto after = applied(present, once);
    ASSERT_EQ(shown(after), shown(once.after)) << "FENQUN_SEED=" << start << " round " << round;
    const auto twice = redecided(*new_rules, after, history, from, now);
    ASSERT_EQ(shown(twice.changes), "") << "FENQUN_SEED=" << start << " round " << round << "\n" << shown(after);
    for (const auto& [tag, state] : present.tags) {
      ASSERT_TRUE(!state.pinned || (after.has_tag(tag) && after.tags.at(tag).pinned)) << tag;
    }
    for (const auto& block : present.blocks) {
      ASSERT_FALSE(after.has_tag(block.tag) && after.tags.at(block.tag).since >= from) << block.tag;
    }
  }
}

// The same in small, to be read.
class Small : public ::testing::Test {
 protected:
  ExportedMessage say(const std::string& text, Time at) {
    return {{"onebot11", "", "1"}, {"main", std::to_string(next_++)}, at, text, "text", Author::customer};
  }
  int next_ = 0;
};

TEST_F(Small, OlderTagsStayAndYoungerOnesAreDecidedAnew) {
  const std::vector<ExportedMessage> history = {say("退款", begin), say("你好", begin + 10 * day)};
  const auto old_rules = compiled(rule("a", "text has 退款", "tag 旧") + rule("b", "text has 你好", "tag 新"));
  const auto now = begin + 11 * day;
  const auto present = play(old_rules, history, now);
  const auto new_rules = compiled(rule("c", "text has any (退款 你好)", "tag 另"));
  const auto out = redecided(*new_rules, present, history, begin + 5 * day, now);
  EXPECT_EQ(shown(out.changes), "-新 +另 ");
  EXPECT_TRUE(out.after.has_tag("旧"));
  EXPECT_EQ(out.after.tags.at("另").since, begin + 10 * day);
  ASSERT_EQ(out.journal.size(), 2u);
  EXPECT_EQ(out.journal[0].detail, "redecided");
}

TEST_F(Small, TagsKnowTheMessageThatGaveThem) {
  const std::vector<ExportedMessage> history = {say("我要退款", begin)};
  const auto rules = compiled(rule("a", "text has 退款", "tag 退"));
  Profile present;
  present.key = history[0].customer;
  present.messages = 1;
  present.first_seen = present.last_seen = begin;
  const auto out = redecided(*rules, present, history, begin, begin + day);
  ASSERT_FALSE(out.changes.empty());
  const auto* add = std::get_if<AddTag>(&out.changes.front());
  ASSERT_NE(add, nullptr);
  EXPECT_EQ(add->state.why.event.native_id, "0");
  ASSERT_EQ(add->state.why.matches.size(), 1u);
  EXPECT_EQ(add->state.why.matches[0].text, "退款");
}

// Counters reach back as far as messages are stored, whatever `from` is; those of `once` stay.
TEST_F(Small, CountersAreFilledFromAllMessages) {
  const std::vector<ExportedMessage> history = {say("a", begin), say("b", begin + day), say("c", begin + 2 * day)};
  const auto rules = compiled(rule("a", "messages in 30d >= 3", "tag 常来"));
  Profile present;
  present.key = history[0].customer;
  present.counters = {{"messages/9d", {begin}}, {"once/x/reply/12345678", {begin}}};
  const auto out = redecided(*rules, present, history, begin + 2 * day, begin + 3 * day);
  EXPECT_TRUE(out.after.has_tag("常来"));
  const auto after = applied(present, out);
  EXPECT_EQ(after.counter("messages/9d"), nullptr);
  EXPECT_NE(after.counter("once/x/reply/12345678"), nullptr);
  ASSERT_NE(after.counter("messages/30d"), nullptr);
  EXPECT_EQ(after.counter("messages/30d")->times.size(), 3u);
}

// A timed tag that time alone gives is renewed by every look, so by the one at `now`: the known exception.
TEST_F(Small, TimedTagsOfTimeAloneAreRenewed) {
  const std::vector<ExportedMessage> history = {say("你好", begin)};
  const auto rules = compiled(rule("a", "days since last message > 3", "tag 沉默 for 30d"));
  const auto now = begin + 10 * day;
  const auto present = play(rules, history, now);
  ASSERT_TRUE(present.has_tag("沉默"));
  const auto out = redecided(*rules, present, history, begin, now);
  EXPECT_EQ(out.after.tags.at("沉默").until, now + 30 * day);
}

// What a look that is due now has to say is said by that look.
TEST_F(Small, ADueLookStaysDue) {
  const std::vector<ExportedMessage> history = {say("你好", begin)};
  const auto rules = compiled(rule("a", "days since last message > 3", "tag 沉默; reply \\\"还在吗\\\""));
  auto present = play(rules, history, begin);
  ASSERT_TRUE(present.look_again_at);
  const auto due = *present.look_again_at;
  const auto out = redecided(*rules, present, history, begin, due + Millis{5});
  EXPECT_EQ(out.after.look_again_at, due);
}

}  // namespace
}  // namespace fenqun::bot
