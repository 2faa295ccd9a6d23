// The running console, asked over real sockets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "console/limits.hpp"
#include "tests/console/support.hpp"

namespace fenqun::console {
namespace {

using testing::HasSubstr;
using testing::Not;

class ConsoleHttp : public testing::Test {
 protected:
  Shop shop;
  std::uint16_t port() const { return shop.port(); }
  static std::string code_of(const Reply& reply) { return reply.json()["error"]["code"]; }
};

TEST_F(ConsoleHttp, PageNeedsNoLoginAndHoldsNoData) {
  const auto page = request(port(), "GET", "/");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.header("content-type"), "text/html; charset=utf-8");
  EXPECT_THAT(page.body, HasSubstr("data-language=\"zh\""));
  for (const std::string file :
       {"/app.js", "/views.js", "/chart.js", "/dom.js", "/words.js", "/style.css", "/icon.svg"}) {
    const auto reply = request(port(), "GET", file);
    EXPECT_EQ(reply.status, 200) << file;
    EXPECT_THAT(reply.body, Not(HasSubstr("innerHTML"))) << file;
    EXPECT_FALSE(reply.body.empty()) << file;
  }
  EXPECT_THAT(request(Shop(Language::en).port(), "GET", "/").body, HasSubstr("data-language=\"en\""));
}

TEST_F(ConsoleHttp, EveryAnswerCarriesTheSecurityHeaders) {
  for (const std::string target : {"/", "/app.js", "/api/overview", "/nothing", "/login"}) {
    const auto reply = request(port(), "GET", target);
    const auto policy = reply.header("content-security-policy");
    EXPECT_THAT(policy, HasSubstr("default-src 'self'")) << target;
    EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'")) << target;
    EXPECT_THAT(policy, Not(HasSubstr("unsafe"))) << target;
    EXPECT_EQ(reply.header("x-content-type-options"), "nosniff") << target;
    EXPECT_EQ(reply.header("referrer-policy"), "no-referrer") << target;
    EXPECT_EQ(reply.header("access-control-allow-origin"), "") << target;
  }
  EXPECT_EQ(request(port(), "GET", "/api/overview").header("cache-control"), "no-store");
}

TEST_F(ConsoleHttp, ApiNeedsTheCookie) {
  for (const std::string target :
       {"/api/overview", "/api/customers", "/api/customer?key=onebot11::10001", "/api/none"}) {
    EXPECT_EQ(request(port(), "GET", target).status, 401) << target;
    EXPECT_EQ(request(port(), "HEAD", target).status, 401) << target;
  }
  const auto name = "Cookie: fenqun_" + std::to_string(port()) + "=";
  for (const auto& wrong : {std::string(), std::string("x"), std::string(64, '0'), std::string(64, 'z'), test_code}) {
    EXPECT_EQ(request(port(), "GET", "/api/overview", name + wrong + "\r\n").status, 401) << wrong;
  }
  // Another console's session is not this one's.
  const auto cookie = Shop().log_in(test_code).header("set-cookie");
  const auto secret = cookie.substr(cookie.find('=') + 1, 64);
  EXPECT_EQ(request(port(), "GET", "/api/overview", name + secret + "\r\n").status, 401);
}

TEST_F(ConsoleHttp, LoginGivesACookieThatScriptsCannotRead) {
  const auto reply = shop.log_in(test_code);
  EXPECT_EQ(reply.status, 200);
  const auto cookie = reply.header("set-cookie");
  EXPECT_THAT(cookie, HasSubstr("; HttpOnly"));
  EXPECT_THAT(cookie, HasSubstr("; SameSite=Strict"));
  EXPECT_THAT(cookie, HasSubstr("; Max-Age=43200"));
  EXPECT_EQ(cookie.find(';') - cookie.find('=') - 1, 64u);
  EXPECT_NE(cookie, shop.log_in(test_code).header("set-cookie"));
  EXPECT_EQ(shop.get("/api/overview").status, 200);
}

TEST_F(ConsoleHttp, FiveWrongCodesAMinute) {
  for (int i = 0; i < 5; ++i) {
    const auto wrong = shop.log_in("abcd234" + std::to_string(i == 5 ? 9 : i));
    ASSERT_EQ(wrong.status, 403) << i;
    EXPECT_EQ(code_of(wrong), "FQ-6103");
    EXPECT_EQ(wrong.header("set-cookie"), "");
  }
  const auto right = shop.log_in(test_code);
  EXPECT_EQ(right.status, 429);
  EXPECT_EQ(code_of(right), "FQ-6104");
  EXPECT_EQ(right.header("set-cookie"), "");
  EXPECT_GT(std::stoi(right.header("retry-after")), 50);
}

TEST_F(ConsoleHttp, LoginTakesOnlyItsOwnJson) {
  const auto post = [&](const std::string& headers, const std::string& body) {
    return request(port(), "POST", "/login", headers, body).status;
  };
  const std::string json = "Content-Type: application/json\r\n", good = R"({"code":"abcd2345"})";
  EXPECT_EQ(post(json, good), 200);
  EXPECT_EQ(post("Content-Type: application/json; charset=utf-8\r\n", good), 200);
  EXPECT_EQ(post("Content-Type: text/plain\r\n", good), 400);  // what a form of another site could send
  EXPECT_EQ(post("", good), 400);
  EXPECT_EQ(post(json, "code=abcd2345"), 400);
  EXPECT_EQ(post(json, R"({"code":12345678})"), 400);
  EXPECT_EQ(post(json, R"(["abcd2345"])"), 400);
  EXPECT_EQ(post(json, std::string(3000, '[')), 400);
  EXPECT_EQ(post(json + "Origin: http://evil.example\r\n", good), 403);
  EXPECT_EQ(post(json + "Origin: null\r\n", good), 403);
  EXPECT_EQ(post(json + "Origin: http://127.0.0.1:" + std::to_string(port()) + "\r\n", good), 200);
  EXPECT_EQ(request(port(), "GET", "/login?code=abcd2345").status, 405);
}

TEST_F(ConsoleHttp, OtherHostsAreSentAway) {
  const auto with = [&](const std::string& host) {
    return raw(port(), "GET / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");
  };
  EXPECT_EQ(with("Host: localhost\r\n").status, 200);
  EXPECT_EQ(with("Host: LocalHost:1\r\n").status, 200);
  EXPECT_EQ(with("Host: 127.0.0.1:9\r\n").status, 200);
  for (const std::string host : {"", "Host: \r\n", "Host: evil.example\r\n", "Host: localhost.evil.example\r\n",
                                 "Host: 127.0.0.1.evil.example:80\r\n", "Host: 127.0.0.1:80@evil\r\n",
                                 "Host: [::1]\r\n", "Host: localhost\r\nHost: evil.example\r\n"}) {
    const auto reply = with(host);
    EXPECT_EQ(reply.status, 421) << host;
    EXPECT_THAT(reply.body, Not(HasSubstr("<html"))) << host;
  }
}

TEST_F(ConsoleHttp, OnlyReadingMethods) {
  for (const std::string method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "NONSENSE"}) {
    const auto reply = request(port(), method, "/api/overview");
    EXPECT_EQ(reply.status, 405) << method;
    EXPECT_EQ(reply.header("allow"), "GET, HEAD") << method;
  }
  const auto head = request(port(), "HEAD", "/");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(head.header("content-length"), std::to_string(request(port(), "GET", "/").body.size()));
}

