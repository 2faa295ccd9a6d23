// observe(): what an event changes before any rule is asked.
#include <algorithm>

#include "rules/evaluate/moment.hpp"
#include "rules/limits.hpp"

namespace fenqun::rules {
namespace {

constexpr std::size_t max_product_bytes = 256;

// A late message tells nothing about where the customer is now.
void reach(const Event& event, const Profile& before, std::vector<Change>& out) {
  if (event.where.kind == ChatKind::group || event.key.account.empty()) return;
  if (!before.reach.account.empty() && event.sent_at < before.last_seen) return;
  Reach now{event.key.account, event.where};
  if (now != before.reach) out.emplace_back(SetReach{std::move(now)});
}

void wait(const Event& event, const Profile& before, std::vector<Change>& out) {
  const auto& since = before.waiting_since;
  if (!since || event.sent_at < *since) out.emplace_back(SetWaiting{event.sent_at});
}

// An answer that comes to us late answers only what was said before it: of the rest the newest is known.
void answer(const Event& event, const Profile& before, std::vector<Change>& out) {
  const auto& since = before.waiting_since;
  if (!since || event.sent_at < *since) return;
  const bool all = event.sent_at >= before.last_seen;
  out.emplace_back(SetWaiting{all ? std::nullopt : std::optional(before.last_seen)});
}

void count(const RuleSet::Program& program, const Event& event, const Scratch::Impl& scratch,
           std::vector<Change>& out) {
  for (const auto& spec : program.counters) {
    switch (spec.counts) {
      case CounterSpec::Counts::messages:
        out.emplace_back(Count{spec.id, event.sent_at, spec.keep});
        break;
      case CounterSpec::Counts::words:
        if (scratch.was_hit(spec.set)) out.emplace_back(Count{spec.id, event.sent_at, spec.keep});
        break;
      case CounterSpec::Counts::sessions:
        out.emplace_back(CountSession{spec.id, event.sent_at, session_gap, spec.window});
        break;
    }
  }
}

void hear(const RuleSet& rules, const Event& event, const Profile& before, Scratch::Impl& scratch,
          std::vector<Change>& out) {
  out.emplace_back(Touch{event.sent_at});
  reach(event, before, out);
  wait(event, before, out);
  for (const auto& plan : before.follow_ups) out.emplace_back(PlanFollowUp{plan.rule, std::nullopt});
  if (!rules.program) return;
  scratch.hear(*rules.program, text_of(event));
  scratch.remember(*rules.program, event);
  count(*rules.program, event, scratch, out);
}

}  // namespace

void observe(const RuleSet& rules, const Event& event, const Profile& before, Scratch& scratch,
             std::vector<Change>& out) {
  if (is_customer_message(event)) return hear(rules, event, before, *scratch.impl, out);
  if (const auto* ordered = std::get_if<Ordered>(&event.payload)) {
    const auto product = evaluation::cut(ordered->product, max_product_bytes);
    out.emplace_back(AddOrder{{event.sent_at, ordered->cents, std::string(product)}});
  } else if (const auto* rated = std::get_if<Rated>(&event.payload)) {
    out.emplace_back(SetAttribute{"satisfaction", std::to_string(std::clamp(rated->stars, 1, 5))});
  } else if (std::holds_alternative<Text>(event.payload) || std::holds_alternative<Media>(event.payload)) {
    if (event.author == Author::us) answer(event, before, out);
  }
}

}  // namespace fenqun::rules
