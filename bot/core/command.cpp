// Chat commands inside the core: whose right it is, what they see, and their commits.
#include <algorithm>

#include "bot/core.hpp"
#include "bot/limits.hpp"
#include "bot/text/reasons.hpp"

namespace fenqun::bot {
namespace {

std::string_view phase_word(adapters::Phase phase) {
  switch (phase) {
    case adapters::Phase::dialing:
      return "dialing";
    case adapters::Phase::open:
      return "open";
    case adapters::Phase::ready:
      return "ready";
    case adapters::Phase::platform_offline:
      return "platform offline";
    case adapters::Phase::stopped:
      return "stopped";
  }
  return "";
}

}  // namespace

bool Core::commanded(const Event& event) const {
  // Only the head of a fresh message by a person counts.
  return event.origin == Origin::live && event.author == Author::customer && text_of(event) != nullptr &&
         is_command(event, role_of(event.who), settings_.prefixes, *session_, clock_.now());
}

std::optional<Role> Core::role_of(const CustomerKey& who) const {
  if (std::find(settings_.owners.begin(), settings_.owners.end(), who) != settings_.owners.end()) return Role::owner;
  return directory_.role_of(who);
}

void Core::decide_command(Pending pending) {
  const auto& event = pending.event;
  const auto* port = link(pending.link);
  CommandContext context{
      .directory = directory_,
      .rules = *rules_,
      .reader = reader_,
      .profile = [this](const CustomerKey& key) { return profile_with_reasons(key); },
      .status = [this] { return status_view(); },
      .now = clock_.now(),
      .timezone = port != nullptr ? port->timezone : std::string(),
      .bind_code = settings_.bind_code,
      .prefixes = settings_.prefixes,
      .try_text = [this](const std::string& text) { return try_text(text); },
      .config_owners = settings_.owners,
      .why_not = [this](const Profile& profile, const rules::Rule& rule) { return why_not(profile, rule); },
      .order_rules = settings_.order_rules,
  };
  auto answer = dispatch(event, role_of(event.who), settings_.language, context, *session_);
  if (answer.bound) settings_.bind_code.clear();
  pending.commits = one_by_customer(std::move(answer.commits), event);
  const auto most = port != nullptr ? link_status_[pending.link].capabilities.max_text_bytes : std::size_t{0};
  const auto say = [&](const std::string& text, const Chat& to) {
    for (auto& part : split_text(text, most)) {
      pending.commits.front().outbox.push_back(
          {0, event.key.account, to, Say{std::move(part), {}}, clock_.now(), 0, {}});
    }
  };
  say(answer.text, event.where);
  say(answer.direct, {ChatKind::direct, event.who.user, {}});
  bool directory_changed = false;
  for (auto& commit : pending.commits) {
    for (const auto& change : commit.changes) {
      directory_changed |= fenqun::apply(change, directory_);
      if (const auto* renamed = std::get_if<RenameGroup>(&change)) profiles_.rename_group(renamed->from, renamed->to);
    }
    if (commit.who.platform.empty()) continue;
    if (auto found = profile_of(commit.who)) {
      for (const auto& change : commit.changes) fenqun::apply(change, **found);
      ++(*found)->rev;
    }
  }
  if (directory_changed) refresh_enabled();
  write_down(std::move(pending));
}

// One commit per customer, all of them keyed by the asking message, so that a redelivered command does nothing twice.
// An answer without changes is a commit too: the command's key is kept.
std::vector<Commit> Core::one_by_customer(std::vector<Commit> commits, const Event& event) const {
  std::vector<Commit> out(1);
  for (auto& commit : commits) {
    auto* into = &out.front();
    if (!commit.who.platform.empty() && !into->who.platform.empty() && into->who != commit.who) {
      const auto same = std::find_if(out.begin(), out.end(), [&](const Commit& c) { return c.who == commit.who; });
      into = same != out.end() ? &*same : &out.emplace_back();
    }
    if (!commit.who.platform.empty()) {
      into->who = commit.who;
      into->expected_rev = commit.expected_rev;
    }
    std::move(commit.changes.begin(), commit.changes.end(), std::back_inserter(into->changes));
    std::move(commit.outbox.begin(), commit.outbox.end(), std::back_inserter(into->outbox));
    std::move(commit.journal.begin(), commit.journal.end(), std::back_inserter(into->journal));
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    MessageRecord record;
    record.key = event.key;
    if (i > 0) record.key.native_id += "#" + std::to_string(i);
    record.where = event.where;
    record.kind = "command";
    record.at = event.sent_at;
    record.seen_at = event.seen_at;
    out[i].event = std::move(record);
  }
  return out;
}

// Profiles at hand are kept without reasons; these come from the store, for the tags that are the same there.
Result<Profile> Core::profile_with_reasons(const CustomerKey& key) {
  auto found = profile_of(key);
  if (!found) return found.error();
  auto stored = reader_.load(std::span(&key, 1));
  if (!stored) return stored.error();
  Profile profile = **found;
  for (const auto& [tag, state] : stored->front().tags) {
    const auto present = profile.tags.find(tag);
    if (present == profile.tags.end() || present->second.since != state.since) continue;
    auto whole = present->second;
    whole.why = state.why;
    profile.tags.set(tag, std::move(whole));
  }
  const auto& group = stored->front().group;
  if (group && profile.group && group->since == profile.group->since) profile.group->why = group->why;
  return profile;
}

StatusView Core::status_view() const {
  StatusView view;
  view.version = FENQUN_VERSION;
  view.started = started_;
  for (std::size_t i = 0; i < links_.size(); ++i) {
    const auto& status = link_status_[i];
    const auto& can = status.capabilities;
    view.links.push_back({links_[i].account, links_[i].platform, std::string(phase_word(status.phase)), status.detail,
                          can.dialect, can.history != adapters::Can::no, can.acknowledge == adapters::Can::yes,
                          can.rename_chat != adapters::Can::no, can.max_chat_name_chars});
  }
  view.store_ok = !store_down_;
  view.store_detail = store_detail_;
  view.received = received_;
  view.applied = applied_;
  view.duplicate = duplicate_;
  view.quarantined = quarantined_;
  view.mailbox = mailbox_.size();
  return view;
}

std::vector<std::string> Core::try_text(const std::string& text) {
  Event event;
  std::get<Text>(event.payload).text = text;
  event.sent_at = event.seen_at = clock_.now();
  Profile nobody;
  if (!links_.empty()) nobody.reach.account = links_.front().account;  // whose local time counts
  Decision decision;
  DecideOptions options;
  options.language = settings_.language;
  options.enabled = &enabled_;
  options.zones = &zones_;
  bot::decide(*rules_, directory_, event, clock_.now(), options, scratch_, nobody, decision);
  std::vector<std::string> lines;
  Reasons reasons(settings_.language);
  for (const auto& firing : decision.verdict.firings) {
    lines.push_back(reasons.line({By::Kind::rule, rules_->rules[firing.rule].id}, firing.why));
  }
  for (const auto& [tag, state] : nobody.tags) lines.push_back("+ " + tag);
  if (nobody.group) lines.push_back("→ " + nobody.group->group);
  for (const auto& reply : decision.replies) lines.push_back("↩ " + reply);
  return lines;
}

std::vector<rules::Gap> Core::why_not(const Profile& profile, const rules::Rule& rule) {
  constexpr std::size_t looked_at = 10;  // of the newest messages, for one of the customer's
  Event event;
  event.who = profile.key;
  event.payload = Quiet{};
  event.sent_at = event.seen_at = clock_.now();
  if (const auto newest = reader_.last_messages(profile.key, looked_at)) {
    const auto said = std::find_if(newest->begin(), newest->end(), [](const storage::ExportedMessage& message) {
      return message.author == Author::customer && message.kind == "text";
    });
    if (said != newest->end()) {
      event.key = said->key;
      event.payload.emplace<Text>().text = said->text;
    }
  }
  const auto& account = event.key.account.empty() ? profile.reach.account : event.key.account;
  const auto index = static_cast<std::uint32_t>(&rule - rules_->rules.data());
  return rules::why_not(*rules_, index, {event, profile, clock_.now(), zones_.of(account), enabled_}, scratch_);
}

}  // namespace fenqun::bot
