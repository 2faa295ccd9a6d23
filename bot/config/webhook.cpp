#include "bot/config/webhook.hpp"

#include <algorithm>

#include "bot/config/file.hpp"
#include "bot/config/nearest.hpp"
#include "bot/config/secret.hpp"
#include "bot/config/section.hpp"
#include "bot/config/url.hpp"
#include "bot/problems.hpp"

namespace fenqun::bot {
namespace {

class WebhookReader {
 public:
  WebhookReader(const std::string& name, const Node& table, const AccountContext& context)
      : section_(table, "[webhook." + name + "]", context.problems), context_(context) {
    hook_.name = name;
  }

  Webhook read() {
    if (!is_account_name(hook_.name)) report(problems::bad_webhook_name, {hook_.name}, section_.table().where);
    read_url();
    hook_.token = read_secret("token", "token_file", "token_file = \"crm.token\"");
    hook_.secret = read_secret("secret", "secret_file", "secret_file = \"crm.secret\"");
    read_ca_file();
    hook_.timeout = Millis{1000 * section_.whole("timeout", "timeout = 10", 1, 60).value_or(10)};
    section_.finish();
    return std::move(hook_);
  }

 private:
  void report(const ProblemKind& kind, const Args& args, const Location& where) {
    context_.problems.emplace_back(kind, args, where);
  }

  void read_url() {
    const auto url = section_.text("url", "url = \"https://crm.example.com/fenqun\"");
    if (section_.table().find("url") == nullptr) {
      section_.missing("url", "url = \"https://crm.example.com/fenqun\"");
    }
    if (!url) return;
    hook_.url = url->text;
    if (auto problem = check_webhook_url(url->text, url->where)) context_.problems.push_back(std::move(*problem));
  }

  // Written here, or in a file of its own.
  std::string read_secret(const std::string& key, const std::string& file_key, const std::string& example) {
    const auto given = section_.text(key, key + " = \"…\"");
    const auto file = section_.text(file_key, example);
    if (given && file) report(problems::two_webhook_secrets, {hook_.name, key, file_key}, hidden(given->where));
    if (!given && !file) return {};
    if (given) return inline_secret(key, *given);
    const Problem unusable(problems::bad_webhook_secret, {hook_.name, file_key}, file->where);
    return read_secret_file(inside_folder(context_.folder, file->text), unusable, context_.problems).value_or("");
  }

  // The line holds the secret, so it is not shown under the message.
  static Location hidden(Location where) {
    where.source_line.clear();
    return where;
  }

  std::string inline_secret(const std::string& key, const Item& item) {
    const auto place = hidden(item.where);
    if (!is_token(item.text)) {
      report(problems::bad_webhook_secret, {hook_.name, key}, place);
      return {};
    }
    const bool in_file = place.line > 0 && !context_.config_path.empty();
    if (in_file && others_may_read(context_.config_path)) {
      context_.problems.push_back(Problem(problems::readable_secret, {context_.config_path}, place).as_warning());
    }
    return item.text;
  }

  void read_ca_file() {
    const auto file = section_.text("ca_file", "ca_file = \"ca.pem\"");
    if (!file) return;
    hook_.ca_file = inside_folder(context_.folder, file->text);
    if (auto read = read_file(hook_.ca_file, max_config_bytes); !read) {
      auto problem = read.error();
      context_.problems.push_back(std::move(problem).at(file->where));
    }
  }

  Section section_;
  const AccountContext& context_;
  Webhook hook_;
};

}  // namespace

Webhook read_webhook(const std::string& name, const Node& table, const AccountContext& context) {
  return WebhookReader(name, table, context).read();
}

Problems unknown_webhooks(const rules::RuleSet& rules, const std::vector<Webhook>& webhooks) {
  Problems out;
  std::vector<std::string> names;
  for (const auto& hook : webhooks) names.push_back(hook.name);
  for (const auto& rule : rules.rules) {
    for (const auto& effect : rule.effects) {
      const auto* call = std::get_if<rules::WebhookEffect>(&effect);
      if (call == nullptr || std::find(names.begin(), names.end(), call->name) != names.end()) continue;
      const auto meant = nearest(call->name, names);
      out.emplace_back(problems::unknown_webhook, Args{rule.id, call->name, meant.value_or(call->name)}, rule.location);
    }
  }
  return out;
}

}  // namespace fenqun::bot
