#include "bot/cli/show_problem.hpp"

#include <algorithm>
#include <ostream>
#include <set>
#include <tuple>

#include "adapters/json_out.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t columns_before = 60;  // of the line that are shown in front of the mistake
constexpr std::size_t columns_behind = 60;

// A line cut in three by code points: before, under and behind the caret. All three are fit to be shown.
struct CutLine {
  std::string before;
  std::string under;
  std::string behind;
};

// The offset of the code point number `count` from `offset`.
std::size_t step(std::string_view text, std::size_t offset, std::uint32_t count) {
  for (; count > 0 && offset < text.size(); --count)
    offset += std::max<std::uint32_t>(1, decode_at(text, offset).length);
  return std::min(offset, text.size());
}

// Tabs count as one space, so that the caret's place does not depend on the terminal.
std::string fit(std::string_view part) {
  std::string text(part);
  std::replace(text.begin(), text.end(), '\t', ' ');
  return escaped(text);
}

// The last `columns` columns of a text, with an ellipsis in front when something was left out.
std::string last_columns(const std::string& text, std::size_t columns) {
  if (display_width(text) <= columns) return text;
  const auto points = code_points(text);
  std::string kept;
  std::size_t width = 0;
  auto from = points.size();
  while (from > 0) {
    std::string one;
    append_utf8(one, points[from - 1]);
    width += display_width(one);
    if (width >= columns) break;
    --from;
  }
  for (auto i = from; i < points.size(); ++i) append_utf8(kept, points[i]);
  return "…" + kept;
}

CutLine cut(const Location& where) {
  const auto& line = where.source_line;
  const auto begin = step(line, 0, where.column - std::min(where.column, 1U));
  const auto end = step(line, begin, std::max(where.length, 1U));
  CutLine out;
  out.before = last_columns(fit(std::string_view(line).substr(0, begin)), columns_before);
  out.under = cut_to_width(fit(std::string_view(line).substr(begin, end - begin)), columns_behind);
  const auto used = std::min(display_width(out.under), columns_behind);
  out.behind = cut_to_width(fit(std::string_view(line).substr(end)), columns_behind - used);
  return out;
}

std::string severity(const Problem& problem, Language language) {
  if (language == Language::zh) return problem.warning() ? "警告" : "错误";
  return problem.warning() ? "warning" : "error";
}

std::string place(const Location& where) {
  if (where.file.empty()) return {};
  auto out = escaped(where.file);
  if (where.line > 0) out += ":" + std::to_string(where.line) + ":" + std::to_string(where.column);
  return out + ": ";
}

void append_caret(std::string& out, const Location& where) {
  const auto parts = cut(where);
  const auto number = std::to_string(where.line);
  out += "  " + number + " | " + parts.before + parts.under + parts.behind + "\n";
  out += std::string(number.size() + 2, ' ') + " | " + std::string(display_width(parts.before), ' ') + "^";
  const auto width = display_width(parts.under);
  out += std::string(width > 1 ? width - 1 : 0, '~') + "\n";
}

}  // namespace

std::string show(const Problem& problem, Language language) {
  const auto& where = problem.location();
  const bool chinese = language == Language::zh;
  auto out = place(where) + severity(problem, language) + " " + problem.code() + (chinese ? ":" : ": ") +
             escaped(problem.message().in(language)) + "\n";
  if (where.line > 0 && !where.source_line.empty()) append_caret(out, where);
  const auto& hint = problem.hint().in(language);
  if (!hint.empty()) out += std::string(chinese ? "    提示:" : "    hint: ") + escaped(hint) + "\n";
  return out;
}

void show_all(const Problems& problems, Language language, std::ostream& out) {
  for (const auto& problem : problems) out << show(problem, language);
}

std::string problem_json(const Problem& problem) {
  const auto& where = problem.location();
  const bool placed = where.line > 0;
  adapters::JsonOut json;
  json.open_object().key("file").string(where.file).key("line").integer(where.line);
  json.key("column").integer(placed ? where.column : 0).key("length").integer(placed ? where.length : 0);
  json.key("code").string(problem.code()).key("severity").string(problem.warning() ? "warning" : "error");
  for (const auto& [key, text] : {std::pair("message", &problem.message()), std::pair("hint", &problem.hint())}) {
    json.key(key).open_object().key("zh").string(text->zh).key("en").string(text->en).close_object();
  }
  json.close_object();
  return std::move(json).text();
}

void show_all(const Problems& problems, Language language, bool json, std::ostream& out) {
  if (!json) return show_all(problems, language, out);
  for (const auto& problem : problems) out << problem_json(problem) << '\n';
}

std::string count_of(const Problems& problems, Language language) {
  const auto warnings = std::count_if(problems.begin(), problems.end(), [](const Problem& p) { return p.warning(); });
  const auto errors = static_cast<std::ptrdiff_t>(problems.size()) - warnings;
  if (language == Language::zh) return std::to_string(errors) + " 处错误," + std::to_string(warnings) + " 处警告";
  return std::to_string(errors) + (errors == 1 ? " error, " : " errors, ") + std::to_string(warnings) +
         (warnings == 1 ? " warning" : " warnings");
}

bool any_error(const Problems& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& problem) { return !problem.warning(); });
}

void drop_repeated(Problems& problems) {
  std::set<std::tuple<std::string, std::string, std::uint32_t, std::uint32_t, std::string>> seen;
  std::erase_if(problems, [&](const Problem& problem) {
    const auto& where = problem.location();
    return !seen.emplace(problem.code(), where.file, where.line, where.column, problem.message().en).second;
  });
}

}  // namespace fenqun::bot
