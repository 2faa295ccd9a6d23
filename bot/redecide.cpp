#include "bot/redecide.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "bot/redecide/difference.hpp"
#include "bot/redecide/past.hpp"

namespace fenqun::bot {
namespace {

// A rule that asks for a moment that has come already is looked at once a minute, as the running bot does.
constexpr Millis stuck_step{60'000};

std::optional<MediaKind> media_kind(std::string_view kind) {
  static constexpr auto kinds =
      std::to_array<std::string_view>({"image", "voice", "video", "file", "sticker", "card", "location", "media"});
  const auto found = std::find(kinds.begin(), kinds.end(), kind);
  if (found == kinds.end()) return std::nullopt;
  return static_cast<MediaKind>(found - kinds.begin());
}

// What is stored of an event does not hold every detail of it; rules do not ask for the others. False: nothing that
// rules could be asked about.
bool payload_of(const storage::ExportedMessage& message, const Order* order, const Profile& present, Payload& out) {
  if (message.kind == "text") {
    auto* text = std::get_if<Text>(&out);
    if (text == nullptr) text = &out.emplace<Text>();
    text->text = message.text;
  } else if (const auto media = media_kind(message.kind)) {
    out = Media{*media};
  } else if (message.kind == "joined") {
    out = Joined{};
  } else if (message.kind == "left") {
    out = Left{};
  } else if (message.kind == "befriended") {
    out = Befriended{};
  } else if (message.kind == "unfriended") {
    out = Unfriended{};
  } else if (message.kind == "ordered" && order != nullptr) {
    out = Ordered{order->cents, order->product};
  } else if (message.kind == "rated") {
    const auto known = present.attributes.find("satisfaction");
    if (known == present.attributes.end()) return false;
    Rated rated;
    std::from_chars(known->second.data(), known->second.data() + known->second.size(), rated.stars);
    out = rated;
  } else {
    return false;
  }
  return true;
}

}  // namespace

// The scratch of all customers, and the one at hand.
struct Redecider::Impl {
  explicit Impl(Setup given) : setup(std::move(given)) {
    options.may_answer = false;
    options.explain = rules::Explain::changes;
    options.enabled = &setup.enabled;
    options.zones = &setup.zones;
  }

  void all(const Profile& given, std::span<const storage::ExportedMessage> history, Time from, Time now,
           Redecision& out);
  void play(std::span<const storage::ExportedMessage> history, Time from, Time now, const redeciding::Lost& lost);
  void hear(const storage::ExportedMessage& message, bool decides);
  void pass_time(Time until);
  void look(Time now);
  void decide_now(Time now);
  void restore_facts();
  void plan_next_look(Time now);
  void note_counters();

  Setup setup;
  DecideOptions options;
  rules::Scratch scratch;
  Decision decision;
  std::vector<Change> observed;
  Event event;

