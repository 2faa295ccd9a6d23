#include "bot/redecide/difference.hpp"

#include <algorithm>

namespace fenqun::bot::redeciding {
namespace {

constexpr const char* reason = "redecided";

bool same(const TagState& a, const TagState& b) {
  return a.since == b.since && a.until == b.until && a.life == b.life && a.pinned == b.pinned && a.by == b.by;
}

bool same(const std::optional<Membership>& a, const std::optional<Membership>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->group == b->group && a->since == b->since && a->pinned == b->pinned && a->by == b->by;
}

class Difference {
 public:
  Difference(const Profile& present, Time now, Redecision& out) : present_(present), now_(now), out_(out) {}

  void tags(const Reasons& reasons) {
    for (const auto& [tag, state] : present_.tags) {
      if (out_.after.has_tag(tag)) continue;
      out_.changes.push_back(DropTag{tag, state.by, reason});
      note(state.by, "tag.drop", tag, reason);
    }
    for (const auto& [tag, state] : out_.after.tags) {
      const auto held = present_.tags.find(tag);
      if (held != present_.tags.end() && same(held->second, state)) continue;
      auto whole = state;
      if (const auto why = reasons.tags.find(tag); why != reasons.tags.end()) whole.why = why->second;
      if (held == present_.tags.end()) note(state.by, "tag.add", tag, reason);
      out_.changes.push_back(AddTag{tag, std::move(whole)});
    }
  }

  void group(const Reasons& reasons) {
    const auto& after = out_.after.group;
    if (same(present_.group, after)) return;
    Membership to;
    if (after) {
      to = *after;
      to.why = reasons.group;
    } else {
      to.since = now_;
      to.by = present_.group->by;
    }
    const auto before = present_.group ? present_.group->group : std::string();
    if (to.group != before) note(to.by, "group.move", to.group, before);
    out_.changes.push_back(MoveTo{std::move(to)});
  }

  void attributes() {
    for (const auto& [name, value] : present_.attributes) {
      if (!out_.after.attributes.contains(name)) out_.changes.push_back(SetAttribute{name, {}});
    }
    for (const auto& [name, value] : out_.after.attributes) {
      const auto held = present_.attributes.find(name);
      if (held == present_.attributes.end() || held->second != value) out_.changes.push_back(SetAttribute{name, value});
    }
  }

  void counters(const CounterKinds& kinds) {
    for (const auto& counter : present_.counters) {
      const auto* after = out_.after.counter(counter.id);
      if (after == nullptr || after->times != counter.times) out_.changes.push_back(DropCounter{counter.id});
    }
    for (const auto& counter : out_.after.counters) {
      const auto* before = present_.counter(counter.id);
      if (before != nullptr && before->times == counter.times) continue;
      const auto kind = kinds.find(counter.id);
      if (kind != kinds.end()) count(counter, kind->second);
    }
  }

  void look() {
    if (out_.after.look_again_at != present_.look_again_at) out_.changes.push_back(LookAgain{out_.after.look_again_at});
  }

 private:
  void note(const By& by, std::string action, std::string subject, std::string detail) {
    out_.journal.push_back({now_, by, present_.key, std::move(action), std::move(subject), std::move(detail)});
  }

  void count(const Counter& counter, const Change& kind) {
    if (const auto* plain = std::get_if<Count>(&kind)) {
      for (const auto at : counter.times) out_.changes.push_back(Count{counter.id, at, plain->keep});
      return;
    }
    // Times a gap apart from begin to end make one session again.
    const auto& session = std::get<CountSession>(kind);
    for (std::size_t i = 0; i + 1 < counter.times.size(); i += 2) {
      const auto end = counter.times[i + 1];
      for (auto at = counter.times[i]; at < end; at += session.gap) {
        out_.changes.push_back(CountSession{counter.id, at, session.gap, session.window});
      }
      out_.changes.push_back(CountSession{counter.id, end, session.gap, session.window});
    }
  }

  const Profile& present_;
  Time now_;
  Redecision& out_;
};

}  // namespace

void difference(const Profile& present, const Reasons& reasons, const CounterKinds& kinds, Time now, Redecision& out) {
  Difference all(present, now, out);
  all.tags(reasons);
  all.group(reasons);
  all.attributes();
  all.counters(kinds);
  all.look();
}

}  // namespace fenqun::bot::redeciding
