// One line of `fenqun try`: {id, text, customer?, at?} in, {id, tags, group, replies, why} out.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bot/cli/player.hpp"
#include "bot/text/reasons.hpp"
#include "model/problem.hpp"

namespace fenqun::bot {

inline constexpr std::size_t max_try_line = std::size_t{1} << 20;       // bytes
inline constexpr std::size_t max_try_customers = std::size_t{1} << 20;  // remembered in one run

struct TryLine {
  std::string id;  // JSON: the text or number as it was given
  std::string text;
  std::string customer;  // empty: nobody's
  std::optional<Time> at;
};

// Not thread-safe; buffers are reused.
class TryReader {
 public:
  TryReader();
  ~TryReader();
  // Into `out`, which may be reused. FQ-522x when the line is not usable. Keys that mean nothing here are left alone.
  std::optional<Problem> read(std::string_view line, TryLine& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Remembers customers, so that what one of them wrote earlier counts.
class Trier {
 public:
  // `now`: when a line without `at` happens.
  Trier(std::shared_ptr<const rules::RuleSet> rules, Language language, Time now);
  void use_zone(rules::TimeZone zone) { player_.use_zone(std::move(zone)); }
  // Answers also say what stands between the customer and this rule.
  void explain_absence_of(std::uint32_t rule) { why_not_ = rule; }
  // Appends one JSON object and '\n'.
  std::optional<Problem> answer(const TryLine& line, std::string& out);

 private:
  void append_why(const Decision& decision, std::string& out);
  void append_why_not(const Decision& decision, const Profile& customer, std::string& out);
  void append_facts(const std::vector<Fact>& facts, std::string& out);

  Player player_;
  Reasons reasons_;
  Time now_;
  std::optional<std::uint32_t> why_not_;
  Profile nobody_;
  std::unordered_map<std::string, Profile> customers_;
  std::vector<std::string> rule_json_;                           // "rule":"id","effects":[…] of each rule
  std::unordered_map<std::string, std::string> condition_json_;  // conditions are long and come again and again
};

}  // namespace fenqun::bot
