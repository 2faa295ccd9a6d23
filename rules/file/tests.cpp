#include <array>
#include <cmath>

#include "rules/file/checks.hpp"
#include "rules/file/definitions.hpp"
#include "rules/language/spellings.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"
#include "rules/time_zone.hpp"

namespace fenqun::rules::file {
namespace {

// How far the wall clock is ahead of UTC.
Millis offset_at(const TimeZone& zone, Time at) {
  constexpr Millis day = std::chrono::hours{24};
  const auto local = zone.local(at);
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  const auto weekday = static_cast<std::int32_t>(std::chrono::weekday(midnight).iso_encoding());
  const auto days = (local.weekday - weekday + 10) % 7 - 3;  // -1, 0 or 1: the same day or a neighbour
  return local.of_day - (at - midnight) + days * day;
}

// The instant at which the wall clock reads so; where it is set forward over that time, a little beside it.
Time at_local(const TimeZone& zone, Time wall_clock) {
  auto out = wall_clock - offset_at(zone, wall_clock);
  return wall_clock - offset_at(zone, out);
}

// "2026-03-02 09:00", perhaps with seconds. As if the wall clock were UTC.
std::optional<Time> parse_wall_clock(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00 00:00:00";
  if (text.size() != shape.size() && text.size() != shape.size() - 3) return std::nullopt;
  std::array<int, 6> parts{};
  std::size_t part = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (digit != (shape[i] == '0') || (!digit && text[i] != shape[i] && !(i == 10 && text[i] == 'T'))) {
      return std::nullopt;
    }
    if (digit) {
      parts[part] = parts[part] * 10 + (text[i] - '0');
    } else {
      ++part;
    }
  }
  const auto [year, month, day, hour, minute, second] = parts;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year < 1970 || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second};
}

class TestLoader {
 public:
  TestLoader(const Document& document, Problems& problems) : document_(document), checks_(document, problems) {}

  TestCase read(const Value& table) {
    checks_.keys(table, "[test]",
                 {"name", "at", "timezone", "say", "order", "wait", "steps", "has", "lacks", "group", "reply"});
    TestCase out;
    out.location = document_.place(table.at, 1);
    if (table.find("name") == nullptr) checks_.tell(problems::missing_key, {"name"}, out.location);
    if (const auto* name = checks_.text(table, "name")) {
      out.name = name->text;
      out.location = document_.place(*name);
    }
    begin(table, out);
    steps(table, out);
    out.has = texts_of(table, "has");
    out.lacks = texts_of(table, "lacks");
    if (const auto* group = table.find("group"); group && checks_.is(*group, "group", Value::Kind::text)) {
      out.group = group->text;  // empty: in no group
    }
    if (table.find("reply") != nullptr) out.reply = replies(table);
    if (out.has.empty() && out.lacks.empty() && !out.group && !out.reply) {
      checks_.tell(problems::test_expects_nothing, {}, out.location);
    }
    return out;
  }

 private:
  std::vector<std::string> texts_of(const Value& table, std::string_view key) {
    std::vector<std::string> out;
    for (const auto* text : checks_.texts(table, key)) out.push_back(text->text);
    return out;
  }

  // An empty list is meant: nothing may be answered.
  std::vector<std::string> replies(const Value& table) {
    const auto* value = table.find("reply");
    if (value->kind == Value::Kind::array && value->items.empty()) return {};
    return texts_of(table, "reply");
  }

  void begin(const Value& table, TestCase& out) {
    const auto* name = checks_.text(table, "timezone");
    auto zone = Result<TimeZone>(TimeZone::shanghai());
    if (name != nullptr) {
      zone = TimeZone::find(name->text);
      if (!zone) return checks_.tell(problems::unknown_timezone, {visible(name->text)}, document_.place(*name));
      out.timezone = name->text;
    }
    const auto* at = checks_.text(table, "at");
    if (at == nullptr) return;
    const auto wall_clock = parse_wall_clock(at->text);
    if (!wall_clock) return checks_.tell(problems::test_time, {visible(at->text)}, document_.place(*at));
    out.at = at_local(*zone, *wall_clock);
  }

