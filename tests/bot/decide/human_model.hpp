// What people and one rule may do to one tag, and a model of it that knows nothing of the program: used by the test
// over all orders of deeds and by the one through a whole core.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace fenqun::bot::testing {

enum class Deed : std::uint8_t { hit, hand_add, hand_remove, release, edit, erase, restore, day };
inline constexpr std::array<const char*, 8> deed_names = {"hit",  "hand add", "hand remove", "release",
                                                          "edit", "delete",   "restore",     "a day"};
inline constexpr std::int64_t day_seconds = 24 * 3600;

// How the rule gives the tag: for good, for twelve hours, or while there was a message within twelve hours.
enum class Giving : std::uint8_t { kept, timed, while_true };

inline std::string human_rules(Giving giving, bool edited) {
  const std::string when = giving == Giving::while_true ? "messages in 12h >= 1" : "text has hit";
  const std::string life = giving == Giving::kept ? "" : giving == Giving::timed ? " for 12h" : " while true";
  return "[[rule]]\nid = \"r\"\nwhen = '" + when + (edited ? " and not tag none" : "") + "'\nthen = [\"tag T" + life +
         "\"]\n";
}

class HumanModel {
 public:
  explicit HumanModel(Giving giving) : giving_(giving) {}

  void does(Deed deed) {
    switch (deed) {
      case Deed::hit:
        return hit();
      case Deed::hand_add:
        holder_ = Holder::person;
        blocked_ = false;
        return;
      case Deed::hand_remove:
        if (holder_ == Holder::rule) blocked_ = true;
        holder_ = Holder::nobody;
        return;
      case Deed::release:
        blocked_ = false;
        return;
      case Deed::erase:
        rule_ = false;
        return;
      case Deed::edit:
      case Deed::restore:
        rule_ = true;
        return;
      case Deed::day:
        if (holder_ == Holder::rule && giving_ != Giving::kept) holder_ = Holder::nobody;
        return;
    }
  }
  bool tagged() const { return holder_ != Holder::nobody; }
  bool pinned() const { return holder_ == Holder::person; }
  bool blocked() const { return blocked_; }

 private:
  enum class Holder : std::uint8_t { nobody, rule, person };

  void hit() {
    if (rule_ && !blocked_ && holder_ == Holder::nobody) holder_ = Holder::rule;
    // Nobody keeps the condition of a rule that is gone.
    if (!rule_ && giving_ == Giving::while_true && holder_ == Holder::rule) holder_ = Holder::nobody;
  }

  Giving giving_;
  Holder holder_ = Holder::nobody;
  bool blocked_ = false;
  bool rule_ = true;
};

}  // namespace fenqun::bot::testing
