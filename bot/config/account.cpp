#include "bot/config/account.hpp"

#include <algorithm>

#include "bot/config/file.hpp"
#include "bot/config/secret.hpp"
#include "bot/config/section.hpp"
#include "bot/config/timezone.hpp"
#include "bot/config/url.hpp"
#include "bot/problems.hpp"

namespace fenqun::bot {
namespace {

class AccountReader {
 public:
  AccountReader(const Node& table, const AccountContext& context)
      : section_(table, "[[account]]", context.problems), context_(context) {}

  adapters::Account read() {
    read_name();
    read_platform();
    read_url();
    read_token();
    read_ca_file();
    read_timezone();
    account_.enabled = section_.flag("enabled", "enabled = true").value_or(true);
    account_.sends_per_second = section_.number("sends_per_second", "sends_per_second = 2", 0, 1000).value_or(0);
    account_.backfill = static_cast<std::size_t>(section_.whole("backfill", "backfill = 100", 0, 1000).value_or(100));
    const auto mib = section_.whole("max_frame_mib", "max_frame_mib = 16", 1, 64).value_or(16);
    account_.max_frame_bytes = static_cast<std::size_t>(mib) << 20;
    section_.finish();
    return std::move(account_);
  }

 private:
  void report(const ProblemKind& kind, const Args& args, const Location& where) {
    context_.problems.emplace_back(kind, args, where);
  }

  bool absent(std::string_view key) const { return section_.table().find(key) == nullptr; }

  void read_name() {
    const auto name = section_.text("name", "name = \"main\"");
    if (absent("name")) section_.missing("name", "name = \"main\"");
    if (!name) return;
    account_.name = name->text;
    if (!is_account_name(name->text)) report(problems::bad_account_name, {name->text}, name->where);
  }

  void read_platform() {
    const auto platform = section_.text("platform", "platform = \"onebot11\"");
    if (absent("platform")) section_.missing("platform", "platform = \"onebot11\"");
    if (!platform) return;
    account_.platform = platform->text;
    if (adapters::find_platform(platform->text) == nullptr) {
      report(problems::unknown_platform, {platform->text, joined(platform_ids())}, platform->where);
    }
  }

  void read_url() {
    const auto url = section_.text("url", "url = \"ws://127.0.0.1:3001\"");
    if (absent("url")) section_.missing("url", "url = \"ws://127.0.0.1:3001\"");
    if (!url) return;
    account_.url = url->text;
    url_where_ = url->where;
    if (auto problem = check_socket_url(url->text, url->where)) context_.problems.push_back(std::move(*problem));
  }

  void read_token() {
    const auto token = section_.text("token", "token = \"…\"");
    const auto file = section_.text("token_file", "token_file = \"onebot.token\"");
    if (token && file) report(problems::two_tokens, {account_.name}, token->where);
    if (file && !token) {
      const auto path = inside_folder(context_.folder, file->text);
      account_.token = read_token_file(path, account_.name, file->where, context_.problems).value_or("");
    }
    if (token) read_inline_token(*token);
    if (!account_.token.empty() && goes_unencrypted(account_.url)) {
      context_.problems.push_back(Problem(problems::plain_token, {account_.name}, url_where_).as_warning());
    }
  }

  void read_inline_token(const Item& token) {
    // The line holds the secret, so it is not shown under the message.
    auto place = token.where;
    place.source_line.clear();
    if (!is_token(token.text)) {
      report(problems::bad_token, {account_.name}, place);
      return;
    }
    account_.token = token.text;
    const bool in_file = token.where.line > 0;
    if (in_file && !context_.config_path.empty() && others_may_read(context_.config_path)) {
      context_.problems.push_back(Problem(problems::readable_secret, {context_.config_path}, place).as_warning());
    }
  }

  void read_ca_file() {
    const auto file = section_.text("ca_file", "ca_file = \"ca.pem\"");
    if (!file) return;
    account_.ca_file = inside_folder(context_.folder, file->text);
    if (auto read = read_file(account_.ca_file, max_config_bytes); !read) {
      auto problem = read.error();
      context_.problems.push_back(std::move(problem).at(file->where));
    }
  }

  void read_timezone() {
    const auto zone = section_.text("timezone", "timezone = \"Asia/Shanghai\"");
    if (!zone) return;
    account_.timezone = zone->text;
    if (!is_timezone(zone->text))
      report(problems::bad_timezone, {zone->text, likely_timezone(zone->text)}, zone->where);
  }

  Section section_;
  const AccountContext& context_;
  adapters::Account account_;
  Location url_where_;
};

}  // namespace

bool is_account_name(const std::string& name) {
  if (name.empty() || name.size() > 64 || name.front() == ' ' || name.back() == ' ') return false;
  return std::all_of(name.begin(), name.end(), [](unsigned char c) { return c >= ' ' && c != 0x7F && c != ':'; });
}

adapters::Account read_account(const Node& table, const AccountContext& context) {
  return AccountReader(table, context).read();
}

std::vector<std::string> platform_ids() {
  std::vector<std::string> ids;
  for (const auto& platform : adapters::platforms()) ids.emplace_back(platform.id);
  return ids;
}

}  // namespace fenqun::bot
