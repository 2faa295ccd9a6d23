#include "bot/demo/screen.hpp"

#include "bot/text/unicode.hpp"

namespace fenqun::bot::demo {
namespace {

constexpr auto gray = "\033[90m";
constexpr auto green = "\033[32m";
constexpr auto red = "\033[31m";
constexpr auto cyan = "\033[36m";
constexpr auto yellow = "\033[33m";

constexpr Bilingual group_line{"    → 分组 {0}    {1}", "    → group {0}    {1}"};
constexpr Bilingual add_line{"    + {0}    {1}", "    + {0}    {1}"};
constexpr Bilingual drop_line{"    - {0}    {1}", "    - {0}    {1}"};
constexpr Bilingual answer_line{"    机器人 → {0}: {1}", "    bot → {0}: {1}"};

std::string indented(const std::string& text) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "        ";
  }
  return out;
}

}  // namespace

std::string Screen::tint(const char* color, const std::string& text) const {
  return colored_ ? color + text + "\033[0m" : text;
}

void Screen::show_event(const Happened& happened) {
  const auto& commit = *happened.commit;
  if (const auto* words = text_of(*happened.event); words != nullptr && !commit.who.platform.empty()) {
    if (commit.event->kind == "command") return;
    post(tint(cyan, shown(happened.event->name)) + "  " + shown(words->text));
  }
  for (const auto& change : commit.changes) {
    if (const auto* add = std::get_if<AddTag>(&change)) {
      const auto why = tint(gray, reasons_.brief(add->state.by, add->state.why));
      post(fill(add_line.in(language_), {tint(green, add->tag), why}));
    } else if (const auto* drop = std::get_if<DropTag>(&change)) {
      post(fill(drop_line.in(language_), {tint(red, drop->tag), tint(gray, drop->reason)}));
    } else if (const auto* move = std::get_if<MoveTo>(&change); move != nullptr && !move->membership.group.empty()) {
      const auto why = tint(gray, reasons_.brief(move->membership.by, move->membership.why));
      post(fill(group_line.in(language_), {tint(yellow, move->membership.group), why}));
    }
  }
}

void Screen::show_answer(const std::string& to, const std::string& text) {
  post(fill(answer_line.in(language_), {to, indented(text)}));
}

bool Screen::flush() {
  std::vector<std::string> lines;
  lines_.take(lines, 0, std::optional(std::chrono::steady_clock::now()));
  if (lines.empty()) return false;
  if (!prompt_.empty()) out_ << "\r\033[K";
  for (const auto& line : lines) out_ << line << "\n";
  out_ << prompt_ << std::flush;
  return true;
}

void Screen::say(const std::string& line) {
  post(line);
  flush();
}

void Screen::prompt(const std::string& who) {
  prompt_ = who;
  out_ << (colored_ ? "\r\033[K" : "") << prompt_ << std::flush;
}

}  // namespace fenqun::bot::demo