TEST_F(ConsoleHttp, LimitsOfARequest) {
  EXPECT_EQ(request(port(), "GET", "/", "X-Long: " + std::string(9000, 'x') + "\r\n").status, 431);
  EXPECT_EQ(request(port(), "POST", "/login", "Content-Type: application/json\r\n", std::string(5000, ' ')).status,
            413);
  EXPECT_EQ(raw(port(), "nonsense\r\n\r\n").status, 400);
  EXPECT_EQ(request(port(), "GET", "/../../etc/passwd").status, 404);
  EXPECT_EQ(request(port(), "GET", "/%2e%2e/server.cpp").status, 404);
  EXPECT_EQ(request(port(), "GET", "http://evil.example/").status, 404);
  EXPECT_EQ(request(port(), "GET", "/").status, 200) << "still there";
}

TEST_F(ConsoleHttp, ConnectionsAreLimitedAndComeFree) {
  std::vector<int> idle;
  for (std::size_t i = 0; i < limits::connections; ++i) idle.push_back(dial(port()));
  EXPECT_EQ(request(port(), "GET", "/").status, 0) << "one too many is closed unheard";
  for (const int fd : idle) close(fd);
  int status = 0;
  for (int i = 0; i < 100 && status == 0; ++i) {
    usleep(10'000);
    status = request(port(), "GET", "/").status;
  }
  EXPECT_EQ(status, 200);
}

TEST_F(ConsoleHttp, OneConnectionCarriesManyRequests) {
  const std::string one = "GET /icon.svg HTTP/1.1\r\nHost: localhost\r\n";
  const auto answer = raw(port(), one + "\r\n" + one + "\r\n" + one + "Connection: close\r\n\r\n");
  EXPECT_EQ(answer.status, 200);
  std::size_t count = 0;
  for (auto at = answer.body.find("HTTP/1.1 200"); at != std::string::npos;
       at = answer.body.find("HTTP/1.1 200", at + 1)) {
    ++count;
  }
  EXPECT_EQ(count, 2u) << "behind the first";
}

TEST_F(ConsoleHttp, Overview) {
  const auto all = shop.get("/api/overview").json();
  EXPECT_EQ(all["version"], "9.9");
  EXPECT_EQ(all["totals"]["customers"], 4);
  EXPECT_EQ(all["totals"]["messages"], 4);
  EXPECT_EQ(all["totals"]["tags"], 3);
  EXPECT_EQ(all["totals"]["rules"], 1);
  std::map<std::string, nlohmann::json> tags, groups;
  for (const auto& tag : all["tags"]) tags[tag["name"]] = tag;
  for (const auto& group : all["groups"]) groups[group["name"]] = group;
  EXPECT_EQ(tags.at("需求/退款")["customers"], 1);
  EXPECT_EQ(tags.at("需求/退款")["color"], "#c0392b");
  EXPECT_EQ(tags.at("<b>粗</b>")["customers"], 1);
  EXPECT_EQ(groups.at("VIP客户")["customers"], 1);
  EXPECT_EQ(groups.at("VIP客户")["parent"], "老客户");
  EXPECT_EQ(groups.at("老客户")["customers"], 0);
}

TEST_F(ConsoleHttp, CustomersByNameTagAndGroup) {
  const auto users = [&](const std::string& query) {
    std::vector<std::string> out;
    const auto page = shop.get("/api/customers" + query).json();
    for (const auto& row : page["rows"]) out.push_back(row["user"]);
    return out;
  };
  using List = std::vector<std::string>;
  EXPECT_EQ(users(""), (List{"a:b%c&d#e", "10003", "10002", "10001"}));
  EXPECT_EQ(users("?name=%E5%BC%A0"), (List{"10001"}));
  EXPECT_EQ(users("?name=&tag=&group="), users(""));
  EXPECT_EQ(users("?tag=VIP"), (List{"10001"}));
  EXPECT_EQ(users("?tag=%3Cb%3E%E7%B2%97%3C%2Fb%3E"), (List{"10002"}));
  EXPECT_EQ(users("?group=VIP%E5%AE%A2%E6%88%B7&tag=VIP"), (List{"10001"}));
  EXPECT_EQ(users("?tag=nothing"), (List{}));
  const auto row = shop.get("/api/customers?tag=VIP").json()["rows"][0];
  EXPECT_EQ(row["name"], "张三");
  EXPECT_EQ(row["group"], "VIP客户");
  EXPECT_EQ(row["tag_count"], 2);
}

TEST_F(ConsoleHttp, OneCustomerWithTheReasonOfEveryTag) {
  const auto one = shop.get("/api/customer?key=onebot11::10001").json();
  EXPECT_EQ(one["name"], "张三");
  EXPECT_EQ(one["messages"], 1);
  ASSERT_EQ(one["tags"].size(), 2u);
  const auto vip = one["tags"][0], refund = one["tags"][1];
  EXPECT_EQ(vip["tag"], "VIP");
  EXPECT_EQ(vip["life"], "timed");
  EXPECT_EQ(vip["until"], "2027-01-16T08:00:00.000Z");
  EXPECT_EQ(vip["pinned"], true);
  EXPECT_EQ(vip["by_kind"], "human");
  EXPECT_THAT(vip["why"]["zh"].get<std::string>(), HasSubstr("老板说的"));
  EXPECT_EQ(refund["rule"]["name"], "退款");
  EXPECT_THAT(refund["rule"]["when"].get<std::string>(), HasSubstr("退款"));
  EXPECT_EQ(refund["words"][0], "退款");
  EXPECT_EQ(refund["event"], "main/77");
  EXPECT_THAT(refund["why"]["zh"].get<std::string>(), HasSubstr("规则 refund"));
  EXPECT_THAT(refund["why"]["en"].get<std::string>(), HasSubstr("rule refund"));
  EXPECT_EQ(one["group"]["group"], "VIP客户");
  EXPECT_EQ(one["last_messages"][0]["text"], "我要退款\n谢谢");
  EXPECT_EQ(one["journal"][0]["action"], "tag.add");
  EXPECT_EQ(one["attributes"][0]["value"], "杭州");
}

TEST_F(ConsoleHttp, HostileTextsAreData) {
  const auto markup = shop.get("/api/customer?key=onebot11::10002");
  EXPECT_EQ(markup.json()["name"], markup_name);
  EXPECT_EQ(markup.header("content-type"), "application/json; charset=utf-8");
  const auto broken = shop.get("/api/customer?key=onebot11::10003").json();
  EXPECT_EQ(broken["name"], reversed_name);
  EXPECT_THAT(broken["last_messages"][0]["text"].get<std::string>(), HasSubstr("\xEF\xBF\xBD"));
  const auto odd = shop.get("/api/customer?key=onebot11%3A%3Aa%3Ab%25c%26d%23e").json();
  EXPECT_EQ(odd["name"], "冒号");
}

TEST_F(ConsoleHttp, BadParametersAreToldInBothLanguages) {
  const std::map<std::string, std::string> expected = {{"/api/overview?x=1", "FQ-6210"},
                                                       {"/api/customers?nmae=a", "FQ-6205"},
                                                       {"/api/customers?tag=a&tag=b", "FQ-6206"},
                                                       {"/api/customers?page=0", "FQ-6207"},
                                                       {"/api/customers?page=-1", "FQ-6207"},
                                                       {"/api/customers?page=2x", "FQ-6207"},
                                                       {"/api/customers?page=99999999999999999999", "FQ-6207"},
                                                       {"/api/customers?name=%GG", "FQ-6204"},
                                                       {"/api/customers?name=%E5", "FQ-6204"},
                                                       {"/api/customers?name=%00", "FQ-6204"},
                                                       {"/api/customers?name=%E", "FQ-6204"},
                                                       {"/api/customers?name=" + std::string(600, 'a'), "FQ-6204"},
                                                       {"/api/customer", "FQ-6208"},
                                                       {"/api/customer?key=10001", "FQ-6208"}};
  for (const auto& [target, code] : expected) {
    const auto reply = shop.get(target);
    EXPECT_EQ(reply.status, 400) << target;
    const auto error = reply.json()["error"];
    EXPECT_EQ(error["code"], code) << target;
    EXPECT_FALSE(error["zh"]["message"].get<std::string>().empty()) << target;
    EXPECT_FALSE(error["en"]["message"].get<std::string>().empty()) << target;
  }
  EXPECT_EQ(shop.get("/api/customer?key=onebot11::404").status, 404);
  EXPECT_EQ(shop.get("/api/nothing").status, 404);
}

TEST(ConsolePages, FiftyARow) {
  const Shop shop(Language::zh, 60);
  const auto first = shop.get("/api/customers").json();
  EXPECT_EQ(first["total"], 64);
  EXPECT_EQ(first["pages"], 2);
  EXPECT_EQ(first["rows"].size(), 50u);
  const auto second = shop.get("/api/customers?page=2").json();
  EXPECT_EQ(second["rows"].size(), 14u);
  EXPECT_EQ(second["rows"][13]["user"], "10001");
  EXPECT_EQ(shop.get("/api/customers?page=3").json()["rows"].size(), 0u);
}

TEST(ConsoleStore, AFailingStoreIsToldAndAskedAgain) {
  Shop shop;
  shop.broken = true;
  const auto down = shop.get("/api/overview");
  EXPECT_EQ(down.status, 503);
  EXPECT_EQ(down.json()["error"]["code"], "FQ-3001");
  shop.broken = false;
  EXPECT_EQ(shop.get("/api/overview").status, 200);
}

TEST(ConsoleStore, AnExceptionIsAnAnswerToo) {
  const auto throws = []() -> Result<std::unique_ptr<storage::Reader>> { throw std::runtime_error("secret detail"); };
  const auto console = Console::start({0, test_code, Language::zh, "1", "UTC"}, throws);
  ASSERT_TRUE(console);
  const auto port = (*console)->port();
  const auto body = nlohmann::json{{"code", test_code}}.dump();
  const auto set = request(port, "POST", "/login", "Content-Type: application/json\r\n", body).header("set-cookie");
  const auto reply = request(port, "GET", "/api/overview", "Cookie: " + set.substr(0, set.find(';')) + "\r\n");
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.json()["error"]["code"], "FQ-6301");
  EXPECT_THAT(reply.body, Not(HasSubstr("secret")));
  EXPECT_EQ(request(port, "GET", "/").status, 200);
}

TEST(ConsoleStart, PortTakenWeakCodeAndStopping) {
  const auto reader = [] { return storage::open_reader("sqlite:/nonexistent/none.db"); };
  auto first = Console::start({0, "", Language::en, "1", "UTC"}, reader);
  ASSERT_TRUE(first);
  EXPECT_EQ((*first)->code().size(), 8u);
  EXPECT_EQ((*first)->url(), "http://127.0.0.1:" + std::to_string((*first)->port()) + "/");
  const auto port = (*first)->port();
  const auto second = Console::start({port, "abcdefgh", Language::en, "1", "UTC"}, reader);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code(), "FQ-6001");
  const auto weak = Console::start({0, "12345", Language::en, "1", "UTC"}, reader);
  ASSERT_FALSE(weak);
  EXPECT_EQ(weak.error().code(), "FQ-6002");
  EXPECT_EQ(request(port, "GET", "/").status, 200);
  (*first)->stop();
  EXPECT_EQ(request(port, "GET", "/").status, 0);
  (*first)->stop();
}

}  // namespace
}  // namespace fenqun::console
