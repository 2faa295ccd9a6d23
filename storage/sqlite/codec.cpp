#include "storage/sqlite/codec.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "storage/sqlite/json_text.hpp"

namespace fenqun::storage {
namespace {

using nlohmann::json;

json parse(std::string_view text) {
  return json::parse(text.begin(), text.end(), nullptr, false);
}

std::string text_of(const json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::int64_t number_of(const json& value) {
  return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}

// The member of an object, or null.
const json& member(const json& object, const char* name) {
  static const json nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

bool is_list(const json& value, std::size_t size) {
  return value.is_array() && value.size() == size;
}

std::vector<Match> read_matches(const json& list) {
  std::vector<Match> out;
  for (const auto& item : list) {
    if (!is_list(item, 3)) continue;
    out.push_back({static_cast<std::uint32_t>(number_of(item[0])), static_cast<std::uint32_t>(number_of(item[1])),
                   text_of(item[2])});
  }
  return out;
}

std::vector<Fact> read_facts(const json& list) {
  std::vector<Fact> out;
  for (const auto& item : list) {
    if (!is_list(item, 3)) continue;
    out.push_back({text_of(item[0]), text_of(item[1]), item[2].is_boolean() && item[2].get<bool>()});
  }
  return out;
}

void write_matches(JsonText& out, const std::vector<Match>& matches) {
  if (matches.empty()) return;
  out.name("matches").open('[');
  for (const auto& match : matches) {
    out.open('[').number(match.begin).number(match.end).text(match.text).close(']');
  }
  out.close(']');
}

void write_facts(JsonText& out, const std::vector<Fact>& facts) {
  if (facts.empty()) return;
  out.name("facts").open('[');
  for (const auto& fact : facts) {
    out.open('[').text(fact.condition).text(fact.value).boolean(fact.met).close(']');
  }
  out.close(']');
}

}  // namespace

std::string write_evidence(const Evidence& evidence) {
  JsonText out;
  out.open('{');
  if (!evidence.rule.empty()) out.name("rule").text(evidence.rule);
  if (evidence.ruleset_rev != 0) out.name("rev").number(evidence.ruleset_rev);
  if (evidence.event != EventKey{}) {
    out.name("event").open('[').text(evidence.event.account).text(evidence.event.native_id).close(']');
  }
  write_matches(out, evidence.matches);
  write_facts(out, evidence.facts);
  if (!evidence.note.empty()) out.name("note").text(evidence.note);
  return out.close('}').take();
}

Evidence read_evidence(std::string_view text) {
  const auto object = parse(text);
  Evidence out;
  if (!object.is_object()) return out;
  out.rule = text_of(member(object, "rule"));
  out.ruleset_rev = number_of(member(object, "rev"));
  if (const auto& event = member(object, "event"); is_list(event, 2)) {
    out.event = {text_of(event[0]), text_of(event[1])};
  }
  if (const auto& matches = member(object, "matches"); matches.is_array()) out.matches = read_matches(matches);
  if (const auto& facts = member(object, "facts"); facts.is_array()) out.facts = read_facts(facts);
  out.note = text_of(member(object, "note"));
  return out;
}

std::string write_counters(const std::vector<Counter>& counters) {
  if (counters.empty()) return {};
  JsonText out;
  out.open('[');
  for (const auto& counter : counters) {
    out.open('[').text(counter.id);
    std::uint64_t before = 0;  // unsigned: a hostile time may wrap, both ways
    for (const auto time : counter.times) {
      const auto now = static_cast<std::uint64_t>(to_millis(time));
      out.number(static_cast<std::int64_t>(now - before));
      before = now;
    }
    out.close(']');
  }
  return out.close(']').take();
}

std::vector<Counter> read_counters(std::string_view text) {
  std::vector<Counter> out;
  if (text.empty()) return out;
  const auto list = parse(text);
  if (!list.is_array()) return out;
  for (const auto& item : list) {
    if (!item.is_array() || item.empty()) continue;
    Counter counter{text_of(item[0]), {}};
    std::uint64_t time = 0;
    for (std::size_t i = 1; i < item.size(); ++i) {
      time += static_cast<std::uint64_t>(number_of(item[i]));
      counter.times.push_back(from_millis(static_cast<std::int64_t>(time)));
    }
    out.push_back(std::move(counter));
  }
  return out;
}

std::string write_follow_ups(const std::vector<FollowUp>& plans) {
  if (plans.empty()) return {};
  JsonText out;
  out.open('[');
  for (const auto& plan : plans) out.open('[').text(plan.rule).number(to_millis(plan.at)).close(']');
  return out.close(']').take();
}

std::vector<FollowUp> read_follow_ups(std::string_view text) {
  std::vector<FollowUp> out;
  if (text.empty()) return out;
  const auto list = parse(text);
  if (!list.is_array()) return out;
  for (const auto& item : list) {
    if (!is_list(item, 2) || !item[0].is_string() || !item[1].is_number_integer()) continue;
    out.push_back({text_of(item[0]), from_millis(number_of(item[1]))});
  }
  return out;
}

By read_by(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, By::Kind>, 3> kinds = {
      {{"rule:", By::Kind::rule}, {"human:", By::Kind::human}, {"import:", By::Kind::import}}};
  for (const auto& [prefix, kind] : kinds) {
    if (text.substr(0, prefix.size()) == prefix) return {kind, std::string(text.substr(prefix.size()))};
  }
  return {By::Kind::rule, std::string(text)};
}

OutboxColumns write_body(const OutboxBody& body) {
  if (const auto* say = std::get_if<Say>(&body)) return {"say", say->text, say->quote_id};
  if (const auto* rename = std::get_if<RenameChat>(&body)) return {"rename_chat", rename->name, {}};
  if (const auto* call = std::get_if<CallWebhook>(&body)) return {"webhook", call->body, call->name};
  return {"write_remark", std::get<WriteRemark>(body).remark, {}};
}

OutboxBody read_body(const OutboxColumns& columns) {
  if (columns.action == "rename_chat") return RenameChat{std::string(columns.text)};
  if (columns.action == "write_remark") return WriteRemark{std::string(columns.text)};
  if (columns.action == "webhook") return CallWebhook{std::string(columns.quote), std::string(columns.text)};
  return Say{std::string(columns.text), std::string(columns.quote)};
}

std::string_view to_word(SendResult result) {
  constexpr std::array<std::string_view, 5> words = {"done", "unverified", "retry", "refused", "unknown"};
  return words[static_cast<std::size_t>(result)];
}

}  // namespace fenqun::storage
