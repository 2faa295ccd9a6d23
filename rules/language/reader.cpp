#include "rules/language/reader.hpp"

#include <algorithm>

#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::language {
namespace {

std::string shown(const Token& token) {
  return visible(token.text);
}

}  // namespace

std::string join(std::span<const std::string> words, std::string_view separator) {
  std::string out;
  for (const auto& word : words) {
    if (!out.empty()) out += separator;
    out += word;
  }
  return out;
}

bool Reader::take(const Spelling& spelling) {
  if (!at_word(spelling)) return false;
  step();
  return true;
}

const Form* Reader::take_form(std::span<const Form> forms) {
  const Form* best = nullptr;
  std::size_t longest = 0;
  for (const auto& form : forms) {
    for (const auto language : {Language::en, Language::zh}) {
      const auto words = split_words(form.head(language));
      if (words.size() <= longest) continue;
      bool same = true;
      for (std::size_t i = 0; same && i < words.size(); ++i) {
        same = ahead(i).kind == TokenKind::word && same_word(ahead(i).text, words[i]);
      }
      if (same) {
        best = &form;
        longest = words.size();
      }
    }
  }
  step(longest);
  return best;
}

std::vector<std::string> Reader::continuations(std::span<const Form> forms) const {
  std::vector<std::string> out;
  if (here().kind != TokenKind::word) return out;
  for (const auto& form : forms) {
    for (const auto language : {Language::en, Language::zh}) {
      const auto words = split_words(form.head(language));
      if (words.size() < 2 || !same_word(words[0], here().text)) continue;
      std::string next(words[1]);
      if (std::find(out.begin(), out.end(), next) == out.end()) out.push_back(std::move(next));
    }
  }
  return out;
}

std::optional<Word> Reader::take_word() {
  const auto& token = here();
  const bool plain = token.kind == TokenKind::word && !is_joiner(token.text);
  if (!plain && token.kind != TokenKind::quoted && token.kind != TokenKind::list) {
    if (!told_broken_token()) mistake(problems::expected_word);
    return std::nullopt;
  }
  if (token.text.empty()) {
    mistake(problems::expected_word);
    step();
    return std::nullopt;
  }
  Word out{token.text, token.kind == TokenKind::list, token.span};
  step();
  return out;
}

std::optional<std::string> Reader::take_name(std::string_view after) {
  const auto& token = here();
  if ((token.kind != TokenKind::word || is_joiner(token.text)) && token.kind != TokenKind::quoted) {
    if (!told_broken_token()) mistake(problems::expected_name, {std::string(after)});
    return std::nullopt;
  }
  auto name = token.text;
  step();
  return name;
}

std::optional<Op> Reader::take_op() {
  if (here().kind != TokenKind::op) {
    if (!told_broken_token()) mistake(problems::expected_operator);
    return std::nullopt;
  }
  const auto op = here().op;
  step();
  return op;
}

std::optional<std::int64_t> Reader::take_number(std::int64_t least, std::int64_t most) {
  const auto& text = here().text;
  const bool digits = here().kind == TokenKind::word && !text.empty() &&
                      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) {
    if (!told_broken_token()) mistake(problems::expected_number);
    return std::nullopt;
  }
  const auto number = text.size() > 12 ? most + 1 : static_cast<std::int64_t>(std::stoll(text));
  if (number < least || number > most) {
    mistake(problems::out_of_range, {shown(here()), std::to_string(least), std::to_string(most)});
    step();
    return std::nullopt;
  }
  step();
  return number;
}

bool Reader::at_duration() const {
  if (here().kind != TokenKind::word) return false;
  return parse_duration(here().text) ||
         (ahead(1).kind == TokenKind::word && parse_duration(here().text + ahead(1).text));
}

// "7d", "7天内", and with a space as Chinese is often set: "7 天", "7 天 内".
std::optional<Millis> Reader::take_duration() {
  const bool word = here().kind == TokenKind::word;
  auto duration = word ? parse_duration(here().text) : std::nullopt;
  std::size_t used = 1;
  if (word && !duration && ahead(1).kind == TokenKind::word) {
    duration = parse_duration(here().text + ahead(1).text);
    used = 2;
  }
  if (!duration) {
    if (!told_broken_token()) mistake(problems::expected_duration);
    return std::nullopt;
  }
  if (*duration < min_window || *duration > max_window) {
    mistake(problems::out_of_range, {shown(here()), "1s", duration_text(max_window, Language::en)});
    duration.reset();
  }
  step(used);
  if (here().kind == TokenKind::word && here().text == word_within.zh) step();
  return duration;
}

void Reader::mistake(const ProblemKind& kind, const Args& args, Span span) {
  ++errors_;
  mistakes_.push_back({Problem(kind, args), span});
}

void Reader::warn(const ProblemKind& kind, Span span) {
  mistakes_.push_back({Problem(kind).as_warning(), span});
}

bool Reader::told_broken_token() {
  switch (here().kind) {
    case TokenKind::unclosed_quote:
      mistake(problems::unclosed_quote, {}, {here().span.offset, 1});
      break;
    case TokenKind::unclosed_expression:
      mistake(problems::unclosed_expression, {}, {here().span.offset, 1});
      break;
    case TokenKind::stray:
      mistake(problems::stray, {shown(here())});
      break;
    default:
      return false;
  }
  return true;
}

}  // namespace fenqun::rules::language
