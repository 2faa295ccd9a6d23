// The page in a real browser: logs in as a person does, and shows hostile names as text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/console/browser.hpp"
#include "tests/console/support.hpp"

namespace fenqun::console {
namespace {

using testing::HasSubstr;

// FENQUN_PICTURES=folder keeps what the browser showed, for people to look at.
void keep(Browser& browser, const std::string& name) {
  if (const char* folder = std::getenv("FENQUN_PICTURES")) browser.picture(std::string(folder) + "/" + name + ".png");
}

std::string text_of(Browser& browser) {
  return browser.value("document.body.innerText").get<std::string>();
}

bool at_heading(Browser& browser, const std::string& word) {
  return browser.wait("document.querySelector('h1')?.textContent === " + nlohmann::json(word).dump() +
                      " && document.getElementById('main').getAttribute('aria-busy') === 'false'");
}

void log_in(Browser& browser, const Shop& shop) {
  browser.open(shop.console->url());
  ASSERT_TRUE(at_heading(browser, "登录"));
  ASSERT_TRUE(browser.wait("document.activeElement?.id === 'code'"));
  browser.type(shop.console->code());
  browser.press_enter();
  ASSERT_TRUE(at_heading(browser, "概览"));
}

class ConsolePage : public testing::Test {
 protected:
  void SetUp() override {
    const auto program = Browser::installed();
    if (program.empty()) GTEST_SKIP() << "no Chromium here";
    browser = std::make_unique<Browser>(program);
    browser->window(1280, 900, false);
  }
  void go(const std::string& hash) { browser->value("location.hash = " + nlohmann::json(hash).dump()); }
  // Nothing of the page is wider than the screen.
  void fits(const std::string& where) {
    EXPECT_EQ(browser->value("document.documentElement.scrollWidth <= innerWidth"), true) << where;
  }
  std::unique_ptr<Browser> browser;
};

TEST_F(ConsolePage, LoginOverviewCustomersAndReasons) {
  const Shop shop(Language::zh, 60);
  log_in(*browser, shop);
  keep(*browser, "overview");
  EXPECT_THAT(text_of(*browser), HasSubstr("64"));
  EXPECT_EQ(browser->value("document.cookie"), "") << "scripts see no session";
  EXPECT_EQ(browser->value("document.querySelectorAll('.chart a').length"), 5) << "three tags, two groups";

  browser->value(
      "[...document.querySelectorAll('.chart a')].find(a => a.textContent.includes('退款')).dispatchEvent("
      "new MouseEvent('click', {bubbles: true}))");
  ASSERT_TRUE(at_heading(*browser, "客户"));
  EXPECT_EQ(browser->value("document.querySelectorAll('tbody tr').length"), 1);
  EXPECT_EQ(browser->value("document.getElementById('tag').value"), "需求/退款");

  browser->value("document.querySelector('tbody th a').click()");
  ASSERT_TRUE(at_heading(*browser, "张三"));
  keep(*browser, "customer");
  const auto text = text_of(*browser);
  EXPECT_THAT(text, HasSubstr("规则 refund"));
  EXPECT_THAT(text, HasSubstr("老板说的"));
  EXPECT_THAT(text, HasSubstr("我要退款"));
  EXPECT_THAT(text, HasSubstr("2027-01-16 16:00")) << "in the shop's time zone";

  browser->value("document.getElementById('language').click()");
  ASSERT_TRUE(browser->wait("document.body.innerText.includes('Last messages')"));
  EXPECT_THAT(text_of(*browser), HasSubstr("rule refund"));
  EXPECT_EQ(browser->value("document.documentElement.lang"), "en");

  go("#/customers");
  ASSERT_TRUE(at_heading(*browser, "Customers"));
  EXPECT_EQ(browser->value("document.querySelectorAll('tbody tr').length"), 50);
  browser->value("document.querySelector('a[rel=next]').click()");
  ASSERT_TRUE(browser->wait("document.querySelectorAll('tbody tr').length === 14"));
  keep(*browser, "customers");
  EXPECT_EQ(browser->complaints(), "");
}

TEST_F(ConsolePage, HostileNamesAreText) {
  const Shop shop;
  log_in(*browser, shop);
  go("#/customers");
  ASSERT_TRUE(at_heading(*browser, "客户"));
  EXPECT_THAT(text_of(*browser), HasSubstr(markup_name));
  EXPECT_THAT(text_of(*browser), HasSubstr("vip\\u{202E}gnp.exe"));
  EXPECT_EQ(browser->value("document.querySelectorAll('#main img, #main script, #main b').length"), 0);
  go("#/customer?key=onebot11::10002");
  ASSERT_TRUE(at_heading(*browser, markup_name));
  EXPECT_THAT(text_of(*browser), HasSubstr("<script>document.title='owned'</script>"));
  EXPECT_EQ(browser->value("document.title.includes('owned')"), false);
  // Even a script that got into the page would not run.
  browser->value(
      "{const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s);}");
  EXPECT_EQ(browser->value("window.ran === undefined"), true);
}

TEST_F(ConsolePage, WrongCodeSaysSoAndAnEndedSessionAsksAgain) {
  const Shop shop;
  browser->open(shop.console->url());
  ASSERT_TRUE(at_heading(*browser, "登录"));
  browser->type("wrongcode");
  browser->press_enter();
  ASSERT_TRUE(browser->wait("document.getElementById('problem')?.textContent.includes('登录码不对')"));
  EXPECT_EQ(browser->value("document.getElementById('code').value"), "");
  EXPECT_EQ(browser->value("location.href.includes('wrongcode')"), false);
  keep(*browser, "login");
}

TEST_F(ConsolePage, FitsAPhoneInLightAndDark) {
  const Shop shop(Language::zh, 60);
  browser->window(360, 740, true);
  log_in(*browser, shop);
  keep(*browser, "phone-overview");
  fits("overview");
  go("#/customers");
  ASSERT_TRUE(at_heading(*browser, "客户"));
  keep(*browser, "phone-customers");
  fits("customers");
  go("#/customer?key=onebot11::10001");
  ASSERT_TRUE(at_heading(*browser, "张三"));
  keep(*browser, "phone-customer");
  fits("customer");
  go("#/customer?key=onebot11::10002");
  ASSERT_TRUE(at_heading(*browser, markup_name));
  fits("hostile customer");
}

}  // namespace
}  // namespace fenqun::console
