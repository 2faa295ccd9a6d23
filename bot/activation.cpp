#include "bot/activation.hpp"

#include <algorithm>
#include <future>

#include "bot/core/reports.hpp"
#include "bot/problems_activation.hpp"
#include "bot/redecide/report.hpp"
#include "bot/text/dates.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t slice = 32;                 // customers read, decided and written at once
constexpr std::size_t problems_told = 5;          // in a chat; all of them are in the log
constexpr int most_tries = 50;                    // of a customer who keeps writing
constexpr std::chrono::milliseconds look_up{50};  // how often a wait looks whether to stop
constexpr Millis progress_every{10'000};

constexpr Bilingual mistaken{"✗ 规则文件有 {0} 处错误,第 {1} 版继续生效:\n{2}",
                             "✗ {0} mistakes in the rule files; revision {1} stays in force:\n{2}"};
constexpr Bilingual unchanged{"规则文件和生效的第 {0} 版一样。", "The rule files are what is in force, revision {0}."};
constexpr Bilingual checked{
    "✓ 规则文件没有错误:{0} 条规则,现在生效的是第 {1} 版。\n过去 30 天:{2}\n"
    "规则 生效 {1}   换上\n规则 生效 {1} 重算 30天   换上,并把过去 30 天重新决定",
    "✓ The rule files are in order: {0} rules; revision {1} is in force.\nThe last 30 days: {2}\n"
    "rule activate {1}   puts them in force\nrule activate {1} redecide 30d   and decides the last 30 days again"};
constexpr Bilingual active{"✓ 第 {0} 版规则已生效,共 {1} 条。", "✓ Revision {0} is in force: {1} rules."};
constexpr Bilingual refused{"✗ {0}", "✗ {0}"};
constexpr Bilingual begun{"开始重新决定 {0} 位客户……", "Deciding {0} customers again …"};
constexpr Bilingual half_way{"已重新决定 {0} / {1} 位客户", "decided again: {0} of {1} customers"};
constexpr Bilingual redecided{"✓ {0} 位客户已按第 {1} 版规则重新决定,{2} 位有变化。",
                              "✓ {0} customers are decided again under revision {1}; {2} of them changed."};
constexpr Bilingual cut_short{"…(只看了前 {0} 位)", " … (the first {0} looked at)"};
constexpr Bilingual gave_up{"客户 {0} 一直在变,没有重算", "customer {0} kept changing and was left out"};

}  // namespace

Activation::Activation(Parts parts) : parts_(std::move(parts)) {}

Activation::~Activation() {
  stop();
}

void Activation::stop() {
  stopped_ = true;
}

void Activation::post(std::function<void()> job) {
  worker_.post([this, job = std::move(job)] {
    if (!stopped()) job();
  });
}

Activation::Say Activation::say_to(const RuleOrder& order) {
  return [this, order](const Bilingual& text, const Args& args) {
    parts_.mailbox.put(Announce{order.account, order.to, fill(text.in(order.language), args)});
  };
}

void Activation::reload(bool changed_only) {
  post([this, changed_only] {
    const auto before = parts_.in_force();
    auto loaded = parts_.load();
    for (const auto& problem : loaded.compiled.problems) parts_.report(problem.line(parts_.language));
    if (!loaded.compiled.rules) return parts_.report(std::string(reports::rules_mistaken.in(parts_.language)));
    if (changed_only && loaded.compiled.rules->digest == before->digest) return;
    const auto now = put_in_force(std::move(loaded), before->rev);
    if (!now) parts_.report(now.error().line(parts_.language));
  });
}

void Activation::order(RuleOrder order) {
  post([this, order = std::move(order)] {
    if (order.what == RuleOrder::What::check) {
      check(order);
    } else {
      activate(order);
    }
  });
}

void Activation::check(const RuleOrder& order) {
  const auto say = say_to(order);
  const auto before = parts_.in_force();
  const auto rev = std::to_string(before->rev);
  checked_.reset();
  auto loaded = parts_.load();
  const auto& problems = loaded.compiled.problems;
  if (!loaded.compiled.rules) {
    std::string lines;
    std::size_t errors = 0;
    for (const auto& problem : problems) {
      if (problem.warning() || ++errors > problems_told) continue;
      lines += problem.line(order.language) + "\n";
    }
    return say(mistaken, {std::to_string(errors), rev, lines});
  }
  if (loaded.compiled.rules->digest == before->digest) return say(unchanged, {rev});
  const auto change = preview(*loaded.compiled.rules, order.language);
  if (stopped()) return;
  say(checked, {std::to_string(loaded.compiled.rules->rules.size()), rev, change.value_or("?")});
  checked_ = std::move(loaded);
  checked_rev_ = before->rev;
}

std::optional<std::string> Activation::preview(const rules::RuleSet& rules, Language language) {
  const auto reader = parts_.reader();
  if (!reader) return std::nullopt;
  auto directory = (*reader)->directory();
  if (!directory) return std::nullopt;
  for (const auto& change : missing_definitions(rules, *directory)) fenqun::apply(change, *directory);
  const auto now = parts_.clock.now();
  auto walk = RedecideWalk::begin(**reader, Redecider({rules, *directory, parts_.zones, enabled_by(rules, *directory)}),
                                  now - preview_span, now);
  if (!walk) return std::nullopt;
  RedecideReport report(language, false);
  while (!stopped() && parts_.clock.now() - now < preview_patience) {
    const auto more = walk->next(slice, [&](const Redecided& one) { report.add(one); });
    if (!more) return std::nullopt;
    if (!*more) return report.summary(walk->customers());
  }
  return report.summary(walk->done()) + fill(cut_short.in(language), {std::to_string(walk->done())});
}

