#include "bot/config/webhook.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "bot/config.hpp"
#include "tests/bot/folder.hpp"

namespace fenqun::bot {
namespace {

TEST(WebhookConfig, IsReadWithItsSecrets) {
  const test::Folder folder;
  const auto file = folder.path("crm.secret");
  folder.write("crm.secret", "s3cret\n");
  ::chmod(file.c_str(), 0600);
  const auto loaded = parse_config(
      "[webhook.crm]\nurl = \"https://crm.example.com:8443/x?y=1\"\nsecret_file = \"crm.secret\"\ntoken = \"t\"\n"
      "timeout = 30\nca_file = \"crm.secret\"\n[webhook.'到店']\nurl = \"http://[::1]:8080/\"\n",
      "fenqun.toml", folder.path(), {});
  EXPECT_TRUE(loaded.ok()) << loaded.problems.front().line(Language::en);
  ASSERT_EQ(loaded.config.webhooks.size(), 2u);
  const auto& crm = loaded.config.webhooks[0];
  EXPECT_EQ(crm.name, "crm");
  EXPECT_EQ(crm.url, "https://crm.example.com:8443/x?y=1");
  EXPECT_EQ(crm.secret, "s3cret");
  EXPECT_EQ(crm.token, "t");
  EXPECT_EQ(crm.timeout, Millis{30'000});
  EXPECT_EQ(crm.ca_file, file);
  EXPECT_EQ(loaded.config.webhooks[1].name, "到店");
  EXPECT_EQ(loaded.config.webhooks[1].timeout, Millis{10'000});
}

TEST(WebhookConfig, VariablesChangeAndMakeOnes) {
  const auto loaded =
      parse_config("[webhook.crm]\nurl = \"https://a.example\"\nsecret_file = \"none\"\n", "fenqun.toml", "",
                   {{"FENQUN__WEBHOOK__CRM__SECRET", "s"},
                    {"FENQUN__WEBHOOK__CRM__TIMEOUT", "3"},
                    {"FENQUN__WEBHOOK__NEW__URL", "https://b.example"}});
  EXPECT_TRUE(loaded.ok()) << loaded.problems.front().line(Language::en);
  ASSERT_EQ(loaded.config.webhooks.size(), 2u);
  EXPECT_EQ(loaded.config.webhooks[0].secret, "s");
  EXPECT_EQ(loaded.config.webhooks[0].timeout, Millis{3000});
  EXPECT_EQ(loaded.config.webhooks[1].name, "new");
  EXPECT_EQ(loaded.config.webhooks[1].url, "https://b.example");
}

TEST(WebhookConfig, RulesThatCallAnotherAreMistakes) {
  rules::RuleSet rules;
  rules.rules.resize(2);
  rules.rules[0].id = "good";
  rules.rules[0].effects = {rules::WebhookEffect{"crm", {}}};
  rules.rules[1].id = "bad";
  rules.rules[1].location = {"shop.toml", 7, 3, 1, {}};
  rules.rules[1].effects = {rules::ReplyEffect{"x", {}}, rules::WebhookEffect{"crn", {}}};
  Webhook crm;
  crm.name = "crm";
  const auto found = unknown_webhooks(rules, {crm});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code(), "FQ-5041");
  EXPECT_EQ(found[0].location().line, 7u);
  EXPECT_FALSE(found[0].warning());
}

}  // namespace
}  // namespace fenqun::bot
