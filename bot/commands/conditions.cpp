#include "bot/commands/conditions.hpp"

#include <algorithm>

#include "bot/text/dates.hpp"
#include "bot/text/unicode.hpp"
#include "rules/fold.hpp"

namespace fenqun::bot {
namespace {

class Conditions {
 public:
  Conditions(const Call& call, std::string_view text)
      : call_(call), tokens_(tokenize(text, 0, {}, [](std::string_view) { return false; }).list) {}

  Result<storage::CustomerQuery> run() {
    while (at_ < tokens_.size()) {
      const auto before = at_;
      if (auto problem = one()) return *problem;
      if (at_ == before) return Problem(problems::bad_condition, {shown(tokens_[at_].text, 40)});
      if (at_ < tokens_.size() && (is("且") || is("and") || is("并且"))) ++at_;
    }
    return std::move(query_);
  }

 private:
  std::string folded(std::size_t index) const {
    const bool word = index < tokens_.size() && tokens_[index].kind == Token::Kind::word;
    return word ? rules::fold(tokens_[index].text) : std::string();
  }
  bool is(std::string_view word) const { return folded(at_) == rules::fold(word); }
  bool take(std::initializer_list<std::string_view> words) {
    std::size_t index = at_;
    for (const auto word : words) {
      if (folded(index++) != rules::fold(word)) return false;
    }
    if (index >= tokens_.size()) return false;  // nothing follows: then it is a name
    at_ = index;
    return true;
  }

  std::optional<Problem> one() {
    if (take({"有标签"}) || take({"标签"}) || take({"tag"})) return tag();
    if (take({"在分组"}) || take({"分组"}) || take({"group"})) return group();
    if (take({"距上次消息"}) || take({"days", "since", "last", "message"})) return last_message();
    return name();
  }

  std::optional<Problem> tag() {
    const auto& typed = tokens_[at_++].text;
    const auto match = match_name(typed, known_tags(call_.context.rules, call_.context.directory));
    if (match.found != Found::exact && match.found != Found::folded) {
      return Problem(problems::unknown_tag, {shown(typed, 40)});
    }
    query_.tag = match.name;
    return std::nullopt;
  }

  std::optional<Problem> group() {
    const auto& typed = tokens_[at_++].text;
    std::vector<std::string> names;
    for (const auto& info : known_groups(call_.context.rules, call_.context.directory)) names.push_back(info.name);
    for (const auto& [old, present] : call_.context.directory.group_aliases) names.push_back(old);
    const auto match = match_name(typed, names);
    if (match.found != Found::exact && match.found != Found::folded) {
      return Problem(problems::unknown_group, {shown(typed, 40)});
    }
    query_.group = call_.context.directory.find_group(match.name).value_or(match.name);
    return std::nullopt;
  }

  // > 7天, >7 (days), < 2小时; the sign and the number may stand together.
  std::optional<Problem> last_message() {
    auto text = folded(at_++);
    const auto wrong = Problem(problems::bad_condition, {shown((text + " ").append(folded(at_)), 40)});
    if (text.empty() || (text.front() != '>' && text.front() != '<')) return wrong;
    const bool longer = text.front() == '>';
    text.erase(0, text.starts_with(">=") || text.starts_with("<=") ? 2 : 1);
    if (text.empty()) text = folded(at_++);
    auto span = parse_duration(text);
    if (!span) span = parse_duration(text + folded(at_));
    if (span && !parse_duration(text)) ++at_;
    if (!span) span = parse_duration(text + "d");
    if (!span) return wrong;
    (longer ? query_.seen_before : query_.seen_after) = call_.context.now - *span;
    return std::nullopt;
  }

  std::optional<Problem> name() {
    if (query_.name) return std::nullopt;
    query_.name = tokens_[at_++].text;
    return std::nullopt;
  }

  const Call& call_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  storage::CustomerQuery query_;
};

}  // namespace

Result<storage::CustomerQuery> parse_conditions(const Call& call, std::string_view text) {
  return Conditions(call, text).run();
}

}  // namespace fenqun::bot