  const Profile* present = nullptr;
  Profile* profile = nullptr;
  redeciding::Past* past = nullptr;
  redeciding::Reasons reasons;
  redeciding::CounterKinds kinds;
  int looks = 0;
};

// What deciding again takes away was not there from the beginning: when it is done a second time, it is not there
// either. So the history is played until what was given before stays.
void Redecider::Impl::all(const Profile& given, std::span<const storage::ExportedMessage> history, Time from, Time now,
                          Redecision& out) {
  out.changes.clear();
  out.journal.clear();
  present = &given;
  profile = &out.after;
  // A message's own time may lie a little ahead.
  if (!history.empty()) now = std::max(now, history.back().at);
  redeciding::Lost lost;
  do {
    play(history, from, now, lost);
  } while (redeciding::find_lost(given, from, out.after, lost));
  redeciding::difference(given, reasons, kinds, now, out);
}

void Redecider::Impl::play(std::span<const storage::ExportedMessage> history, Time from, Time now,
                           const redeciding::Lost& lost) {
  redeciding::Past facts(setup.rules, *present, history, from, lost, *profile);
  past = &facts;
  reasons = {};
  looks = 0;
  event.who = present->key;
  bool deciding = false;
  const auto begin_deciding = [&] {
    deciding = true;
    past->advance(from, *profile);
    if (profile->messages > 0) look(from);
  };
  for (const auto& message : history) {
    if (!deciding && message.at >= from) begin_deciding();
    hear(message, deciding);
  }
  if (!deciding) begin_deciding();
  pass_time(now);
  restore_facts();
  look(now);
  plan_next_look(now);
}

void Redecider::Impl::hear(const storage::ExportedMessage& message, bool decides) {
  if (decides) {
    pass_time(message.at);
  } else {
    past->advance(message.at, *profile);
  }
  const auto* order = message.kind == "ordered" ? past->order_at(message.at) : nullptr;
  if (!payload_of(message, order, *present, event.payload)) return;
  event.key = message.key;
  event.where = {ChatKind::direct, message.customer.user, {}};
  event.author = message.author;
  event.sent_at = message.at;
  event.seen_at = message.at;
  if (decides) {
    decide_now(evaluation_time(event, *profile, message.at));
    note_counters();
    return;
  }
  observed.clear();
  rules::observe(setup.rules, event, *profile, scratch, observed);
  for (const auto& change : observed) fenqun::apply(change, *profile);
  decision.changes.swap(observed);
  note_counters();
}

void Redecider::Impl::note_counters() {
  for (const auto& change : decision.changes) {
    if (const auto* count = std::get_if<Count>(&change); count != nullptr && !count->id.starts_with("once/")) {
      kinds.insert_or_assign(count->id, *count);
    } else if (const auto* session = std::get_if<CountSession>(&change)) {
      kinds.insert_or_assign(session->id, *session);
    }
  }
}

// Facts and looks by their times, up to `until` included.
void Redecider::Impl::pass_time(Time until) {
  while (true) {
    const auto fact = past->next();
    const auto due = profile->look_again_at;
    if (fact && *fact <= until && (!due || *fact <= *due)) {
      past->advance(*fact, *profile);
    } else if (due && *due <= until && looks < max_looks) {
      look(*due);
    } else {
      return;
    }
  }
}

void Redecider::Impl::look(Time now) {
  ++looks;
  event.key = {};
  event.where = {};
  event.author = Author::customer;
  event.payload = Quiet{};
  event.sent_at = now;
  event.seen_at = now;
  decide_now(now);
  if (profile->look_again_at && *profile->look_again_at <= now) profile->look_again_at = now + stuck_step;
}

void Redecider::Impl::decide_now(Time now) {
  decide(setup.rules, setup.directory, event, now, options, scratch, *profile, decision);
  for (auto& change : decision.changes) {
    if (auto* add = std::get_if<AddTag>(&change)) {
      reasons.tags.insert_or_assign(add->tag, std::move(add->state.why));
    } else if (auto* move = std::get_if<MoveTo>(&change)) {
      reasons.group = std::move(move->membership.why);
    }
  }
}

// What is known for certain, whether or not the messages that say so are still stored.
void Redecider::Impl::restore_facts() {
  profile->messages = present->messages;
  profile->first_seen = present->first_seen;
  profile->last_seen = present->last_seen;
  profile->reach = present->reach;
  profile->waiting_since = present->waiting_since;
  profile->orders = present->orders;
  profile->order_count = present->order_count;
  profile->order_cents = present->order_cents;
}

// Follow-ups are said by a look that may speak. So is what a look that is due now has to say.
void Redecider::Impl::plan_next_look(Time now) {
  profile->follow_ups = present->follow_ups;
  auto& next = profile->look_again_at;
  for (const auto& plan : profile->follow_ups) {
    if (!next || plan.at < *next) next = plan.at;
  }
  if (present->look_again_at && *present->look_again_at <= now) next = present->look_again_at;
}

Redecider::Redecider(Setup setup) : impl_(std::make_unique<Impl>(std::move(setup))) {}
Redecider::~Redecider() = default;
Redecider::Redecider(Redecider&&) noexcept = default;

void Redecider::run(const Profile& present, std::span<const storage::ExportedMessage> history, Time from, Time now,
                    Redecision& out) {
  impl_->all(present, history, from, now, out);
}

rules::Enabled enabled_by(const rules::RuleSet& rules, const Directory& directory) {
  rules::Enabled out(rules.rules.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = directory.rule_enabled(rules.rules[i].id);
  return out;
}

}  // namespace fenqun::bot
