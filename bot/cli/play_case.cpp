#include "bot/cli/play_case.hpp"

#include <algorithm>

namespace fenqun::bot {
namespace {

constexpr Bilingual should_have{"应当有标签「{0}」,实际有:{1}", "should have the tag “{0}”, has: {1}"};
constexpr Bilingual should_lack{"不应当有标签「{0}」,实际有:{1}", "should not have the tag “{0}”, has: {1}"};
constexpr Bilingual should_be_in{"应当在分组「{0}」,实际在「{1}」", "should be in the group “{0}”, is in “{1}”"};
constexpr Bilingual should_reply{"应当回复:{0},实际回复:{1}", "should reply: {0}, replied: {1}"};

std::string listed(const std::vector<std::string>& items, Language language) {
  std::string out;
  for (const auto& item : items) {
    if (!out.empty()) out += language == Language::zh ? "、" : ", ";
    out += language == Language::zh ? "「" + item + "」" : "“" + item + "”";
  }
  return out.empty() ? std::string(language == Language::zh ? "(没有)" : "(none)") : out;
}

std::vector<std::string> tags_of(const Profile& customer) {
  std::vector<std::string> tags;
  for (const auto& [tag, state] : customer.tags) tags.push_back(tag);
  return tags;
}

bool replies_agree(const std::vector<std::string>& wanted, const std::vector<std::string>& given) {
  return std::equal(
      wanted.begin(), wanted.end(), given.begin(), given.end(),
      [](const std::string& part, const std::string& whole) { return whole.find(part) != std::string::npos; });
}

struct Played {
  Profile customer;
  std::vector<std::string> replies;
};

// tests_of() has checked the name.
rules::TimeZone zone_of(const rules::TestCase& test) {
  if (!test.timezone.empty()) {
    if (auto zone = rules::TimeZone::find(test.timezone)) return std::move(*zone);
  }
  return rules::TimeZone::shanghai();
}

Played play(const rules::TestCase& test, Player& player) {
  Played out;
  out.customer.key = {"test", "", "customer"};
  const auto add = [&](const std::vector<std::string>& more) {
    out.replies.insert(out.replies.end(), more.begin(), more.end());
  };
  auto now = test.at.value_or(test_begin);
  player.use_zone(zone_of(test));
  for (const auto& step : test.steps) {
    if (step.wait > Millis{}) {
      now += step.wait;
      player.wait(out.customer, now);
      add(player.quiet_replies());
    } else {
      now += Millis{1000};
      auto order = step.order.value_or(Order{});
      order.at = now;
      const auto& decision = step.order ? player.order(out.customer, order) : player.say(out.customer, step.say, now);
      add(player.quiet_replies());
      add(decision.replies);
    }
  }
  return out;
}

}  // namespace

rules::TestResult play_case(const rules::TestCase& test, Player& player, Language language) {
  const auto played = play(test, player);
  const auto tags = listed(tags_of(played.customer), language);
  rules::TestResult result{test.name, test.location, false, {}};
  const auto fail = [&](const Bilingual& text, const Args& args) {
    result.failures.push_back(fill(text.in(language), args));
  };
  for (const auto& tag : test.has) {
    if (!played.customer.has_tag(tag)) fail(should_have, {tag, tags});
  }
  for (const auto& tag : test.lacks) {
    if (played.customer.has_tag(tag)) fail(should_lack, {tag, tags});
  }
  const auto group = played.customer.group ? played.customer.group->group : std::string();
  if (test.group && *test.group != group) fail(should_be_in, {*test.group, group});
  if (test.reply && !replies_agree(*test.reply, played.replies)) {
    fail(should_reply, {listed(*test.reply, language), listed(played.replies, language)});
  }
  result.passed = result.failures.empty();
  return result;
}

}  // namespace fenqun::bot
