// [webhook.NAME] of the configuration: where `webhook NAME` of a rule goes.
#pragma once

#include <string>
#include <vector>

#include "bot/config/account.hpp"
#include "model/time.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::bot {

struct Webhook {
  std::string name;
  std::string url;     // https://, or http:// to this machine
  std::string token;   // sent as `Authorization: Bearer`; empty: none
  std::string secret;  // signs the body; empty: not signed
  std::string ca_file;
  Millis timeout{10'000};
};

// Always a webhook, with defaults where something was wrong; mistakes are added to the context's problems.
Webhook read_webhook(const std::string& name, const Node& table, const AccountContext& context);

// Rules that call a webhook which the configuration does not have: FQ-5041, at the rule.
Problems unknown_webhooks(const rules::RuleSet& rules, const std::vector<Webhook>& webhooks);

}  // namespace fenqun::bot
