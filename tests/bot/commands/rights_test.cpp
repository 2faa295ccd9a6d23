// Who may do what: every command of the registry for every role, strangers, binding, pace, group chats.
#include <gtest/gtest.h>

#include "bot/commands/registry.hpp"
#include "bot/text/unicode.hpp"
#include "tests/bot/commands/world.hpp"

namespace fenqun::bot::test {
namespace {

const std::vector<std::optional<Role>> everybody = {std::nullopt, Role::viewer, Role::agent, Role::admin, Role::owner};

std::size_t changes_in(const CommandAnswer& answer) {
  std::size_t count = 0;
  for (const auto& commit : answer.commits) count += commit.changes.size() + commit.outbox.size();
  return count;
}

TEST(CommandRights, EveryCommandForEveryRole) {
  for (const auto& noun : registry().nouns()) {
    for (const auto& command : noun.commands) {
      if (!command.role) continue;
      for (const auto role : everybody) {
        for (const auto language : {Language::zh, Language::en}) {
          World world;
          Asked asked;
          asked.text = "/" + std::string(command.examples.front().in(language));
          asked.role = role;
          asked.language = language;
          const auto answer = world.ask(asked);
          ASSERT_FALSE(answer.commits.empty()) << command.id;
          const auto& entry = answer.commits.front().journal.at(0);
          const bool may = role && *role >= *command.role;
          EXPECT_EQ(entry.action, may ? "command" : "refused") << asked.text;
          EXPECT_EQ(answer.text.find("FQ-2201") != std::string::npos, role && !may)
              << asked.text << ": " << answer.text;
          EXPECT_EQ((answer.text + answer.direct).empty(), !role.has_value()) << asked.text;
          const bool may_write = may && command.writes;
          EXPECT_LE(changes_in(answer), may_write ? 10U : 0U) << asked.text;
          if (role && !may) {
            const std::string needed(name_of(*command.role).in(language));
            EXPECT_NE(answer.text.find(needed), std::string::npos) << answer.text;
          }
        }
      }
    }
  }
}

TEST(CommandRights, NamesGrantNothing) {
  World world;
  auto event = world.event({.text = "/标签 新建 黑客", .role = std::nullopt});
  event.name = "所有者 owner onebot11::10001";
  EXPECT_TRUE(is_command(event, std::nullopt, world.prefixes, *world.session, world.now));
  const auto answer = world.ask({.text = "/标签 新建 黑客", .role = std::nullopt});
  EXPECT_TRUE(answer.text.empty());
  EXPECT_EQ(changes_in(answer), 0U);
}

TEST(CommandRights, TheRightCodeBindsOnce) {
  World world;
  const Asked right{.text = "管理员 绑定 ２４６８１０", .role = std::nullopt, .user = "10088"};
  ASSERT_TRUE(world.heard(right));
  const auto answer = world.ask(right);
  EXPECT_TRUE(answer.bound);
  EXPECT_NE(answer.text.find("所有者"), std::string::npos);
  EXPECT_EQ(world.directory.role_of({"onebot11", "", "10088"}), Role::owner);
  for (const auto& line : world.journal) EXPECT_EQ(line.find("2468"), std::string::npos) << line;
  const auto again = world.ask({.text = "管理员 绑定 246810", .role = std::nullopt, .user = "10089"});
  EXPECT_FALSE(again.bound);
  EXPECT_TRUE(again.text.empty());
  EXPECT_FALSE(again.commits.front().journal.empty());
}

TEST(CommandRights, AfterFiveWrongCodesEvenTheRightOneIsIgnored) {
  World world;
  for (int i = 0; i < 5; ++i) {
    world.now += Millis{3'000};
    const auto answer = world.ask({.text = "管理员 绑定 00000" + std::to_string(i), .role = std::nullopt});
    EXPECT_TRUE(answer.text.empty());
    EXPECT_EQ(answer.commits.front().journal.front().action, "refused");
  }
  world.now += Millis{3'000};
  const Asked right{.text = "管理员 绑定 246810", .role = std::nullopt};
  EXPECT_FALSE(world.ask(right).bound);
  EXPECT_TRUE(world.ask({.text = right.text, .role = std::nullopt, .user = "10077"}).bound) << "another person may";
}

TEST(CommandRights, WrongCodesAreForgottenAfterTenMinutes) {
  World world;
  for (int i = 0; i < 5; ++i) {
    world.now += Millis{3'000};
    world.ask({.text = "管理员 绑定 000000", .role = std::nullopt});
  }
  world.now += Millis{600'001};
  EXPECT_TRUE(world.ask({.text = "管理员 绑定 246810", .role = std::nullopt}).bound);
}

TEST(CommandRights, TenInTenSecondsThenOneNotice) {
  World world;
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(world.ask({.text = "状态"}).text.empty());
  EXPECT_NE(world.ask({.text = "状态"}).text.find("FQ-2204"), std::string::npos);
  EXPECT_TRUE(world.ask({.text = "状态"}).text.empty());
  EXPECT_FALSE(world.ask({.text = "状态", .user = "10044"}).text.empty()) << "others are not concerned";
  world.now += Millis{10'001};
  EXPECT_FALSE(world.ask({.text = "状态"}).text.empty());
}

TEST(CommandRights, CustomerDataLeavesTheGroupChat) {
  World world;
  for (const auto* text :
       {"/客户 张三", "/客户 找 张", "/为什么 10002", "/分组 成员 售后客户", "/标签 添加 VIP 10002"}) {
    world.now += Millis{2'000};
    const auto answer = world.ask({.text = text, .role = Role::agent, .place = Place::group});
    EXPECT_EQ(answer.text.find("张三"), std::string::npos) << answer.text;
    EXPECT_NE(answer.text.find("私聊"), std::string::npos) << answer.text;
    EXPECT_NE(answer.direct.find("张三"), std::string::npos) << text;
  }
  const auto refused = world.ask({.text = "/客户 10002", .role = Role::viewer, .place = Place::group});
  EXPECT_NE(refused.text.find("FQ-2202"), std::string::npos);
  EXPECT_TRUE(refused.direct.empty());
}

struct Heard {
  Asked asked;
  bool expected;
};

TEST(CommandRights, WhatIsHeard) {
  World world;
  const auto group = Place::group;
  const std::vector<Heard> cases = {
      {{.text = "标签 列表"}, true},
      {{.text = "/标签 列表", .place = group}, true},
      {{.text = "／标签 列表", .place = group}, true},
      {{.text = "  .标签 列表", .place = group}, true},
      {{.text = "标签 列表", .place = group}, false},
      {{.text = "标签 列表", .place = group, .mentions_me = true}, true},
      {{.text = "乱七八糟", .place = group, .mentions_me = true}, true},
      {{.text = "/乱七八糟", .place = group}, true},
      {{.text = "/乱七八糟"}, true},
      {{.text = "乱七八糟"}, false},
      {{.text = "我要退款"}, false},
      {{.text = "为什么还没发货"}, false},
      {{.text = "全部退款"}, false},
      {{.text = "找找看"}, false},
      {{.text = "收到"}, false},
      {{.text = "what is this"}, false},
      {{.text = "标鉴 列表"}, true},
      {{.text = "标签添加VIP 张三"}, true},
      {{.text = "..."}, false},
      {{.text = "。"}, false},
      {{.text = "."}, false},
      {{.text = "/?"}, true},
      {{.text = "/1"}, false},
      {{.text = ""}, false},
      {{.text = "/"}, false},
      {{.text = "1"}, false},
      {{.text = "/标签 列表", .role = std::nullopt}, true},
      {{.text = "标签 列表", .role = std::nullopt}, false},
      {{.text = "/标鉴 列表", .role = std::nullopt}, false},
      {{.text = "/退款", .role = std::nullopt}, false},
      {{.text = "/为什么还没发货", .role = std::nullopt}, false},
      {{.text = "帮助我退款", .role = std::nullopt, .place = group, .mentions_me = true}, false},
      {{.text = "管理员 绑定 123456", .role = std::nullopt}, true},
      {{.text = "管理员 绑定 123456", .role = std::nullopt, .place = group}, false},
  };
  for (const auto& one : cases) EXPECT_EQ(world.heard(one.asked), one.expected) << one.asked.text;
  auto old = world.event({.text = "/标签 列表"});
  old.origin = Origin::backfilled;
  EXPECT_FALSE(is_command(old, Role::owner, world.prefixes, *world.session, world.now));
  auto ours = world.event({.text = "/标签 列表"});
  ours.author = Author::bot;
  EXPECT_FALSE(is_command(ours, Role::owner, world.prefixes, *world.session, world.now));
}

}  // namespace
}  // namespace fenqun::bot::test
