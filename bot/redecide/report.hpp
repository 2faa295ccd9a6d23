// What deciding again does, for people and programs: who gains and loses what, because of which message, and totals.
#pragma once

#include <map>
#include <string>

#include "bot/redecide/walk.hpp"

namespace fenqun::bot {

class RedecideReport {
 public:
  RedecideReport(Language language, bool json) : language_(language), json_(json) {}

  // What is to be said about one customer; empty when no tag and no group of theirs changes.
  std::string add(const Redecided& redecided);
  // The last lines.
  std::string totals(std::size_t customers) const;
  // One line: "12 of 340 customers: 需求/退款 +9 -1, …".
  std::string summary(std::size_t customers) const;

 private:
  struct Line {
    char sign = '+';   // + comes, - goes, ~ stays with another end or reason, > another group
    std::string name;  // tag or group
    std::string rule;
    std::string account;  // of the message that gave it; empty: time alone
    std::string message;
    std::string text;
  };
  struct Sums {
    std::int64_t gained = 0;
    std::int64_t lost = 0;
  };
  std::vector<Line> lines_of(const Redecided& redecided);
  std::string text(const Redecided& redecided, const std::vector<Line>& lines) const;
  std::string json(const Redecided& redecided, const std::vector<Line>& lines) const;

  Language language_;
  bool json_;
  std::size_t touched_ = 0;
  std::map<std::string, Sums> tags_;
  std::map<std::string, Sums> groups_;
};

}  // namespace fenqun::bot
