// The only words that storage understands: small facts about a customer or about the directory.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/directory.hpp"
#include "model/profile.hpp"

namespace fenqun {

// ---- about one customer
struct Touch {  // a message of the customer at `at`: first_seen, last_seen, messages + 1
  Time at{};
};
struct SetName {  // what the platform calls the customer
  std::string name;
};
struct SetRemark {
  std::string remark;
};
struct AddTag {  // also replaces the state of a tag that is there (renewal)
  std::string tag;
  TagState state;
};
struct DropTag {
  std::string tag;
  By by;
  std::string reason;  // "expired", "no longer true", "outranked", "removed" …
};
struct MoveTo {  // empty group: leaves the group
  Membership membership;
};
struct AddBlock {
  Block block;
};
struct DropBlock {
  std::string tag;
  std::string rule;  // empty: all blocks of the tag
};
struct Count {  // keeps the newest `keep` times of this counter
  std::string id;
  Time at{};
  std::size_t keep = 1;
};
struct CountSession {  // a message at `at`: lengthens a session, joins two or begins one
  std::string id;
  Time at{};
  Millis gap{};     // of silence, after which the next message begins a session
  Millis window{};  // sessions that no window of this length can count any more are forgotten
};
struct DropCounter {
  std::string id;
};
struct SetAttribute {  // empty value: removes it
  std::string name;
  std::string value;
};
struct SetReach {
  Reach reach;
};
struct SetWaiting {  // nothing: answered
  std::optional<Time> since;
};
struct AddOrder {
  Order order;
};
struct PlanFollowUp {  // nothing: cancelled, or done
  std::string rule;
  std::optional<Time> at;
};
struct LookAgain {
  std::optional<Time> at;
};

// ---- about the directory
struct DefineTag {  // creates or replaces
  TagInfo tag;
};
struct DefineGroup {
  GroupInfo group;
};
struct RenameGroup {  // members stay, the old name becomes an alias, links stay
  std::string from;
  std::string to;
};
struct LinkChat {  // empty group: unlinks
  ChatRef chat;
  std::string group;
};
struct SeeChat {  // a group chat's name as the platform last told it
  ChatRef chat;
  std::string name;
};
struct EnableRule {
  std::string rule;
  bool enabled = true;
};
struct GrantRole {
  CustomerKey who;
  std::optional<Role> role;  // nothing: revoked
};

using Change = std::variant<Touch, SetName, SetRemark, AddTag, DropTag, MoveTo, AddBlock, DropBlock, Count,
                            CountSession, DropCounter, SetAttribute, SetReach, SetWaiting, AddOrder, PlanFollowUp,
                            LookAgain, DefineTag, DefineGroup, RenameGroup, LinkChat, SeeChat, EnableRule, GrantRole>;

// Each change is about exactly one of the two; the other apply() leaves its argument alone and answers false.
bool apply(const Change& change, Profile& profile);
bool apply(const Change& change, Directory& directory);
bool about_customer(const Change& change);

}  // namespace fenqun
