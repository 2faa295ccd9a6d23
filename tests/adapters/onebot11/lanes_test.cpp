#include "adapters/onebot11/lanes.hpp"

#include <gtest/gtest.h>

namespace fenqun::adapters::onebot11 {
namespace {

Time at(int ms) { return from_millis(1'767'225'600'000 + ms); }

OutboxItem item(std::int64_t id, const std::string& chat, bool rename = false) {
  OutboxItem out;
  out.id = id;
  out.to = {rename ? ChatKind::group : ChatKind::direct, chat, {}};
  if (rename) out.body = RenameChat{"新名字"};
  return out;
}

std::vector<std::int64_t> taken(Lanes& lanes, Time now) {
  std::vector<std::int64_t> out;
  while (const auto next = lanes.take(now)) out.push_back(next->id);
  return out;
}

using Ids = std::vector<std::int64_t>;

TEST(Lanes, AChatKeepsItsOrderAndHoldsUpNobody) {
  Lanes lanes;
  for (const int id : {1, 2, 3}) lanes.push(item(id, "a"), at(0));
  lanes.push(item(4, "b"), at(0));
  EXPECT_EQ(taken(lanes, at(0)), (Ids{1, 4}));
  EXPECT_EQ(taken(lanes, at(49)), Ids{});
  EXPECT_EQ(lanes.next(), at(50));
  EXPECT_EQ(taken(lanes, at(50)), (Ids{2}));
  lanes.landed(item(1, "a").to);
  EXPECT_EQ(taken(lanes, at(51)), Ids{}) << "the second is still on its way";
  lanes.landed(item(2, "a").to);
  EXPECT_EQ(taken(lanes, at(52)), (Ids{3}));
  EXPECT_EQ(lanes.waiting(), 0u);
}

TEST(Lanes, WhatComesLongAfterAnUnansweredOneGoesAtOnce) {
  Lanes lanes;
  lanes.push(item(1, "a"), at(0));
  EXPECT_EQ(taken(lanes, at(0)), (Ids{1}));
  EXPECT_EQ(taken(lanes, at(60)), Ids{});
  lanes.push(item(2, "a"), at(70));
  EXPECT_EQ(taken(lanes, at(70)), (Ids{2}));
}

TEST(Lanes, NothingOvertakesARename) {
  Lanes lanes;
  lanes.push(item(1, "g", true), at(0));
  lanes.push(item(2, "g", true), at(0));
  EXPECT_EQ(taken(lanes, at(0)), (Ids{1}));
  EXPECT_EQ(taken(lanes, at(5000)), Ids{});
  lanes.landed(item(1, "g", true).to);
  EXPECT_EQ(taken(lanes, at(5001)), (Ids{2}));
}

TEST(Lanes, ClearGivesBackWhatWaitsInOrder) {
  Lanes lanes;
  for (const int id : {5, 1, 4, 2}) lanes.push(item(id, id % 2 == 0 ? "even" : "odd"), at(0));
  EXPECT_EQ(taken(lanes, at(0)), (Ids{5, 4}));
  Ids rest;
  for (const auto& waiting : lanes.clear()) rest.push_back(waiting.id);
  EXPECT_EQ(rest, (Ids{1, 2}));
  EXPECT_EQ(lanes.waiting(), 0u);
  lanes.landed(item(5, "odd").to);
  lanes.push(item(6, "odd"), at(1));
  EXPECT_EQ(taken(lanes, at(1)), (Ids{6}));
}

}  // namespace
}  // namespace fenqun::adapters::onebot11
