#include "tests/console/support.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <stdexcept>

namespace fenqun::console {
namespace {

const Time noon = from_millis(1'800'000'000'000);

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

Reply parsed(const std::string& all) {
  Reply out;
  const auto end = all.find("\r\n\r\n");
  if (end == std::string::npos) return out;
  out.status = std::stoi(all.substr(9, 3));
  out.body = all.substr(end + 4);
  for (auto at = all.find("\r\n") + 2; at < end;) {
    const auto line_end = all.find("\r\n", at);
    const auto line = all.substr(at, line_end - at);
    const auto colon = line.find(": ");
    if (colon != std::string::npos) out.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
    at = line_end + 2;
  }
  return out;
}

TagState by_rule(const std::string& rule, const std::string& condition, const std::string& words) {
  TagState out;
  out.since = noon;
  out.by = {By::Kind::rule, rule};
  out.why.rule = rule;
  out.why.event = {"main", "77"};
  out.why.facts = {{condition, words, true}};
  out.why.matches = {{0, 6, words}};
  return out;
}

constexpr std::string_view rule_file = R"(
[tag."需求/退款"]
color = "#c0392b"
about = "想退钱"

[group."老客户"]
[group."VIP客户"]
parent = "老客户"

[[rule]]
id = "refund"
name = "退款"
when = "text has 退款"
then = ["tag 需求/退款"]
)";

std::shared_ptr<const rules::RuleSet> compiled() {
  const rules::Source source{"test.toml", std::string(rule_file)};
  const auto out = rules::compile(std::span(&source, 1));
  for (const auto& problem : out.problems) ADD_FAILURE() << problem.line(Language::en);
  return out.rules;
}

}  // namespace

int dial(std::uint16_t port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval patience{15, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0) return fd;
  close(fd);
  return -1;
}

std::string Reply::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

Reply raw(std::uint16_t port, const std::string& bytes) {
  const int fd = dial(port);
  if (fd < 0) return {};
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const auto now = send(fd, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (now <= 0) break;
    sent += static_cast<std::size_t>(now);
  }
  std::string all;
  char part[4096];
  for (ssize_t got = 0; (got = recv(fd, part, sizeof part, 0)) > 0;) all.append(part, static_cast<std::size_t>(got));
  close(fd);
  return parsed(all);
}

Reply request(std::uint16_t port, const std::string& method, const std::string& target, const std::string& more,
              const std::string& body) {
  const auto length = body.empty() ? std::string() : "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return raw(port, method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                       "\r\nConnection: close\r\n" + length + more + "\r\n" + body);
}

Shop::Shop(Language language, int extra_customers) {
  store = std::move(*storage::open_store("memory:"));
  fill(extra_customers);
  const auto reader = [this]() -> Result<std::unique_ptr<storage::Reader>> {
    if (broken) return Problem(ProblemKind{"FQ-3001", {"锁住了", "locked"}, {"", ""}});
    return store->reader();
  };
  auto started =
      Console::start({0, test_code, language, "9.9", "Asia/Shanghai"}, reader, [known = compiled()] { return known; });
  if (!started) throw std::runtime_error(started.error().line(Language::en));
  console = std::move(*started);
}

Reply Shop::log_in(const std::string& code) const {
  return request(port(), "POST", "/login", "Content-Type: application/json\r\n", nlohmann::json{{"code", code}}.dump());
}

Reply Shop::get(const std::string& target) const {
  const auto set = log_in(test_code).header("set-cookie");
  return request(port(), "GET", target, "Cookie: other=1; " + set.substr(0, set.find(';')) + "\r\n");
}

void Shop::customer(const std::string& user, const std::string& name, std::vector<Change> changes,
                    const std::string& text) {
  Commit commit;
  commit.who = {"onebot11", "", user};
  const Time at = noon + Millis(++messages_ * 1000);
  MessageRecord record;
  record.key = {"main", std::to_string(messages_)};
  record.who = commit.who;
  record.kind = "text";
  record.text = text;
  record.at = record.seen_at = at;
  commit.event = record;
  commit.changes = std::move(changes);
  commit.changes.insert(commit.changes.begin(), {Touch{at}, SetName{name}});
  commit.journal = {{at, {By::Kind::rule, "refund"}, commit.who, "tag.add", "需求/退款", "text has 退款"}};
  const auto done = store->apply(std::span(&commit, 1));
  if (!done || done->front().fate != Fate::applied) throw std::runtime_error("the store did not take a customer");
}

void Shop::fill(int extra_customers) {
  TagState vip;
  vip.since = noon;
  vip.until = noon + Millis(86'400'000);
  vip.life = Life::timed;
  vip.pinned = true;
  vip.by = {By::Kind::human, "onebot11::1"};
  vip.why.note = "老板说的";
  Membership old;
  old.group = "VIP客户";
  old.since = noon;
  old.by = {By::Kind::rule, "refund"};
  customer("10001", "张三",
           {AddTag{"需求/退款", by_rule("refund", "text has 退款", "退款")}, AddTag{"VIP", vip}, MoveTo{old},
            SetAttribute{"城市", "杭州"}},
           "我要退款\n谢谢");
  customer("10002", markup_name, {AddTag{"<b>粗</b>", by_rule("<script>", "</script>", "<i>")}},
           "<script>document.title='owned'</script>");
  customer("10003", reversed_name, {}, std::string("broken \xFF\xFE bytes"));
  customer("a:b%c&d#e", "冒号", {}, "key");
  for (int i = 0; i < extra_customers; ++i) customer(std::to_string(20000 + i), "客人" + std::to_string(i), {}, "你好");
}

}  // namespace fenqun::console
