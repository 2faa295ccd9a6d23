#include "bot/cli/try_line.hpp"

#include <simdjson.h>

#include <cmath>

#include "bot/cli/json_out.hpp"
#include "bot/cli/moment.hpp"
#include "bot/cli/rules_input.hpp"
#include "bot/problems.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t max_conditions_kept = 10'000;

using Element = simdjson::dom::element;

std::optional<Time> time_of(const Element& value) {
  if (value.is_string()) return parse_moment(value.get_string().value_unsafe());
  if (value.is_int64()) return moment_in_range(value.get_int64().value_unsafe());
  return std::nullopt;
}

bool read_id(const Element& value, std::string& out) {
  out.clear();
  if (value.is_string()) {
    append_valid_json(out, value.get_string().value_unsafe());
  } else if (value.is_number()) {
    out = simdjson::minify(value);
  }
  return !out.empty();
}

Problem missing(std::string_view key) {
  return Problem(problems::input_missing, {std::string(key)});
}

void append_strings(const std::vector<std::string>& items, std::string& out) {
  out += '[';
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ',';
    append_valid_json(out, items[i]);
  }
  out += ']';
}

void append_matches(const std::vector<Match>& matches, std::string& out) {
  out += '[';
  for (std::size_t i = 0; i < matches.size(); ++i) {
    out += i > 0 ? ",{\"text\":" : "{\"text\":";
    append_valid_json(out, matches[i].text);
    out += ",\"begin\":" + std::to_string(matches[i].begin) + ",\"end\":" + std::to_string(matches[i].end) + '}';
  }
  out += ']';
}

std::string rule_json(const rules::Rule& rule) {
  std::string out = "\"rule\":";
  append_valid_json(out, rule.id);
  out += ",\"effects\":";
  std::vector<std::string> effects;
  for (const auto& effect : rule.effects) effects.push_back(rules::print_effect(effect, Language::en));
  append_strings(effects, out);
  return out;
}

CustomerKey key_of(const std::string& customer) {
  if (auto key = parse_customer_key(customer)) return std::move(*key);
  return {"try", "", customer};
}

}  // namespace

struct TryReader::Impl {
  simdjson::dom::parser parser{max_try_line};
  std::string padded;
};

TryReader::TryReader() : impl_(std::make_unique<Impl>()) {}
TryReader::~TryReader() = default;

std::optional<Problem> TryReader::read(std::string_view line, TryLine& out) {
  impl_->padded.assign(line);
  impl_->padded.resize(line.size() + simdjson::SIMDJSON_PADDING);
  simdjson::dom::object object;
  const auto error = impl_->parser.parse(impl_->padded.data(), line.size(), false).get_object().get(object);
  if (error != simdjson::SUCCESS) {
    return Problem(problems::input_not_json, {std::string(simdjson::error_message(error))});
  }
  bool has_id = false;
  bool has_text = false;
  out.customer.clear();
  out.at.reset();
  for (const auto [key, value] : object) {
    if (key == "id") {
      has_id = read_id(value, out.id);
    } else if (key == "text") {
      has_text = value.is_string();
      if (has_text) out.text.assign(value.get_string().value_unsafe());
    } else if (key == "customer" && !value.is_null()) {
      if (!value.is_string()) return missing(key);
      out.customer.assign(value.get_string().value_unsafe());
    } else if (key == "at" && !value.is_null()) {
      out.at = time_of(value);
      if (!out.at) return Problem(problems::input_time, {simdjson::minify(value)});
    }
  }
  if (!has_id) return missing("id");
  if (!has_text) return missing("text");
  return std::nullopt;
}

Trier::Trier(std::shared_ptr<const rules::RuleSet> rules, Language language, Time now)
    : player_(std::move(rules), language), reasons_(language), now_(now) {
  for (const auto& rule : player_.rules().rules) rule_json_.push_back(rule_json(rule));
}

std::optional<Problem> Trier::answer(const TryLine& line, std::string& out) {
  Profile* customer = &nobody_;
  if (line.customer.empty()) {
    nobody_ = Profile{};
    nobody_.key = {"try", "", "nobody"};
  } else if (const auto known = customers_.find(line.customer); known != customers_.end()) {
    customer = &known->second;
  } else {
    if (customers_.size() >= max_try_customers) {
      return Problem(problems::input_too_many, {std::to_string(max_try_customers)});
    }
    customer = &customers_[line.customer];
    customer->key = key_of(line.customer);
  }
  const auto& decision = player_.say(*customer, line.text, line.at.value_or(std::max(now_, customer->last_seen)));
  out += "{\"id\":";
  out += line.id;
  out += ",\"tags\":[";
  bool first = true;
  for (const auto& [tag, state] : customer->tags) {
    if (!first) out += ',';
    first = false;
    append_valid_json(out, tag);
  }
  out += "],\"group\":";
  if (customer->group) {
    append_valid_json(out, customer->group->group);
  } else {
    out += "null";
  }
  out += ",\"replies\":";
  append_strings(decision.replies, out);
  out += ",\"why\":";
  append_why(decision, out);
  if (why_not_) append_why_not(decision, *customer, out);
  out += "}\n";
  return std::nullopt;
}

void Trier::append_why(const Decision& decision, std::string& out) {
  out += '[';
  for (std::size_t i = 0; i < decision.verdict.firings.size(); ++i) {
    const auto& firing = decision.verdict.firings[i];
    out += i > 0 ? ",{" : "{";
    out += rule_json_[firing.rule];
    out += ",\"matches\":";
    append_matches(firing.why.matches, out);
    out += ",\"facts\":";
    append_facts(firing.why.facts, out);
    out += ",\"line\":";
    const By by{By::Kind::rule, player_.rules().rules[firing.rule].id};
    append_valid_json(out, reasons_.line(by, firing.why));
    out += '}';
  }
  out += ']';
}

// Nothing when the rule fired.
void Trier::append_why_not(const Decision& decision, const Profile& customer, std::string& out) {
  out += ",\"why_not\":[";
  const auto& fired = decision.verdict.firings;
  const bool fires = std::any_of(fired.begin(), fired.end(), [&](const auto& f) { return f.rule == *why_not_; });
  const auto gaps = fires ? std::vector<rules::Gap>() : player_.why_not(customer, *why_not_);
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    out += i > 0 ? ",{\"condition\":" : "{\"condition\":";
    append_json(out, gaps[i].condition);
    out += ",\"value\":";
    append_json(out, gaps[i].value);
    out += ",\"distance\":";
    append_json(out, gaps[i].distance);
    out += ",\"when\":";
    out += gaps[i].when ? "\"" + iso8601(*gaps[i].when) + "\"" : "null";
    out += '}';
  }
  out += ']';
}

void Trier::append_facts(const std::vector<Fact>& facts, std::string& out) {
  if (condition_json_.size() >= max_conditions_kept) condition_json_.clear();
  out += '[';
  for (std::size_t i = 0; i < facts.size(); ++i) {
    out += i > 0 ? ",{\"condition\":" : "{\"condition\":";
    const auto [known, fresh] = condition_json_.try_emplace(facts[i].condition);
    if (fresh) append_valid_json(known->second, facts[i].condition);
    out += known->second;
    out += ",\"value\":";
    append_valid_json(out, facts[i].value);
    out += facts[i].met ? ",\"met\":true}" : ",\"met\":false}";
  }
  out += ']';
}

}  // namespace fenqun::bot
