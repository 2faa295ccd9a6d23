#include "bot/cli/player.hpp"

#include <algorithm>

namespace fenqun::bot {
namespace {

// A rule that asks for a moment that has come already is looked at once a minute, as the running bot does.
constexpr Millis stuck_step{60'000};

// The account of every message, so that customers can be answered when time alone speaks.
constexpr const char* account = "test";

}  // namespace

Player::Player(std::shared_ptr<const rules::RuleSet> rules, Language language) : rules_(std::move(rules)) {
  for (const auto& tag : rules_->tags) directory_.tags.emplace(tag.name, tag);
  for (const auto& group : rules_->groups) directory_.groups.emplace(group.name, group);
  enabled_.assign(rules_->rules.size(), true);
  options_.language = language;
  options_.enabled = &enabled_;
  options_.zones = &zones_;
}

void Player::use_zone(rules::TimeZone zone) {
  zones_.accounts.insert_or_assign(account, std::move(zone));
}

void Player::look(Profile& customer, Time now) {
  event_.payload = Quiet{};
  event_.key.account.clear();
  event_.who = customer.key;
  event_.sent_at = now;
  event_.seen_at = now;
  decide(*rules_, directory_, event_, now, options_, scratch_, customer, decision_);
  quiet_replies_.insert(quiet_replies_.end(), decision_.replies.begin(), decision_.replies.end());
  if (customer.look_again_at && *customer.look_again_at <= now) customer.look_again_at = now + stuck_step;
}

void Player::pass_time(Profile& customer, Time until) {
  for (int looks = 0; customer.look_again_at && *customer.look_again_at <= until; ++looks) {
    if (looks == max_looks) return look(customer, until);
    look(customer, *customer.look_again_at);
  }
}

void Player::wait(Profile& customer, Time until) {
  quiet_replies_.clear();
  pass_time(customer, until);
}

const Decision& Player::say(Profile& customer, std::string_view text, Time at) {
  quiet_replies_.clear();
  pass_time(customer, at);
  auto* words = std::get_if<Text>(&event_.payload);
  if (words == nullptr) words = &event_.payload.emplace<Text>();
  words->text.assign(text);
  return happen(customer, at);
}

const Decision& Player::order(Profile& customer, const Order& order) {
  quiet_replies_.clear();
  pass_time(customer, order.at);
  event_.payload = Ordered{order.cents, order.product};
  return happen(customer, order.at);
}

const Decision& Player::happen(Profile& customer, Time at) {
  event_.key.account = account;
  event_.who = customer.key;
  event_.where.id = customer.key.user;
  event_.sent_at = at;
  event_.seen_at = at;
  decide(*rules_, directory_, event_, evaluation_time(event_, customer, at), options_, scratch_, customer, decision_);
  return decision_;
}

std::vector<rules::Gap> Player::why_not(const Profile& customer, std::uint32_t rule) {
  const auto now = evaluation_time(event_, customer, event_.sent_at);
  return rules::why_not(*rules_, rule, {event_, customer, now, zones_.of(event_.key.account), enabled_}, scratch_);
}

}  // namespace fenqun::bot
