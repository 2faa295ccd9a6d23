#include "tests/rules/evaluate/world.hpp"

#include "rules/language/parse.hpp"

namespace fenqun::rules {
namespace {

const std::vector<std::string> products = {"手机", "手机壳", "发票夹", "", "Hello\nKitty"};

bool fires(const Event& event) {
  return event.author == Author::customer;
}

}  // namespace

World::World(std::uint64_t seed) : random_(seed), seed_(seed), after_{customer_, {}, {}, {}, nullptr, "", "", Time{}} {
  step_.now = from_millis(1'700'000'000'000);
  profile_.key = {"sim", "", "1"};
  customer_.group = "G";
  count_ = number(1, 12);
  for (std::int64_t i = 0; i < count_; ++i) make_rule(i);
  for (std::int64_t i = 0; i < count_; ++i) written_.push_back(static_cast<std::size_t>(i));
  std::shuffle(written_.begin(), written_.end(), random_);
  for (const auto i : written_) source_ += file_of(i);
  source_ += "[group.G]\n";
  for (std::size_t i = 0; i < static_cast<std::size_t>(count_); ++i) {
    if (group_of(i)) source_ += "[group." + *group_of(i) + "]\n";
  }
  const std::vector<Source> sources = {{"world.toml", source_}};
  compiled_ = compile(sources);
  settle();
}

std::string World::file_of(std::size_t i) const {
  auto effects = "tag " + tag_of(i) + (held_[i] ? " while true" : "");
  if (set_by(i)) effects += "; set " + *set_by(i) + " = 金卡";
  if (group_of(i)) effects += "; group " + *group_of(i);
  return "[[rule]]\nid = \"r" + std::to_string(i) + "\"\nwhen = '''" + language::print(trees_[i], Language::en) +
         "'''\nthen = \"" + effects + "\"\n";
}

Event World::event() {
  Event out;
  out.key = {chance(3) ? "b" : "a", std::to_string(to_millis(step_.now))};
  out.who = profile_.key;
  out.where.kind = chance(4) ? ChatKind::group : ChatKind::direct;
  // Sometimes late: the message's own time lies before what was seen already.
  out.sent_at = chance(4) ? step_.now - Millis{number(0, 2 * a_day.count())} : step_.now;
  out.seen_at = step_.now;
  const auto which = number(0, 9);
  if (which <= 1) {
    out.key = {};
    out.payload = Quiet{};
  } else if (which == 2) {
    out.payload = Media{MediaKind::image};
  } else if (which == 3) {
    out.payload = Ordered{number(-100, 5000), products[static_cast<std::size_t>(number(0, 4))]};
  } else if (which == 4) {
    out.payload = Rated{static_cast<int>(number(1, 5))};
  } else {
    Text text;
    for (auto n = number(0, 3); n > 0; --n) {
      text.text += vocabulary[static_cast<std::size_t>(number(0, 6))] + (chance(3) ? "这件" : "");
    }
    if (chance(4)) text.text += "7";
    out.payload = text;
    if (chance(6)) out.author = Author::us;
  }
  return out;
}

void World::learn(const Event& event) {
  auto& waiting = customer_.waiting;
  if (is_customer_message(event)) {
    const auto* text = text_of(event);
    const bool newest = event.sent_at >= customer_.last_seen();
    if (event.where.kind == ChatKind::direct && (newest || customer_.account.empty())) {
      customer_.account = event.key.account;
    }
    customer_.messages.push_back({event.sent_at, text == nullptr ? std::nullopt : std::optional(text->text)});
    waiting = std::min(waiting.value_or(event.sent_at), event.sent_at);
  } else if (event.author == Author::us) {
    if (!waiting || event.sent_at < *waiting) return;
    waiting.reset();
    if (customer_.last_seen() > event.sent_at) waiting = customer_.last_seen();
  } else if (const auto* ordered = std::get_if<Ordered>(&event.payload)) {
    customer_.orders.push_back({event.sent_at, ordered->cents, ordered->product});
  } else if (const auto* rated = std::get_if<Rated>(&event.payload)) {
    customer_.attributes["satisfaction"] = std::to_string(rated->stars);
  }
}

const World::Step& World::play() {
  step_.now += Millis{chance(4) ? number(0, 40 * a_day.count()) : number(0, 3'000'000)};
  if (profile_.look_again_at && chance(3)) step_.now = std::max(step_.now, *profile_.look_again_at);
  step_.event = event();
  std::vector<Change> changes;
  observe(*compiled_.rules, step_.event, profile_, scratch_, changes);
  for (const auto& change : changes) fenqun::apply(change, profile_);
  learn(step_.event);
  evaluate(*compiled_.rules, {step_.event, profile_, step_.now, TimeZone::shanghai(), all_on_, Explain::all}, scratch_,
           step_.verdict);
  return step_;
}

Naive World::naive(Time at, const Event* event) const {
  Naive out{customer_, {}, {customer_.group}, customer_.attributes, nullptr, "", customer_.account, at};
  for (const auto& [tag, by] : customer_.tags) out.tags.insert(tag);
  if (event == nullptr || !fires(*event) || std::holds_alternative<Quiet>(event->payload)) return out;
  if (const auto* text = text_of(*event)) out.text = &text->text;
  out.kind = kind_of(*event);
  out.account = event->key.account;
  return out;
}

World::Expected World::expected() {
  Expected out;
  auto now = naive(step_.now, &step_.event);
  const bool quiet = std::holds_alternative<Quiet>(step_.event.payload);
  const auto due = std::min(profile_.look_again_at.value_or(step_.now), step_.now) - Millis{1};
  const auto before = naive(due, nullptr);
  for (std::size_t i = 0; i < trees_.size(); ++i) {
    const auto id = "r" + std::to_string(i);
    const auto tag = tag_of(i);
    if (!now(trees_[i])) {
      if (held_[i]) now.tags.erase(tag);
      continue;
    }
    if (held_[i]) out.held.insert(id);
    if (!fires(step_.event)) continue;
    out.fired.insert(id);
    if (!quiet || !before(trees_[i])) out.speaking.insert(id);
    now.tags.insert(tag);
    if (set_by(i)) now.attributes[*set_by(i)] = "金卡";
    if (group_of(i)) now.groups.insert(*group_of(i));
  }
  out.look = expected_look(now, out);
  return out;
}

// All instants at which anything could change.
std::set<Time> World::instants() const {
  std::set<Time> out = {step_.now + Millis{1}};
  std::vector<Time> begins;
  for (const auto& message : customer_.messages) begins.push_back(message.at);
  for (const auto& order : customer_.orders) begins.push_back(order.at);
  for (const auto t : begins) {
    for (const auto instant : {t, t + a_day, t + 7 * a_day}) out.insert(instant);
    for (std::int64_t n = 0; n <= 22; ++n) out.insert({t + n * a_day, t + n * a_day + Millis{1}});
  }
  if (customer_.waiting && hours_) {
    for (const auto n : waits_) {
      const auto at = *customer_.waiting + std::chrono::minutes{n};
      out.insert({at, at + Millis{1}});
    }
  }
  const auto quarter = std::chrono::hours{6};
  const auto midnight = std::chrono::floor<std::chrono::days>(step_.now) - std::chrono::hours{8};
  for (int n = 0; hours_ && n < 160; ++n) out.insert(midnight + n * quarter);
  out.erase(out.begin(), out.upper_bound(step_.now));
  return out;
}

std::optional<Time> World::expected_look(const Naive& after, const Expected& expected) const {
  std::optional<Time> best;
  if (!fires(step_.event) && profile_.look_again_at && *profile_.look_again_at <= step_.now) {
    best = profile_.look_again_at;
  }
  const auto all = instants();
  auto later = after;
  later.text = nullptr;
  later.kind.clear();
  later.account = customer_.account;
  for (std::size_t i = 0; i < trees_.size(); ++i) {
    later.now = step_.now;
    bool before = later(trees_[i]);
    if (expected.held.contains("r" + std::to_string(i)) && !before) {
      best = std::min(best.value_or(step_.now + Millis{1}), step_.now + Millis{1});
      continue;
    }
    for (const auto t : all) {
      if (best && t >= *best) break;
      later.now = t;
      const bool holds = later(trees_[i]);
      if (holds != before && (holds || held_[i])) {
        best = t;
        break;
      }
      before = holds;
    }
  }
  return best;
}

// What the verdict says becomes of the customer: the engine is asked by itself.
void World::settle() {
  std::size_t earliest = trees_.size();
  for (const auto& firing : step_.verdict.firings) {
    const auto rule = static_cast<std::size_t>(std::stoul(compiled_.rules->rules[firing.rule].id.substr(1)));
    customer_.tags[tag_of(rule)] = {"r" + std::to_string(rule), held_[rule] ? Life::while_true : Life::kept};
    if (set_by(rule)) customer_.attributes[*set_by(rule)] = "金卡";
    if (group_of(rule) && earliest == trees_.size()) {
      earliest = firing.rule;
      customer_.group = *group_of(rule);
    }
  }
  std::set<std::string> held;
  for (const auto rule : step_.verdict.held) held.insert(compiled_.rules->rules[rule].id);
  std::erase_if(customer_.tags, [&](const auto& entry) {
    return entry.second.second == Life::while_true && !held.contains(entry.second.first);
  });
  profile_.tags.clear();
  for (const auto& [tag, by] : customer_.tags) {
    profile_.tags.set(tag, {step_.now, {}, by.second, false, {By::Kind::rule, by.first}, {}});
  }
  profile_.group = Membership{customer_.group, {}, false, {}, {}};
  for (const auto& [name, value] : customer_.attributes) profile_.attributes[name] = value;
  profile_.look_again_at = step_.verdict.look_again_at;
  // Now and then another who knows more sets an attribute, and somebody moves the customer.
  if (chance(5)) profile_.attributes["city"] = customer_.attributes["city"] = chance(2) ? "金 卡" : "银卡";
  if (chance(5)) profile_.group->group = customer_.group = "G";
}

}  // namespace fenqun::rules