void Activation::activate(const RuleOrder& order) {
  const auto say = say_to(order);
  const auto refuse = [&](const Problem& problem) { say(refused, {problem.line(order.language)}); };
  const auto rev = parts_.in_force()->rev;
  if (order.seen_rev != rev) {
    return refuse(Problem(problems::other_revision, {std::to_string(order.seen_rev), std::to_string(rev)}));
  }
  if (!checked_ || checked_rev_ != order.seen_rev) return refuse(Problem(problems::nothing_checked));
  auto checked_rules = std::move(*checked_);
  checked_.reset();
  const auto now = put_in_force(std::move(checked_rules), order.seen_rev);
  if (stopped()) return;
  if (!now) return refuse(now.error());
  say(active, {std::to_string((*now)->rev), std::to_string((*now)->rules.size())});
  if (order.since) redecide(*now, parts_.clock.now() - *order.since, say);
}

// Waits for the core, but not for one that is stopping.
Result<std::shared_ptr<const rules::RuleSet>> Activation::put_in_force(LoadedRules loaded, std::int64_t seen_rev) {
  auto promise = std::make_shared<std::promise<InForce>>();
  auto future = promise->get_future();
  UseRules use{std::move(loaded.compiled.rules), std::move(loaded.sources), seen_rev, {}};
  use.done = [promise](InForce in_force) { promise->set_value(std::move(in_force)); };
  parts_.mailbox.put(std::move(use));
  while (future.wait_for(look_up) != std::future_status::ready) {
    if (stopped()) return Problem(problems::busy_activating);
  }
  return future.get().now;
}

void Activation::resume() {
  post([this] {
    const auto reader = parts_.reader();
    if (!reader) return;
    const auto kept = (*reader)->memory(memory_key);
    if (!kept || kept->empty() || kept->front().second.empty()) return;
    const auto from = from_millis(std::strtoll(kept->front().second.c_str(), nullptr, 10));
    redecide(parts_.in_force(), from,
             [this](const Bilingual& text, const Args& args) { parts_.report(fill(text.in(parts_.language), args)); });
  });
}

void Activation::redecide(std::shared_ptr<const rules::RuleSet> rules, Time from, const Say& say) {
  parts_.mailbox.put(KeepFact{memory_key, std::to_string(to_millis(from))});
  const auto customers = walk_all(*rules, from, say);
  if (stopped()) return;
  if (!customers) return say(refused, {customers.error().line(parts_.language)});
  parts_.mailbox.put(KeepFact{memory_key, {}});
}

Result<std::size_t> Activation::walk_all(const rules::RuleSet& rules, Time from, const Say& say) {
  const auto reader = parts_.reader();
  if (!reader) return reader.error();
  auto directory = (*reader)->directory();
  if (!directory) return directory.error();
  for (const auto& change : missing_definitions(rules, *directory)) fenqun::apply(change, *directory);
  const auto now = parts_.clock.now();
  auto walk = RedecideWalk::begin(**reader, Redecider({rules, *directory, parts_.zones, enabled_by(rules, *directory)}),
                                  from, now);
  if (!walk) return walk.error();
  say(begun, {std::to_string(walk->customers())});
  auto told = now;
  std::size_t changed = 0;
  for (bool more = true; more && !stopped();) {
    std::vector<Commit> commits;
    const auto next = walk->next(slice, [&](const Redecided& one) {
      if (auto commit = commit_of(one)) commits.push_back(std::move(*commit));
    });
    if (!next) return next.error();
    more = *next;
    changed += commits.size();
    if (const auto written = write(*walk, std::move(commits)); !written) return written.error();
    if (parts_.clock.now() - told < progress_every) continue;
    told = parts_.clock.now();
    parts_.report(
        fill(half_way.in(parts_.language), {std::to_string(walk->done()), std::to_string(walk->customers())}));
  }
  if (!stopped()) {
    say(redecided, {std::to_string(walk->customers()), std::to_string(rules.rev), std::to_string(changed)});
  }
  return walk->customers();
}

// Until every customer of the slice is written; who has moved on is read and decided again.
Result<void> Activation::write(RedecideWalk& walk, std::vector<Commit> commits) {
  for (int tries = 0; !commits.empty() && !stopped(); ++tries) {
    auto promise = std::make_shared<std::promise<std::vector<CustomerKey>>>();
    auto future = promise->get_future();
    parts_.mailbox.put(RedecideSlice{
        std::move(commits), [promise](std::vector<CustomerKey> again) { promise->set_value(std::move(again)); }});
    commits.clear();
    while (future.wait_for(look_up) != std::future_status::ready) {
      if (stopped()) return {};
    }
    const auto again = future.get();
    if (again.empty()) return {};
    if (tries == most_tries) {
      for (const auto& who : again) parts_.report(fill(gave_up.in(parts_.language), {to_string(who)}));
      return {};
    }
    // What they have moved on by is on its way to the disk.
    std::this_thread::sleep_for(look_up);
    for (const auto& who : again) {
      const auto read = walk.again(who, [&](const Redecided& one) {
        if (auto commit = commit_of(one)) commits.push_back(std::move(*commit));
      });
      if (!read) return read.error();
    }
  }
  return {};
}

}  // namespace fenqun::bot