  void steps(const Value& table, TestCase& out) {
    const auto* steps = table.find("steps");
    if (steps == nullptr) {
      for (const auto& say : texts_of(table, "say")) out.steps.push_back({say, {}, {}});
      orders(table, out);
      wait(table, out);
      return;
    }
    if (table.find("say") != nullptr || table.find("wait") != nullptr || table.find("order") != nullptr) {
      checks_.tell(problems::test_steps, {}, document_.place(*steps));
    }
    if (!checks_.is(*steps, "steps", Value::Kind::array)) return;
    for (const auto& step : steps->items) {
      if (checks_.is(step, "steps", Value::Kind::table)) one_step(step, out);
    }
  }

  void one_step(const Value& step, TestCase& out) {
    checks_.keys(step, "steps", {"say", "wait", "order"});
    if (step.members.size() != 1) return checks_.tell(problems::test_step_shape, {}, document_.place(step));
    if (const auto* say = checks_.text(step, "say")) out.steps.push_back({say->text, {}, {}});
    orders(step, out);
    wait(step, out);
  }

  // One, or several in a list.
  void orders(const Value& table, TestCase& out) {
    const auto* value = table.find("order");
    if (value == nullptr) return;
    if (value->kind != Value::Kind::array) return order(*value, out);
    if (value->items.empty()) checks_.tell(problems::empty_value, {"order"}, document_.place(*value));
    for (const auto& item : value->items) order(item, out);
  }

  void order(const Value& value, TestCase& out) {
    if (!checks_.is(value, "order", Value::Kind::table)) return;
    checks_.keys(value, "order", {"amount", "product"});
    Order order;
    const auto* product = checks_.text(value, "product");
    if (product != nullptr) order.product = product->text;
    const auto* amount = value.find("amount");
    if (amount == nullptr) return checks_.tell(problems::missing_key, {"amount"}, document_.place(value));
    if (!checks_.is(*amount, "amount", Value::Kind::number)) return;
    const auto cents = cents_of(*amount);
    if (!cents) return;
    order.cents = *cents;
    out.steps.push_back({"", {}, std::move(order)});
  }

  std::optional<std::int64_t> cents_of(const Value& amount) {
    constexpr double cent = 0.01;
    constexpr double close = 1e-4;  // of a cent: what a double is off by, and more
    if (!(amount.number >= 0) || amount.number > static_cast<double>(max_figure)) {
      checks_.tell(problems::out_of_range, {"amount", "0", std::to_string(max_figure)}, document_.place(amount));
      return std::nullopt;
    }
    const auto cents = amount.number / cent;
    if (std::abs(cents - std::round(cents)) > close) {
      checks_.tell(problems::too_many_decimals, {"amount", "2"}, document_.place(amount));
      return std::nullopt;
    }
    return std::llround(cents);
  }

  void wait(const Value& table, TestCase& out) {
    const auto* value = checks_.text(table, "wait");
    if (value == nullptr) return;
    const auto duration = language::parse_duration(value->text);
    if (!duration) return checks_.tell(problems::expected_duration, {}, document_.place(*value));
    if (*duration < min_window || *duration > max_window) {
      const auto most = language::duration_text(max_window, Language::en);
      return checks_.tell(problems::out_of_range, {value->text, "1s", most}, document_.place(*value));
    }
    out.steps.push_back({"", *duration, {}});
  }

  const Document& document_;
  Checks checks_;
};

}  // namespace

void load_tests(const Document& document, const Value& tables, std::vector<TestCase>& out, Problems& problems) {
  Checks checks(document, problems);
  for (const auto& table : tables.items) {
    if (checks.is(table, "test", Value::Kind::table)) out.push_back(TestLoader(document, problems).read(table));
  }
}

}  // namespace fenqun::rules::file
